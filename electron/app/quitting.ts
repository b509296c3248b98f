import type { CallError } from '../../shared/ipc/contract.ts';
import { answeredWithin, within } from '../notebook/patience.ts';

/** The end of the app: first the window's pending edits, then main's, then everything closes. */
export interface Quitting {
  /** The user or the system wants to quit. True when nothing is left to do and it may happen. */
  readonly request: () => boolean;
  /** The window has sent everything but the images that the disk refuses, where some wait. */
  readonly windowFlushed: (imagesWait: boolean) => void;
  /** Follows an image that the window has stored: it waits for the disk then, and has not hung. */
  readonly whileStoring: <Value>(storing: Promise<Value>) => Promise<Value>;
}

export interface QuittingOptions {
  /** Asks the window for its pending edits; false where there is no live page to ask. */
  readonly askWindow: () => boolean;
  /** Saves all that main holds; null when all of it is in the notebook. */
  readonly flush: () => Promise<CallError | null>;
  /** Closes the session. */
  readonly end: () => Promise<void>;
  /** A request is turned down: who asks again while this is told leaves without what waits. */
  readonly onRefused: (waits: 'in-window' | 'kept') => void;
  /** What was told then is over. */
  readonly onRefusalOver: () => void;
  /** Ends the process; `request` is true from then on. */
  readonly quit: () => void;
  /** A mistake of ours on the way; the app ends all the same. */
  readonly onMistake: (thrown: unknown) => void;
}

/**
 * A page that does not answer within this has hung; main holds all but its last moments. An image
 * that it stores gets the time that a disk gets, and each that is stored begins anew.
 */
const WINDOW_LIMIT_MS = 3_000;
/** A disk or network that hangs must not keep a process alive for ever. */
const END_LIMIT_MS = 8_000;
/** Who asks again later than this does not answer to what was said then, and it is told no more. */
const ANSWER_MS = 60_000;

/**
 * Makes the way out of the app.
 *
 * Where notes or images cannot be saved the first request is turned down: the window stays, with what is
 * unsaved and the reason in it. The user who asks again means it.
 */
export function createQuitting(options: QuittingOptions): Quitting {
  let state: 'running' | 'ending' | 'ended' = 'running';
  /** Runs while it is told that a request was turned down. */
  let refusal: NodeJS.Timeout | null = null;
  let windowFlushed: (imagesWait: boolean) => void = () => undefined;
  const images = { underWay: 0, done: 0 };

  async function finish(): Promise<void> {
    const isAnswer = refusal !== null;
    const imagesWait = await askWindow();
    const unsaved = await answeredWithin(END_LIMIT_MS, options.flush()).catch(told);
    if ((unsaved !== null || imagesWait) && !isAnswer) {
      state = 'running';
      refuse(imagesWait ? 'in-window' : 'kept');
      return;
    }
    await within(END_LIMIT_MS, options.end()).catch(told);
    state = 'ended';
    options.quit();
  }

  function refuse(waits: 'in-window' | 'kept'): void {
    options.onRefused(waits);
    refusal = setTimeout(() => {
      refusal = null;
      options.onRefusalOver();
    }, ANSWER_MS).unref();
  }

  /** A step that breaks off would leave a window that cannot be closed. */
  function told(thrown: unknown): null {
    options.onMistake(thrown);
    return null;
  }

  /** True where the window keeps images that cannot be stored. */
  async function askWindow(): Promise<boolean> {
    const answered = new Promise<boolean>((resolve) => {
      windowFlushed = resolve;
    });
    return options.askWindow() && (await patiently(answered)) === true;
  }

  async function patiently(answered: Promise<boolean>): Promise<boolean | null> {
    for (;;) {
      const { underWay, done } = images;
      const answer = await within(underWay > 0 ? END_LIMIT_MS : WINDOW_LIMIT_MS, answered);
      const isStoring = images.done > done || (underWay === 0 && images.underWay > 0);
      if (answer !== null || !isStoring) return answer;
    }
  }

  async function whileStoring<Value>(storing: Promise<Value>): Promise<Value> {
    images.underWay++;
    try {
      return await storing;
    } finally {
      images.underWay--;
      images.done++;
    }
  }

  return {
    request: () => {
      if (state === 'ended') return true;
      if (state === 'ending') return false;
      state = 'ending';
      void finish();
      return false;
    },
    windowFlushed: (imagesWait) => windowFlushed(imagesWait),
    whileStoring,
  };
}
