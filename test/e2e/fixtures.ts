import { test as base } from '@playwright/test';
import { type LaunchOptions, launchApp, type RunningApp } from './app.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, type TestNotebook } from './notebook.ts';

/** An app with one note of a notebook of its own, which is on screen and takes keys. */
interface OpenedNote extends RunningApp {
  readonly notebook: TestNotebook;
  readonly note: NotePage;
}

interface Fixtures {
  readonly launchApp: (options?: LaunchOptions) => Promise<RunningApp>;
  /** Makes a notebook of a note, as `makeNotebook` does, and opens it. */
  readonly openNote: (source?: Parameters<typeof makeNotebook>[0]) => Promise<OpenedNote>;
}

/** Playwright's `test` with the app: whatever a test starts is quit, and its page had no complaint. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  launchApp: async ({}, use) => {
    const running = new Set<RunningApp>();
    await use(async (options) => {
      const started = await launchApp(options);
      const close = async (): Promise<void> => {
        if (running.delete(tracked)) await started.close();
      };
      const tracked: RunningApp = { ...started, close };
      running.add(tracked);
      return tracked;
    });
    for (const app of [...running]) await app.close();
  },
  openNote: async ({ launchApp: launch }, use) => {
    await use(async (source) => {
      const notebook = makeNotebook(source);
      const running = await launch({ notebook: notebook.file });
      const note = new NotePage(running.page);
      await note.ready();
      return { ...running, notebook, note };
    });
  },
});
