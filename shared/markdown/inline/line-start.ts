import { changedFrom, pairLines } from '../line-pairs.ts';
import { readDefinition } from '../read/definition.ts';
import { htmlKind } from '../read/html.ts';
import { isRule, trimBlanks } from '../read/one-line.ts';
import { isTableHead, readAlignments } from '../read/table.ts';
import { type Draft, TEXT } from './draft.ts';
import type { InlinePosition } from './piece.ts';

/** A construct that a line of text could begin, and where in the line it is broken. */
interface Danger {
  /** Matches at the start of the line; the first group ends before the character to escape. */
  readonly pattern: RegExp;
  /** Only the first line of a block, only later ones, or any. */
  readonly lines: 'first' | 'later' | 'any';
}

const BLOCK: readonly InlinePosition[] = ['paragraph', 'item'];
const LINES: readonly InlinePosition[] = ['paragraph', 'item', 'task'];

/** https://spec.commonmark.org/0.31.2/#leaf-blocks and #container-blocks, and GFM tables. */
const DANGERS: readonly Danger[] = [
  // Headings, items, quotes, fences. Below text an item needs words, and a number must be 1.
  { pattern: /^( {0,3})#{1,6}(?=[ \t]|$)/, lines: 'any' },
  { pattern: /^( {0,3})[-+*](?=[ \t]|$)/, lines: 'first' },
  { pattern: /^( {0,3}\d{1,9})[.)](?=[ \t]|$)/, lines: 'first' },
  { pattern: /^( {0,3})[-+*](?=[ \t]+[^ \t])/, lines: 'later' },
  { pattern: /^( {0,3}1)[.)](?=[ \t]+[^ \t])/, lines: 'later' },
  { pattern: /^( {0,3})>/, lines: 'any' },
  { pattern: /^( {0,3})(?:`{3,}[^`]*$|~{3})/, lines: 'any' },
  // The underline of a heading.
  { pattern: /^( {0,3})(?:=+|-+)[ \t]*$/, lines: 'later' },
  // Footnotes. The colon is escaped rather than the bracket, so that a time stamp stays whole.
  { pattern: /^( {0,3}\[\^[^[\]\s\\]+\]):/, lines: 'any' },
];

/** The box of a task; without words behind it, on its line or the next, it is just text (GFM, section 5.3). */
const TASK_BOX = /^( {0,3})\[[ \t\nxX]\][ \t\n]+[^ \t\n]/;

/**
 * The characters of text that would begin another block, if any.
 *
 * A later line that stood so before, or began so, is left alone: it was text then. Whether it is a
 * table's dashes depends on the line above it, too.
 */
export function lineStartEscapes(
  draft: Draft,
  position: InlinePosition,
  previous: string | null,
): readonly number[] {
  const found: number[] = [];
  const lines = draft.source.split('\n');
  const formerLines = linesBelow(lines, previous);
  let from = 0;
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    // A task's box belongs to what would be the head of a table.
    const head = position === 'task' && index === 1 ? `[ ] ${above}` : above;
    const at = dangerBehind(formerLines.get(index), line, head, position);
    if (at !== null) found.push(from + at);
    from += line.length + 1;
  }
  if (position === 'heading') found.push(...closingSigns(draft.source));
  const box = position === 'item' ? TASK_BOX.exec(draft.source) : null;
  if (box !== null) found.push(box[1]?.length ?? 0);
  if (BLOCK.includes(position)) {
    const colon = definitionColon(draft.source);
    if (colon !== null) found.push(colon);
  }
  return found.filter((at) => draft.roles[at] === TEXT);
}

/** A line of the former text and the one above it. */
interface FormerLine {
  readonly line: string;
  readonly above: string;
}

/** What each line that is below another one was before, if it was below another one then. */
function linesBelow(
  lines: readonly string[],
  previous: string | null,
): ReadonlyMap<number, FormerLine> {
  const found = new Map<number, FormerLine>();
  if (previous === null || lines.length === 1) return found;
  const former = previous.split('\n');
  const pairs = pairLines(lines, former);
  const changed = changedFrom(pairs, former.length);
  for (const [at, pair] of pairs.entries()) {
    const from = pair ?? changed[at] ?? 0;
    const [above, line] = [former[from - 1], former[from]];
    if (at > 0 && above !== undefined && line !== undefined) found.set(at, { line, above });
  }
  return found;
}

function dangerBehind(
  former: FormerLine | undefined,
  line: string,
  above: string | undefined,
  position: InlinePosition,
): number | null {
  if (former?.line === line && former.above === above) return null;
  const danger = dangerIn(line, above, position);
  if (danger === null || former === undefined) return danger;
  if (dangerIn(former.line, former.above, position) !== danger) return danger;
  // It begins a table below another head, unless it was one's dashes before, and lazy.
  const wasDashes = dashesDanger(former.line, former.above) !== null;
  return wasDashes ? null : dashesDanger(line, above);
}

function dangerIn(
  line: string,
  above: string | undefined,
  position: InlinePosition,
): number | null {
  const which = above === undefined ? 'first' : 'later';
  if (!LINES.includes(position) || (position === 'task' && which === 'first')) return null;
  for (const { pattern, lines } of DANGERS) {
    if (lines !== 'any' && lines !== which) continue;
    const match = pattern.exec(line);
    if (match !== null) return match[1]?.length ?? 0;
  }
  return wholeLineDanger(line, above);
}

/** Where a line begins that is a rule, the start of HTML or a table's dashes as a whole, or null. */
function wholeLineDanger(line: string, above: string | undefined): number | null {
  const indent = indentOf(line);
  const text = line.slice(indent);
  const html = htmlKind(text);
  // A whole tag alone on its line is HTML of the text, which is escaped anyway.
  if (isRule(text, 0, text.length) || (html !== null && html !== 7)) return indent;
  return dashesDanger(line, above);
}

/** Where a line begins that is a table's dashes below its head, or null. */
function dashesDanger(line: string, above: string | undefined): number | null {
  if (above === undefined) return null;
  const indent = indentOf(line);
  const columns = readAlignments(trimBlanks(line.slice(indent)))?.length;
  return columns !== undefined && isTableHead(trimBlanks(above), columns) ? indent : null;
}

function indentOf(line: string): number {
  return /^ {0,3}/.exec(line)?.[0].length ?? 0;
}

/** The colon of the link definition that a text begins with, or null. */
function definitionColon(source: string): number | null {
  const found = readDefinition(source, 0);
  return found === null ? null : source.indexOf('[') + found.label.length + 2;
}

/** Number signs at the end of an ATX heading, after a blank or alone, would vanish. */
function closingSigns(source: string): readonly number[] {
  const match = /(?:^|[ \t])(#+)$/.exec(source);
  return match === null ? [] : [source.length - (match[1]?.length ?? 0)];
}
