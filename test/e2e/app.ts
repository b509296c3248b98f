import { execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  _electron,
  type ConsoleMessage,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { removeFolder } from '../remove-folder.ts';

/** How a test starts the app. Folders that are not given are fresh and go away with the app. */
export interface LaunchOptions {
  /** What is opened: a folder or a note; null starts without an argument. */
  readonly notebook?: string | null;
  /** The app's own data; give the same one again to start "on the same computer". */
  readonly userData?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Done to Electron before the app begins. */
  readonly beforeStart?: (app: ElectronApplication) => Promise<void>;
  /** Console errors that the test provokes on purpose. */
  readonly expectedErrors?: RegExp;
}

/** A running app. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the page complained about so far, apart from what was expected. */
  readonly errors: () => readonly string[];
  /** Quits as a person would, and fails the test where the page complained. */
  readonly close: () => Promise<void>;
}

/** The repository. */
export const root = resolve(import.meta.dirname, '../..');

/** The Electron that start and test use; prepared beforehand by `npm test`. */
export function electronPath(): string {
  const given = process.env.BACKROW_ELECTRON;
  if (given !== undefined) return given;
  const script = join(root, 'electron/dev/electron-path.mjs');
  const path = execFileSync(process.execPath, [script], { encoding: 'utf8', cwd: root }).trim();
  process.env.BACKROW_ELECTRON = path;
  return path;
}

/**
 * Starts the built app on real Electron and waits for its window.
 *
 * Never use it for timing: the driver's loader delays the start.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const temporary = await mkdtemp(join(tmpdir(), 'backrow e2e '));
  const userData = options.userData ?? join(temporary, 'user-data');
  const errors: string[] = [];
  const electron: Parameters<typeof startElectron>[0] = {
    executablePath: electronPath(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // A virtual display has none: Chromium would start a process for it several times, in vain.
      '--disable-gpu',
      root,
      ...(options.notebook == null ? [] : [options.notebook]),
      `--user-data-dir=${userData}`,
      ...(options.args ?? []),
    ],
    env: { ...inherited(), HOME: temporary, ...options.env },
  };
  const app = await startElectron(electron, options.beforeStart);
  const page = await app.firstWindow();
  page.on('console', hear);
  page.on('pageerror', complain);
  // The window is often there before the driver hands it over.
  for (const message of await page.consoleMessages()) hear(message);
  for (const error of await page.pageErrors()) complain(error);

  function hear(message: ConsoleMessage): void {
    if (message.type() === 'error') complain(message.text());
  }

  function complain(complaint: unknown): void {
    const text = String(complaint);
    if (options.expectedErrors?.test(text) !== true) errors.push(text);
  }

  async function close(): Promise<void> {
    await app.close();
    removeFolder(temporary);
    if (errors.length > 0) throw new Error(`The page complained:\n${errors.join('\n')}`);
  }

  return { app, page, errors: () => errors, close };
}

const HOLD_START = join(root, 'test/e2e/hold-start.cjs');

/** Starts Electron, attaches the driver, and only then lets the app begin; see `hold-start.cjs`. */
export async function startElectron(
  { args = [], ...options }: NonNullable<Parameters<typeof _electron.launch>[0]>,
  beforeStart?: LaunchOptions['beforeStart'],
): Promise<ElectronApplication> {
  const app = await _electron.launch({ ...options, args: ['-r', HOLD_START, ...args] });
  await beforeStart?.(app);
  await app.evaluate(() => {
    const { letStart } = globalThis as { letStart?: () => void };
    if (letStart === undefined) throw new Error('hold-start.cjs was not loaded');
    letStart();
  });
  return app;
}

/** The test's environment without what would reach into the app, which speaks English. */
function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(?:NODE_|npm_|LC_)/.test(entry[0]),
  );
  return { ...Object.fromEntries(entries), LANG: 'en_US.UTF-8', LANGUAGE: 'en' };
}
