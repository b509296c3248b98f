import type { DiskError } from '../notebook/errno.ts';
import { within } from '../notebook/patience.ts';

/** The end of the app: first the window's pending edits, then main's, then everything closes. */
export interface Quitting {
  /** The user or the system wants to quit. True when nothing is left to do and it may happen. */
  readonly request: () => boolean;
  /** The window has sent everything. */
  readonly windowFlushed: () => void;
}

export interface QuittingOptions {
  /** Asks the window for its pending edits; false where there is no live page to ask. */
  readonly askWindow: () => boolean;
  readonly flushNotes: () => Promise<DiskError | null>;
  /** Closes the session. */
  readonly end: () => Promise<void>;
  /** Ends the process; `request` is true from then on. */
  readonly quit: () => void;
}

/** A page that does not answer within this has hung; main holds all but its last moments. */
const WINDOW_LIMIT_MS = 3_000;
/** A disk or network that hangs must not keep a process alive for ever. */
const END_LIMIT_MS = 8_000;

/**
 * Makes the way out of the app.
 *
 * Where notes cannot be saved the first request is turned down: the window stays, with the text
 * and the reason in it. The user who asks again means it.
 */
export function createQuitting(options: QuittingOptions): Quitting {
  let state: 'running' | 'ending' | 'refused' | 'ended' = 'running';
  let windowFlushed: () => void = () => undefined;

  async function finish(mayRefuse: boolean): Promise<void> {
    await askWindow();
    const unsaved = await within(END_LIMIT_MS, options.flushNotes());
    if (unsaved !== null && mayRefuse) {
      state = 'refused';
      return;
    }
    await within(END_LIMIT_MS, options.end());
    state = 'ended';
    options.quit();
  }

  async function askWindow(): Promise<void> {
    const answered = new Promise<null>((resolve) => {
      windowFlushed = () => resolve(null);
    });
    if (options.askWindow()) await within(WINDOW_LIMIT_MS, answered);
  }

  return {
    request: () => {
      if (state === 'ended') return true;
      if (state === 'ending') return false;
      const mayRefuse = state === 'running';
      state = 'ending';
      void finish(mayRefuse);
      return false;
    },
    windowFlushed: () => windowFlushed(),
  };
}
