import { formatStamp } from './stamp.ts';

/**
 * A moment as the clock on the wall showed it.
 *
 * A line written at ten in Osaka was written at ten, wherever it is read later.
 */
export interface WallTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly minuteOfDay: number;
}

const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;
/** Until this hour a night belongs to the day on which it began. */
const NIGHT_ENDS_MINUTE = 6 * 60;

/** Minutes since 1970 by the clock on the wall, in the time zone that the computer has now. */
export function wallMinuteOf(now: Date): number {
  return Math.floor(now.getTime() / MS_PER_MINUTE) - now.getTimezoneOffset();
}

/** Reads such minutes as a day and a time. */
export function wallTimeOf(wallMinute: number): WallTime {
  const date = new Date(wallMinute * MS_PER_MINUTE).toISOString().slice(0, 10);
  return { date, minuteOfDay: wallMinute % MINUTES_PER_DAY };
}

/**
 * Writes when a line was written, for the start of that line.
 *
 * A stamp belongs to its event's day and the night after it, so only then it is one: `[10:07]`. In
 * a note without a date it is today's. What was written on another day has its date with it and no
 * brackets, so that nobody counts a talk from it.
 */
export function formatWritten(
  { date, minuteOfDay }: WallTime,
  event: { readonly date: string | null; readonly today: string },
): string {
  const stamp = formatStamp({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 });
  const day = event.date ?? event.today;
  if (date === day || (date === dayAfter(day) && minuteOfDay < NIGHT_ENDS_MINUTE)) return stamp;
  return `${date.replaceAll('-', '/')} ${stamp.slice(1, -1)}`;
}

function dayAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
