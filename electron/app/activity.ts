/** Whether somebody is typing; background work waits while they do (laws 5 and 6). */
export interface Activity {
  /** A key's edit arrived. */
  readonly touch: () => void;
  readonly setComposing: (composing: boolean) => void;
  /** True when no key went down for a while and no IME composes. */
  readonly isQuiet: () => boolean;
}

/** Edits arrive up to half a second after their keys; two of these without one is a pause. */
const QUIET_AFTER_MS = 1_500;

/** Makes the record of one window's keys; `clock` gives milliseconds that never go back. */
export function createActivity(clock: () => number = () => performance.now()): Activity {
  let lastEditMs = Number.NEGATIVE_INFINITY;
  let composing = false;
  return {
    touch: () => {
      lastEditMs = clock();
    },
    setComposing: (now) => {
      composing = now;
    },
    isQuiet: () => !composing && clock() - lastEditMs > QUIET_AFTER_MS,
  };
}
