/** A text that the file had at one moment. Versions share their lines, so many cost little. */
export interface JournalVersion {
  readonly atEpochMs: number;
  /** With their line ends; joined they are the note. */
  readonly lines: readonly string[];
}

/** A log that is thinned keeps no more than these … */
export const MOST_VERSIONS = 200;
/** … the last one of each such stretch, and the first of all. */
const APART_MS = 120_000;

/** The versions of a log that are kept when it is thinned, oldest first; always the last one. */
export function keptVersions(versions: readonly JournalVersion[]): JournalVersion[] {
  const kept: JournalVersion[] = [];
  let stretchMs = Number.NEGATIVE_INFINITY;
  for (const version of versions) {
    // A clock that was set back makes no difference: what is not clearly later replaces.
    const isLater = version.atEpochMs - stretchMs >= APART_MS;
    if (!isLater && kept.length > 1) kept.pop();
    else stretchMs = version.atEpochMs;
    kept.push(version);
  }
  return kept.slice(-MOST_VERSIONS);
}
