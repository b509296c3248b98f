import { pairLines } from '../line-pairs.ts';
import type { BlockBody, NoteStyle } from '../model.ts';
import { LineCursor } from '../read/cursor.ts';
import { closesFence, type FenceStart, readFenceStart } from '../read/one-line.ts';
import type { LeafContext, LeafText } from './leaf-text.ts';
import type { Peeled } from './peel.ts';

type Code = Extract<BlockBody, { kind: 'code' }>;

/** A line of code: what it says, and how it was written, with its indentation. */
interface CodeLine {
  readonly text: string;
  readonly written: string;
}

/** An indented code block takes four columns of each line (CommonMark 0.31, section 4.4). */
const INDENT = 4;

/**
 * Writes code with the fence or the indentation that it had, else with a fence.
 *
 * Lines that say what they said keep their indentation, whatever of it is the code's own.
 */
export function codeText(body: Code, { peeled, form, style }: LeafContext): LeafText {
  const leaf = { kind: 'code', info: body.info, text: body.text } as const;
  const texts = body.text === '' ? [] : body.text.split('\n');
  const canIndent = body.info === '' && /\S/.test(texts[0] ?? '') && /\S/.test(texts.at(-1) ?? '');
  const indented = form === 'own' && canIndent ? indentedLines(peeled) : null;
  if (indented !== null) {
    const [first = ''] = indented.map(({ text, written }) => indentOf(written, text));
    return { lines: linesOf(texts, indented, first === '' ? ' '.repeat(INDENT) : first), leaf };
  }
  const { indent, fence: former, info, end } = fenceOf(peeled);
  const stays = former !== null && holds(former, body);
  const fence = stays ? former : fenceFor(body, former ?? style.fence);
  const start = readFenceStart(fence);
  const last = end !== null && start !== null && closesFence(end, start) ? end : indent + fence;
  const behind = former === null ? [] : innerLines(peeled, indent.length).slice(1);
  const inner = end === null ? behind : behind.slice(0, -1);
  const opening = `${indent}${fence}${info.trim() === body.info ? info : body.info}`;
  const lines = [opening, ...linesOf(texts, inner, indent)];
  // A fence without an end gets one only where something follows it.
  const isEndless = form === 'own' && former !== null && end === null;
  return { lines: isEndless ? lines : [...lines, last], leaf };
}

/** Each line of code as it was written where it is a former one, else behind the indentation. */
function linesOf(
  texts: readonly string[],
  former: readonly CodeLine[],
  indent: string,
): readonly string[] {
  const pairs = pairLines(
    texts,
    former.map(({ text }) => text),
  );
  return texts.map((text, index) => {
    const known = former[pairs[index] ?? -1];
    return known?.written ?? (text === '' ? '' : indent + text);
  });
}

/** The lines of indented code, or null where it was something else. */
function indentedLines(peeled: Peeled | null): readonly CodeLine[] | null {
  if (peeled === null || !peeled.lines.every(({ text }) => isIndented(text, peeled.column)))
    return null;
  return innerLines(peeled, INDENT);
}

function isIndented(line: string, column: number): boolean {
  const cursor = cursorAt(line, column);
  return cursor.isBlank() || cursor.indent() >= INDENT;
}

/** What lines say behind so many columns of indentation, counted from where their containers end. */
function innerLines(peeled: Peeled | null, columns: number): readonly CodeLine[] {
  if (peeled === null) return [];
  return peeled.lines.map(({ text }) => {
    const cursor = cursorAt(text, peeled.column);
    cursor.skipIndent(columns);
    return { text: cursor.rest(), written: text };
  });
}

function cursorAt(line: string, column: number): LineCursor {
  const cursor = new LineCursor();
  cursor.open(line);
  cursor.column = column;
  return cursor;
}

/** The white space before a line's words, or nothing where a part of a tab belongs to them. */
function indentOf(written: string, text: string): string {
  return written.endsWith(text) ? written.slice(0, written.length - text.length) : '';
}

interface Fence {
  readonly indent: string;
  /** Null where there was none. */
  readonly fence: string | null;
  /** What stands behind it, with its blanks. */
  readonly info: string;
  /** The line that ends the code, or null where it has no end. */
  readonly end: string | null;
}

function fenceOf(peeled: Peeled | null): Fence {
  const [first = '', ...others] = peeled?.lines.map(({ text }) => text) ?? [];
  const [opening = '', indent = '', fence = null] = FENCE.exec(first) ?? [];
  const start = readFenceStart(first.slice(indent.length));
  const last = others.at(-1) ?? '';
  const end = start !== null && endsFence(last, start) ? last : null;
  return { indent, fence, info: first.slice(opening.length), end };
}

const FENCE = /^( {0,3})(`{3,}|~{3,})/;

/** The fence that the first line of a block begins with, given without prefixes; null for none. */
export function fenceAt(line: string): string | null {
  return FENCE.exec(line)?.[2] ?? null;
}

/**
 * Source that begins at its margin, with a fence around the indented code that it began with.
 *
 * Its indentation would take it into an item above, or into other indented code.
 */
export function unindentedSource(source: string, style: NoteStyle): string {
  const lines = source.split('\n');
  const behind = lines.findIndex((line) => !isIndented(line, 0));
  const last = lines.slice(0, behind === -1 ? lines.length : behind).findLastIndex(isWords);
  if (last === -1) return source.trimStart();
  const text = lines
    .slice(0, last + 1)
    .map(codeOf)
    .join('\n')
    .replace(/^\n+/, '');
  const fence = fenceFor({ kind: 'code', info: '', text }, style.fence);
  return [fence, text, fence, ...lines.slice(last + 1)].join('\n');
}

function isWords(line: string): boolean {
  return /[^ \t]/.test(line);
}

/** What a line says as indented code. */
function codeOf(line: string): string {
  const cursor = cursorAt(line, 0);
  cursor.skipIndent(INDENT);
  return cursor.rest();
}

/** True for a fence that no line of the code ends, and whose line can hold its info. */
function holds(fence: string, { text, info }: Code): boolean {
  const start = readFenceStart(fence + info);
  if (start === null || start.length !== fence.length) return false;
  return !text.split('\n').some((line) => endsFence(line, start));
}

/** True for a line that ends a fence: not one that stands four columns in. */
function endsFence(line: string, start: FenceStart): boolean {
  return /^ {0,3}[^ \t]/.test(line) && closesFence(line, start);
}

/** A fence longer than any run of its own sign in the code. */
function fenceFor(body: Code, wanted: string): string {
  const sign = wanted.startsWith('`') && body.info.includes('`') ? '~' : wanted.charAt(0);
  const runs = body.text.match(sign === '`' ? /`{3,}/g : /~{3,}/g) ?? [];
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 0);
  return sign.repeat(Math.max(wanted.length, longest + 1));
}
