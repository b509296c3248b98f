/** The longest pause between two attempts. */
const MAX_PAUSE_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 5_000;
/** A server in trouble is left alone longer. */
const FIRST_SERVER_PAUSE_MS = 30_000;
/** Two attempts are never closer. */
const MIN_PAUSE_MS = 1_000;

/**
 * The pause before the next attempt after `failures` in a row, with full jitter.
 *
 * Any moment up to a limit that doubles: clients that lost the network together do not come back
 * together. `random` is from 0 to 1.
 */
export function pauseAfter(
  failures: number,
  trouble: 'no-network' | 'server',
  random: number,
): number {
  const first = trouble === 'server' ? FIRST_SERVER_PAUSE_MS : FIRST_PAUSE_MS;
  const limit = Math.min(MAX_PAUSE_MS, first * 2 ** Math.min(failures, 10));
  return Math.max(MIN_PAUSE_MS, Math.round(random * limit));
}
