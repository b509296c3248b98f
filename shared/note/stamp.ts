/** A time stamp in a text: `[10:02]` or `[10:02:30]`. */
export interface Stamp {
  /** UTF-16 offsets of the brackets: the text from `start` up to `end` is the stamp. */
  readonly start: number;
  readonly end: number;
  /** Minutes since midnight. */
  readonly minuteOfDay: number;
}

const MINUTES_PER_DAY = 1440;
const STAMP = /\[([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\]/;
const STAMPS = new RegExp(STAMP, 'g');

/**
 * Writes a wall-clock time as the note shows it.
 *
 * `hour` and `minute` are those of a local clock; seconds are left out, nobody notes by seconds.
 */
export function formatStamp(time: { readonly hour: number; readonly minute: number }): string {
  return `[${twoDigits(time.hour)}:${twoDigits(time.minute)}]`;
}

/** The stamps of a text in order; `[25:00]` and the like are no times and are left alone. */
export function findStamps(text: string): Stamp[] {
  return Array.from(text.matchAll(STAMPS), stampOf);
}

/** The first stamp of a text, or null: cheaper than all of them, for reading many lines. */
export function findFirstStamp(text: string): Stamp | null {
  const match = text.includes('[') ? STAMP.exec(text) : null;
  return match === null ? null : stampOf(match);
}

function stampOf(match: RegExpExecArray): Stamp {
  return {
    start: match.index,
    end: match.index + match[0].length,
    minuteOfDay: Number(match[1]) * 60 + Number(match[2]),
  };
}

/**
 * Minutes from a talk's start to a stamp, both in minutes since midnight.
 *
 * Stamps have no date: the nearer way round the clock is taken. So 00:10 is 20 minutes after 23:50,
 * and a stamp shortly before the start is a small negative number, not most of a day.
 */
export function minutesSince(startMinute: number, minuteOfDay: number): number {
  const ahead = (minuteOfDay - startMinute + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return ahead > MINUTES_PER_DAY / 2 ? ahead - MINUTES_PER_DAY : ahead;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
