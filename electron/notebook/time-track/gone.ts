import type { Mark } from './follow-lines.ts';

/** Lines that went from the notes of a notebook, for when they are put back or pasted elsewhere. */
export interface GoneLines {
  readonly add: (marks: readonly Mark[]) => void;
  /** Gives a line's time, once: a second one of the same words is a copy. */
  readonly recall: (key: string) => number | null;
}

/** More than anybody takes back; in memory only, as undo is. */
const MOST_LINES = 20_000;

/** Makes an empty memory of lines. */
export function rememberGone(): GoneLines {
  const times = new Map<string, number>();

  return {
    add: (marks) => {
      for (const [key, minute] of marks) {
        if (key === '' || minute === null) continue;
        times.delete(key);
        times.set(key, minute);
      }
      for (const key of times.keys()) {
        if (times.size <= MOST_LINES) break;
        times.delete(key);
      }
    },
    recall: (key) => {
      const minute = times.get(key) ?? null;
      times.delete(key);
      return minute;
    },
  };
}
