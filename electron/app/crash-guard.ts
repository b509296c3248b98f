/** Decides whether a crashed page is loaded again. */
export type CrashGuard = () => boolean;

const WINDOW_MS = 60_000;
const MAX_CRASHES = 5;

/**
 * Makes a guard for one window.
 *
 * A crash costs nothing: main holds the text. A page that crashes each time it is loaded would
 * only burn the battery, so after some crashes within a minute it stays down.
 */
export function createCrashGuard(clock: () => number = () => performance.now()): CrashGuard {
  let crashesMs: readonly number[] = [];
  return () => {
    const nowMs = clock();
    crashesMs = [...crashesMs.filter((atMs) => nowMs - atMs < WINDOW_MS), nowMs];
    return crashesMs.length <= MAX_CRASHES;
  };
}
