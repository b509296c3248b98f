import type { CDPSession, ElectronApplication, Page } from '@playwright/test';

/** An editor in an Electron window that the benchmark types into. */
export interface TypingTarget {
  readonly page: Page;
  /** Shows the big note; ms from the wish to the frame that shows it, with the keyboard in it. */
  readonly open: () => Promise<number>;
  /** Puts the caret at the end of the item in the middle of the note, and shows it. */
  readonly caretToMiddle: () => Promise<void>;
  readonly keys: TargetKeys;
  readonly session: CDPSession;
  /** The process of Electron itself. */
  readonly rootPid: number;
  /** The process that runs the page. */
  readonly windowPid: number;
  readonly close: () => Promise<void>;
}

/** The keys that differ between the editors. */
export interface TargetKeys {
  readonly indent: string;
  readonly outdent: string;
}

/** The process ids of an app and of the page in its window. */
export async function processesOf(
  app: ElectronApplication,
): Promise<{ readonly rootPid: number; readonly windowPid: number }> {
  const windowPid = await app.evaluate(({ BrowserWindow }) =>
    Number(BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()),
  );
  const rootPid = await app.evaluate(() => process.pid);
  return { rootPid, windowPid };
}
