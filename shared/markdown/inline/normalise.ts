import type { Inline, Mark } from '../model.ts';
import { joinRuns, sameMark } from './compare.ts';
import type { InlinePosition } from './piece.ts';

type Text = Extract<Inline, { type: 'text' }>;
type Break = Extract<Inline, { type: 'break' }>;

/** Marks whose delimiters cannot stand beside a blank. */
const FLANKING: readonly Mark['type'][] = ['strong', 'emphasis', 'strike'];

/**
 * The nearest content that Markdown can express.
 *
 * No visible character is ever lost. What changes:
 * - strong, emphasis and strike let go of the blanks and breaks at their ends;
 * - spaces and tabs go at both ends of a block, before a soft break and after any break, where
 *   Markdown ignores them;
 * - a break at the end and a soft one at the start go, and a soft one beside another break is hard:
 *   only so is there an empty line in a block;
 * - in a heading and a table cell a break becomes a space;
 * - only text can be code, and line ends in code become spaces;
 * - a link without text, which is kept as source, is in no other link;
 * - in a table cell, code ends before a bar that follows a backslash;
 * - NUL and halves of a surrogate pair become U+FFFD.
 */
export function normaliseInlines(
  content: readonly Inline[],
  position: InlinePosition = 'paragraph',
): readonly Inline[] {
  const oneLine = position === 'heading' || position === 'cell';
  const clean = content.flatMap((inline) => cleanInline(inline, oneLine));
  const coded = position === 'cell' ? clean.flatMap(cutCodeAtBar) : clean;
  const unmarked = FLANKING.reduce(trimMark, joinRuns(coded));
  return joinRuns(trimBlanks(joinRuns(unmarked)));
}

function cleanInline(inline: Inline, oneLine: boolean): Inline {
  if (inline.type === 'text') {
    const text = inline.text.replace(/\0|\p{Cs}/gu, '\uFFFD');
    return { ...inline, text: hasMark(inline, 'code') ? text.replace(/\r\n?|\n/g, ' ') : text };
  }
  const bare = { ...inline, marks: expressibleMarks(inline) };
  if (!oneLine) return bare;
  if (bare.type === 'break') return { type: 'text', text: ' ', marks: bare.marks };
  if (bare.type !== 'source') return bare;
  return { ...bare, source: bare.source.replace(/[ \t]*\n[ \t]*/g, ' ') };
}

