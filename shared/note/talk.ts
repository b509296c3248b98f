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

const HOURS = /(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hours?|時間)/.source;
const MINUTES = /(\d+)\s*(?:m|min|mins|minutes?|分間?)/.source;
const [OPEN, CLOSE] = ['[(（]', '[)）]'];
const LENGTH = new RegExp(
  String.raw`\s*${OPEN}\s*(?:${HOURS}\s*(?:${MINUTES})?|${MINUTES})\s*${CLOSE}`,
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

/** Takes the last length out of a text. */
function takeLength(text: string): { readonly rest: string; readonly minutes: number | null } {
  const length = findLength(text);
  if (length === null) return { rest: text, minutes: null };
  return { rest: text.slice(0, length.start) + text.slice(length.end), minutes: length.minutes };
}

/** The last length in a text, with the blanks before it; full-width digits count as digits. */
function findLength(text: string): (Span & { readonly minutes: number }) | null {
  const digits = text.replace(/[０-９]/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) - FULL_WIDTH_OFFSET),
  );
  for (const match of Array.from(digits.matchAll(LENGTH)).reverse()) {
    const minutes = Math.round(
      Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0) + Number(match[3] ?? 0),
    );
    if (minutes >= 1 && minutes <= MAX_MINUTES)
      return { start: match.index, end: match.index + match[0].length, minutes };
  }
  return null;
}

function takeSpeaker(rest: string): { readonly title: string; readonly speaker: string | null } {
  const text = rest.trim();
  const match = DASH_SPEAKER.exec(text) ?? BY_SPEAKER.exec(text);
  const title = (match?.[1] ?? '').trim();
  const speaker = (match?.[2] ?? '').trim();
  const isName = speaker.length <= MAX_SPEAKER && /\p{L}/u.test(speaker);
  return isName ? { title, speaker } : { title: text, speaker: null };
}

/** A part of a text, from one UTF-16 offset up to another. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the parts of a talk's heading stand in it. */
export interface TalkSpans {
  /** With the blanks behind it. */
  readonly stamp: Span | null;
  /** With the blanks before it. */
  readonly length: Span | null;
  /** Two, where the length stands in the middle of the title; none for an empty one. */
  readonly title: readonly Span[];
  /** `separator` is where the blanks before the dash begin. */
  readonly speaker: (Span & { readonly separator: number }) | null;
}

/** Finds the parts that `readTalk` reads. */
export function talkSpans(heading: string): TalkSpans {
  const stamp = stampSpan(heading);
  const from = stamp?.end ?? heading.length - heading.trimStart().length;
  const found = findLength(heading.slice(from));
  const length = found === null ? null : { start: from + found.start, end: from + found.end };
  const { rest } = takeLength(heading.slice(from));
  const { title, speaker } = takeSpeaker(rest);
  /** From an offset in the text without stamp and length to one in the heading. */
  const place = (offset: number, isEnd: boolean): number => {
    const at = from + offset;
    const isBehind = length !== null && (isEnd ? at > length.start : at >= length.start);
    return isBehind ? at + length.end - length.start : at;
  };
  const titleStart = rest.length - rest.trimStart().length;
  const titleEnd = titleStart + title.length;
  const whole = { start: place(titleStart, false), end: place(titleEnd, true) };
  const isCut = length !== null && whole.start < length.start && whole.end > length.end;
  const speakerStart = rest.trimEnd().length - (speaker?.length ?? 0);
  const start = place(speakerStart, false);
  const end = place(rest.trimEnd().length, true);
  const isNameCut = length !== null && start < length.start && end > length.end;
  return {
    stamp,
    length,
    title:
      title === ''
        ? []
        : isCut
          ? [
              { start: whole.start, end: length.start },
              { start: length.end, end: whole.end },
            ]
          : [whole],
    speaker:
      speaker === null
        ? null
        : { start, end: isNameCut ? length.start : end, separator: place(titleEnd, false) },
  };
}

function stampSpan(heading: string): Span | null {
  const stamp = findFirstStamp(heading);
  if (stamp === null || heading.slice(0, stamp.start).trim() !== '') return null;
  const behind = heading.slice(stamp.end);
  return { start: stamp.start, end: stamp.end + behind.length - behind.trimStart().length };
}
