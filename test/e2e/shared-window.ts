import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../remove-folder.ts';
import { launchApp, type RunningApp } from './app.ts';
import { NotePage } from './note-page.ts';

/** An app whose window shows one notebook after another. */
interface Shared {
  readonly running: RunningApp;
  readonly userData: string;
  /** Its settings and its window as they were when it started. */
  readonly beginning: string;
}

/**
 * One app for many tests, because a start takes longer than most of what is tested.
 *
 * Each test gets a notebook of its own and a page that was loaded anew. What a page does not hold,
 * the app's settings and its window's size and zoom, is looked at after each test: an app that a
 * test left different quits, and the next test starts one.
 */
export class SharedWindow {
  #shared: Shared | null = null;

  /** Shows a note as if the app had been started with it; resolves when it takes keys. */
  async open(file: string): Promise<RunningApp> {
    if (this.#shared === null) return this.#start(file);
    const { running } = this.#shared;
    const { app, page } = running;
    await page.emulateMedia({ colorScheme: null, reducedMotion: null });
    await page.evaluate(() => {
      for (const note of document.querySelectorAll('[role=textbox]')) note.id = 'of-former-test';
    });
    // What a second start of the app does in the first.
    await app.evaluate(
      (electron, path) => electron.app.emit('second-instance', {}, [], '', { path }),
      file,
    );
    await page.locator('[role=textbox].note:not(#of-former-test)').waitFor();
    await page.reload();
    await new NotePage(page).ready();
    return running;
  }

  /** Looks at what a test left; throws where the page complained. */
  async settle(): Promise<void> {
    if (this.#shared === null) return;
    const { running, beginning } = this.#shared;
    const complained = running.errors().length > 0;
    if (complained || (await lookOf(this.#shared)) !== beginning) await this.quit();
  }

  /** Quits the app; throws where the page complained. */
  async quit(): Promise<void> {
    const shared = this.#shared;
    if (shared === null) return;
    this.#shared = null;
    await shared.running.close();
    removeFolder(shared.userData);
  }

  async #start(file: string): Promise<RunningApp> {
    const userData = await mkdtemp(join(tmpdir(), 'backrow e2e '));
    const running = await launchApp({ notebook: file, userData });
    await new NotePage(running.page).ready();
    const started = { running, userData };
    this.#shared = { ...started, beginning: await lookOf(started) };
    return running;
  }
}

/** Settings, size and zoom of a running app, to be compared. */
async function lookOf({ running, userData }: Omit<Shared, 'beginning'>): Promise<string> {
  const settings = join(userData, 'settings.json');
  const windows = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => [
      window.getBounds(),
      window.isVisible(),
      window.webContents.getZoomFactor(),
    ]),
  );
  return JSON.stringify([existsSync(settings) ? readFileSync(settings, 'utf8') : null, windows]);
}
