import type { EventOutline } from './event.ts';

/** The talk that is going on, and how far. Minutes are whole ones. */
export interface RunningTalk {
  readonly index: number;
  readonly elapsed: number;
  /** Until its end; negative behind it, null for a talk without a length. */
  readonly remaining: number | null;
}

/** A wall clock: the local day as `YYYY-MM-DD`, and minutes since midnight. */
export interface LocalTime {
  readonly day: string;
  readonly minuteOfDay: number;
}

/** Behind its end a talk still counts as running for so long, unless another one begins. */
const OVER_MINUTES = 30;
/** A talk that does not say how long it is may go on for so long. */
const LONGEST_MINUTES = 180;

/**
 * The talk that is running by its stamp and its length, or null.
 *
 * Only on the event's date: the note of a past event has no running talk (DESIGN, section 3). Of
 * several that have begun it is the one that began last.
 */
export function runningTalk(event: EventOutline, now: LocalTime): RunningTalk | null {
  if (event.date === null || event.date !== now.day) return null;
  let index = -1;
  let latest = -1;
  for (const [at, { startMinute }] of event.talks.entries()) {
    if (startMinute === null || startMinute > now.minuteOfDay || startMinute < latest) continue;
    index = at;
    latest = startMinute;
  }
  const talk = event.talks[index];
  if (talk === undefined) return null;
  const elapsed = now.minuteOfDay - latest;
  const remaining = talk.minutes === null ? null : talk.minutes - elapsed;
  const isOver = remaining === null ? elapsed > LONGEST_MINUTES : remaining < -OVER_MINUTES;
  return isOver ? null : { index, elapsed, remaining };
}
