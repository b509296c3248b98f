import { test as base } from '@playwright/test';
import { type LaunchOptions, launchApp, type RunningApp } from './app.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, type TestNotebook } from './notebook.ts';
import { SharedWindow } from './shared-window.ts';

/** One note of a notebook of its own, which is on screen and takes keys. */
interface OpenedNote extends Omit<RunningApp, 'close'> {
  readonly notebook: TestNotebook;
  readonly note: NotePage;
}

/** Opens a new note in the app that tests share; see `openNote`. */
export type OpenNote = (source?: NoteSource) => Promise<OpenedNote>;

interface Fixtures {
  readonly launchApp: (options?: LaunchOptions) => Promise<RunningApp>;
  /** Makes a notebook of a note, as `makeNotebook` does, and opens it in an app of its own. */
  readonly startWithNote: (source?: NoteSource) => Promise<OpenedNote & RunningApp>;
  /**
   * The same in an app that tests share, each with a page of its own. For all that a test does to a
   * note and its page; one that quits the app or changes the app itself starts one of its own.
   */
  readonly openNote: OpenNote;
  /** As `openNote`, with the path of a note that is there. */
  readonly openFile: (file: string) => Promise<Omit<OpenedNote, 'notebook'>>;
}

interface WorkerFixtures {
  readonly sharedWindow: SharedWindow;
}

type NoteSource = Parameters<typeof makeNotebook>[0];

/** Playwright's `test` with the app: whatever a test starts is quit, and its page had no complaint. */
export const test = base.extend<Fixtures, WorkerFixtures>({
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
  startWithNote: async ({ launchApp: launch }, use) => {
    await use(async (source) => {
      const notebook = makeNotebook(source);
      const running = await launch({ notebook: notebook.file });
      const note = new NotePage(running.page);
      await note.ready();
      return { ...running, notebook, note };
    });
  },
  sharedWindow: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const shared = new SharedWindow();
      await use(shared);
      await shared.quit();
    },
    { scope: 'worker' },
  ],
  openFile: async ({ sharedWindow }, use) => {
    await use(async (file) => {
      const { app, page, errors } = await sharedWindow.open(file);
      return { app, page, errors, note: new NotePage(page) };
    });
    await sharedWindow.settle();
  },
  openNote: async ({ openFile }, use) => {
    await use(async (source) => {
      const notebook = makeNotebook(source);
      return { ...(await openFile(notebook.file)), notebook };
    });
  },
});