/** The marks that what is no text can carry: no code, and no link around a link without text. */
function expressibleMarks(inline: Inline): readonly Mark[] {
  const marks = withoutMark(inline.marks, 'code');
  const isLink = inline.type === 'source' && /^\[(?!\^)/.test(inline.source);
  return isLink ? withoutMark(marks, 'link') : marks;
}

/** Cuts code so that no piece of it holds a bar after a backslash. */
function cutCodeAtBar(inline: Inline): readonly Inline[] {
  if (inline.type !== 'text' || !hasMark(inline, 'code')) return [inline];
  return inline.text.split(/(?<=\\)(\|)/).map((text, index) => {
    const marks = index % 2 === 1 ? withoutMark(inline.marks, 'code') : inline.marks;
    return { type: 'text', text, marks };
  });
}

/** Takes `type` off the blanks and breaks at both ends of every stretch that carries it. */
function trimMark(content: readonly Inline[], type: Mark['type']): readonly Inline[] {
  const isCarried = content.some((inline) => hasMark(inline, type));
  return isCarried ? trimEnd(trimStart(content, type), type) : content;
}

function trimStart(content: readonly Inline[], type: Mark['type']): readonly Inline[] {
  let isCarried = false;
  return content.flatMap((inline) => {
    const isAtStart = hasMark(inline, type) && !isCarried;
    isCarried = carries(inline, isCarried, type);
    return isAtStart ? splitBlank(inline, /^\s+/, type) : [inline];
  });
}

function trimEnd(content: readonly Inline[], type: Mark['type']): readonly Inline[] {
  let isCarried = false;
  const backward = content.toReversed().flatMap((inline) => {
    const isAtEnd = hasMark(inline, type) && !isCarried;
    isCarried = carries(inline, isCarried, type);
    return isAtEnd ? splitBlank(inline, /\s+$/, type).toReversed() : [inline];
  });
  return backward.reverse();
}

/** True for a run that lets the next one keep the mark: it, or one before it without a gap, is solid. */
function carries(inline: Inline, isCarried: boolean, type: Mark['type']): boolean {
  return hasMark(inline, type) && (isCarried || !isBlank(inline));
}

function isBlank(inline: Inline): boolean {
  if (inline.type === 'break') return true;
  return inline.type === 'text' && !hasMark(inline, 'code') && /^\s*$/.test(inline.text);
}

function splitBlank(inline: Inline, edge: RegExp, type: Mark['type']): readonly Inline[] {
  const bare = withoutMark(inline.marks, type);
  if (isBlank(inline)) return [{ ...inline, marks: bare }];
  const match = inline.type === 'text' && !hasMark(inline, 'code') ? edge.exec(inline.text) : null;
  if (match === null || inline.type !== 'text') return [inline];
  const rest = inline.text.length - match[0].length;
  const blank: Text = { type: 'text', text: match[0], marks: bare };
  const solid: Text = {
    ...inline,
    text: match.index === 0 ? inline.text.slice(match[0].length) : inline.text.slice(0, rest),
  };
  return match.index === 0 ? [blank, solid] : [solid, blank];
}

/** Drops the spaces, tabs and breaks that Markdown ignores. */
function trimBlanks(content: readonly Inline[]): readonly Inline[] {
  const kept: Inline[] = [];
  for (const inline of content) {
    if (inline.type === 'break') addBreak(kept, inline);
    else if (inline.type === 'text') addText(kept, inline);
    else kept.push(inline);
  }
  for (let last = kept.pop(); last !== undefined; last = kept.pop()) {
    const trimmed = trimLast(last);
    if (trimmed === null) continue;
    kept.push(trimmed);
    break;
  }
  return kept;
}

/** What stays of the last run, or null. What a link holds stands between brackets and stays. */
function trimLast(inline: Inline): Inline | null {
  if (linkOf(inline) !== null) return inline;
  if (inline.type === 'break') return null;
  if (inline.type !== 'text' || hasMark(inline, 'code')) return inline;
  const text = inline.text.replace(/[ \t]+$/, '');
  return text === '' ? null : { ...inline, text };
}

function addText(kept: Inline[], inline: Text): void {
  const last = kept.at(-1);
  const atLineStart =
    (last === undefined && linkOf(inline) === null) ||
    (last?.type === 'break' && sameLink(last, inline));
  const text =
    atLineStart && !hasMark(inline, 'code') ? inline.text.replace(/^[ \t]+/, '') : inline.text;
  if (text !== '') kept.push({ ...inline, text });
}

function addBreak(kept: Inline[], inline: Break): void {
  // Before a hard break blanks are text: a backslash stands between them and the line end.
  if (!inline.hard) trimLineEnd(kept, inline);
  const last = kept.at(-1);
  if (last === undefined && !inline.hard && linkOf(inline) === null) return;
  const isBeside = last?.type === 'break' && sameLink(last, inline);
  if (isBeside) kept[kept.length - 1] = { ...last, hard: true };
  kept.push(isBeside ? { ...inline, hard: true } : inline);
}

function trimLineEnd(kept: Inline[], inline: Break): void {
  for (let last = kept.at(-1); last?.type === 'text'; last = kept.at(-1)) {
    if (hasMark(last, 'code') || !sameLink(last, inline)) return;
    const text = last.text.replace(/[ \t]+$/, '');
    kept.pop();
    if (text === '') continue;
    kept.push({ ...last, text });
    return;
  }
}

function linkOf(inline: Inline): Mark | null {
  return inline.marks.find((mark) => mark.type === 'link') ?? null;
}

function sameLink(one: Inline, other: Inline): boolean {
  const [left, right] = [linkOf(one), linkOf(other)];
  return left === null || right === null ? left === right : sameMark(left, right);
}

/** True where the run carries a mark of this type. */
export function hasMark(inline: Inline, type: Mark['type']): boolean {
  return inline.marks.some((mark) => mark.type === type);
}

function withoutMark(marks: readonly Mark[], type: Mark['type']): readonly Mark[] {
  return marks.filter((mark) => mark.type !== type);
}
