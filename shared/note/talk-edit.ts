import { formatStamp } from './stamp.ts';
import { readTalk, type TalkHeading, talkSpans } from './talk.ts';

/** A piece of a text that is written anew. Offsets are of the text before any change. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What to write where so that a talk's heading says something else.
 *
 * The heading keeps its own shape: a length stays in the words it was written in, a speaker behind
 * its dash or `by`, and what does not change is not touched. In the order of the text.
 */
export function editTalk(heading: string, wanted: TalkHeading): readonly Splice[] {
  const now = readTalk(heading);
  const spans = talkSpans(heading);
  const splices: Splice[] = [];
  if (wanted.startMinute !== now.startMinute)
    splices.push({ ...(spans.stamp ?? { start: 0, end: 0 }), text: stampText(wanted.startMinute) });
  if (wanted.title.trim() !== now.title)
    splices.push(...titleSplices(heading, spans, wanted.title));
  if (wanted.minutes !== now.minutes) splices.push(lengthSplice(heading, spans, wanted.minutes));
  if (wanted.speaker !== now.speaker) splices.push(speakerSplice(heading, spans, wanted.speaker));
  return splices
    .map((splice, order) => ({ splice, order }))
    .sort((a, b) => a.splice.start - b.splice.start || a.order - b.order)
    .map(({ splice }) => shorten(heading, splice));
}

/** The heading with the changes made. */
export function spliceText(text: string, splices: readonly Splice[]): string {
  let result = '';
  let end = 0;
  for (const splice of splices) {
    result += text.slice(end, splice.start) + splice.text;
    end = splice.end;
  }
  return result + text.slice(end);
}

type Spans = ReturnType<typeof talkSpans>;

function stampText(minute: number | null): string {
  if (minute === null) return '';
  return `${formatStamp({ hour: Math.floor(minute / 60), minute: minute % 60 })} `;
}

/** A length may stand in the middle of a title: then the new title stands before it. */
function titleSplices(heading: string, { title }: Spans, wanted: string): Splice[] {
  const [first, ...rest] = title;
  if (first === undefined) {
    const at = heading.trimEnd().length;
    return [{ start: at, end: at, text: wanted.trim() }];
  }
  const last = rest.at(-1);
  return [
    { ...first, text: wanted.trim() },
    ...(last === undefined ? [] : [{ ...last, text: '' }]),
  ];
}

function lengthSplice(heading: string, { length, title }: Spans, minutes: number | null): Splice {
  if (length !== null) {
    const written = heading.slice(length.start, length.end);
    return { ...length, text: minutes === null ? '' : lengthLike(written, minutes) };
  }
  const at = title.at(-1)?.end ?? heading.trimEnd().length;
  return { start: at, end: at, text: minutes === null ? '' : ` (${minutes}min)` };
}

/** Writes a length with the brackets, the blanks and the units of another one. */
function lengthLike(written: string, minutes: number): string {
  const [, before = ' (', inner = '', after = ')'] =
    /^(\s*[(（]\s*)(.*?)(\s*[)）])$/s.exec(written) ?? [];
  const isJapanese = /[分時]/.test(inner);
  const hasHours = /h|時/i.test(inner);
  const unit = /(?:minutes?|mins?|m|分間?)$/i.exec(inner)?.[0] ?? (isJapanese ? '分' : 'min');
  const gap = /\d(\s*)\D/.exec(inner.normalize('NFKC'))?.[1] ?? '';
  const hourUnit = /(?:hours?|hrs?|h|時間)/i.exec(inner)?.[0] ?? (isJapanese ? '時間' : 'h');
  const text =
    hasHours && minutes % 60 === 0 ? `${minutes / 60}${gap}${hourUnit}` : `${minutes}${gap}${unit}`;
  const digits = /[０-９]/.test(inner) ? text.replace(/\d/g, fullWidth) : text;
  return before + digits + after;
}

function fullWidth(digit: string): string {
  return String.fromCharCode(digit.charCodeAt(0) + 0xfee0);
}

function speakerSplice(heading: string, { speaker }: Spans, wanted: string | null): Splice {
  const name = wanted?.trim() ?? '';
  if (speaker === null) {
    const at = heading.trimEnd().length;
    return { start: at, end: at, text: name === '' ? '' : ` - ${name}` };
  }
  if (name === '') return { start: speaker.separator, end: speaker.end, text: '' };
  return { start: speaker.start, end: speaker.end, text: name };
}

/** Leaves out what stays at both ends: letters that stay keep their marks. */
function shorten(text: string, { start, end, text: wanted }: Splice): Splice {
  const was = text.slice(start, end);
  const shorter = Math.min(was.length, wanted.length);
  let head = 0;
  while (head < shorter && was[head] === wanted[head]) head++;
  let tail = 0;
  while (tail < shorter - head && was.at(-1 - tail) === wanted.at(-1 - tail)) tail++;
  return {
    start: start + head,
    end: end - tail,
    text: wanted.slice(head, wanted.length - tail),
  };
}
