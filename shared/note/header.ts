import { findDate } from './date.ts';
import type { PlainLine } from './plain-text.ts';

/** What stands between an event's title and its first talk. */
export interface EventHeader {
  readonly url: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly venue: string | null;
}

const AT_START = /^[@＠]\s*(\S.*)$/;
/** Behind a date an `@` needs only something that ends a word before it: `(Thu) 19:00 @Google`. */
const AFTER_DATE = /(?:^|[\s\d)）\]~〜-])[@＠]\s*(\S.*)$/;
const LABELLED = /^(?:venue|place|location|where|会場|開催場所|場所)\s*[:：]\s*(\S.*)$/i;
const WEB_ADDRESS = /https?:\/\/[^\s<>"「」、。]+/;

/**
 * Reads address, date and venue from the lines up to the first talk; the first of each counts.
 *
 * `title` is asked for what the lines do not tell, but never for a venue: an `@` in a title is
 * more often a name.
 */
export function readHeader(lines: readonly PlainLine[], title: PlainLine | null): EventHeader {
  const all = title === null ? lines : [...lines, title];
  return {
    url: firstOf(all, webAddress),
    date: firstOf(all, (line) => findDate(line.text)?.date ?? null),
    venue: firstOf(lines, venueOf),
  };
}

function firstOf<Item, Value>(items: readonly Item[], read: (item: Item) => Value | null) {
  for (const item of items) {
    const value = read(item);
    if (value !== null) return value;
  }
  return null;
}

function webAddress({ text, link }: PlainLine): string | null {
  if (link !== null && /^https?:\/\//i.test(link)) return link;
  const match = WEB_ADDRESS.exec(text);
  return match === null ? null : match[0].replace(/[.,;:!?)\]]+$/, '');
}

function venueOf({ text }: PlainLine): string | null {
  const found = findDate(text);
  const rest = found === null ? text : text.slice(0, found.start) + text.slice(found.end);
  const match =
    AT_START.exec(rest.trim()) ??
    LABELLED.exec(rest.trim()) ??
    (found === null ? null : AFTER_DATE.exec(rest));
  return match?.[1]?.trim() ?? null;
}
