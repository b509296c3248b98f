/** So often a comparison is made before its worst outcome is believed. */
const TRIES = 6;
/** A batch of runs lasts at least this long, in microseconds: one run may be shorter than the clock can tell. */
const BATCH_US = 4000;

/**
 * How many times as long some work takes when it has more to do: the least of several comparisons.
 *
 * Measured in time of this process side by side, so that neither a slow machine nor a busy one
 * counts. `enough` ends the search early: a ratio below it is as good as any other.
 */
export function growth(less: () => void, more: () => void, enough: number): number {
  less();
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < TRIES && least >= enough; at++)
    least = Math.min(least, costOf(more) / costOf(less));
  return least;
}

/** Microseconds that a run takes. */
function costOf(work: () => void): number {
  const start = process.cpuUsage();
  for (let runs = 1; ; runs++) {
    work();
    const { user, system } = process.cpuUsage(start);
    if (user + system >= BATCH_US) return (user + system) / runs;
  }
}
