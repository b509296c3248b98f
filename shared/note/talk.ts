import { findFirstStamp } from './stamp.ts';

/** What the heading of a talk says. */
export interface TalkHeading {
  /** Without stamp, length and speaker. */
  readonly title: string;
  readonly speaker: string | null;
  /** The talk's length in minutes. */
  readonly minutes: number | null;
  /** When it began, by the stamp that leads the heading; minutes since midnight. */
  readonly startMinute: number | null;
}

/** Longer than any name with a company behind it; what is longer is a part of the title. */
const MAX_SPEAKER = 60;
const MAX_MINUTES = 24 * 60;
/** From a full-width digit to the digit. */
const FULL_WIDTH_OFFSET = 0xfee0;

const HOURS = String.raw`(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hours?|時間)`;
const MINUTES = String.raw`(\d+)\s*(?:m|min|mins|minutes?|分間?)`;
const LENGTH = new RegExp(
  String.raw`\s*[(（]\s*(?:${HOURS}\s*(?:${MINUTES})?|${MINUTES})\s*[)）]`,
  'gi',
);

/** The last dash with a blank behind it; the blank before it may be missing. */
const DASH_SPEAKER = /^(.*\S)\s*[-–—－]\s+(\S.*)$/;
/** A name begins with a capital, a letter without case, or an `@`; so "step by step" has no speaker. */
const BY_SPEAKER = /^(.*\S)\s+by\s+((?:@|\p{Lu}|\p{Lo})\S*(?:\s+\S+){0,4})$/u;

/**
 * Reads one heading of a talk, as plain text.
 *
 * `[10:02] Ownership (40min) - Name`: a stamp in front, a length in brackets anywhere, the speaker
 * at the end behind a dash or `by`. What fits none of these is title.
 */
export function readTalk(heading: string): TalkHeading {
  const { rest, startMinute } = takeStamp(heading);
  const { rest: named, minutes } = takeLength(rest);
  return { ...takeSpeaker(named), minutes, startMinute };
}

/** Takes the stamp that leads a heading away. */
export function takeStamp(heading: string): {
  readonly rest: string;
  readonly startMinute: number | null;
} {
  const stamp = findFirstStamp(heading);
  const leads = stamp !== null && heading.slice(0, stamp.start).trim() === '';
  if (!leads) return { rest: heading.trim(), startMinute: null };
  return { rest: heading.slice(stamp.end).trim(), startMinute: stamp.minuteOfDay };
}

/** Takes the last length out of a text; full-width digits count as digits. */
function takeLength(text: string): { readonly rest: string; readonly minutes: number | null } {
  const digits = text.replace(/[０-９]/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) - FULL_WIDTH_OFFSET),
  );
  for (const match of Array.from(digits.matchAll(LENGTH)).reverse()) {
    const minutes = Math.round(
      Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0) + Number(match[3] ?? 0),
    );
    if (minutes < 1 || minutes > MAX_MINUTES) continue;
    const after = text.slice(match.index + match[0].length);
    return { rest: text.slice(0, match.index) + after, minutes };
  }
  return { rest: text, minutes: null };
}

function takeSpeaker(rest: string): { readonly title: string; readonly speaker: string | null } {
  const text = rest.trim();
  const match = DASH_SPEAKER.exec(text) ?? BY_SPEAKER.exec(text);
  const title = (match?.[1] ?? '').trim();
  const speaker = (match?.[2] ?? '').trim();
  const isName = speaker.length <= MAX_SPEAKER && /\p{L}/u.test(speaker);
  return isName ? { title, speaker } : { title: text, speaker: null };
}
