import { setTimeout as sleep } from 'node:timers/promises';
import type { DiskError } from '../notebook/errno.ts';

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
    const unsaved = await limit(options.flushNotes(), END_LIMIT_MS);
    if (unsaved !== null && mayRefuse) {
      state = 'refused';
      return;
    }
    await limit(options.end(), END_LIMIT_MS);
    state = 'ended';
    options.quit();
  }

  async function askWindow(): Promise<void> {
    const answered = new Promise<null>((resolve) => {
      windowFlushed = () => resolve(null);
    });
    if (options.askWindow()) await limit(answered, WINDOW_LIMIT_MS);
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

/** The task's value, or null when it takes too long. */
async function limit<Value>(task: Promise<Value>, limitMs: number): Promise<Value | null> {
  const clock = new AbortController();
  const late = sleep(limitMs, null, { signal: clock.signal }).catch(() => null);
  try {
    return await Promise.race([task, late]);
  } finally {
    clock.abort();
  }
}
