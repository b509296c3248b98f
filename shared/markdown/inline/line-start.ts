import { trimBlanks } from '../read/one-line.ts';
import { isTableHead, readAlignments } from '../read/table.ts';
import { type Draft, TEXT } from './draft.ts';
import type { InlinePosition } from './piece.ts';
import { destinationEnd } from './resource.ts';

/** A construct that a line of text could begin, and where in the line it is broken. */
interface Danger {
  /** Matches at the start of the line; the first group ends before the character to escape. */
  readonly pattern: RegExp;
  /** Only the first line of a block, only later ones, or any. */
  readonly lines: 'first' | 'later' | 'any';
  readonly positions: readonly InlinePosition[];
}

const BLOCK: readonly InlinePosition[] = ['paragraph', 'item'];
const LINES: readonly InlinePosition[] = ['paragraph', 'item', 'task'];

const BLOCK_TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';

/** https://spec.commonmark.org/0.31.2/#leaf-blocks and #container-blocks. */
const DANGERS: readonly Danger[] = [
  // Headings, items, quotes, fences, rules. Below text an item needs words, and a number must be 1.
  { pattern: /^( {0,3})#{1,6}(?=[ \t]|$)/, lines: 'any', positions: LINES },
  { pattern: /^( {0,3})[-+*](?=[ \t]|$)/, lines: 'first', positions: LINES },
  { pattern: /^( {0,3}\d{1,9})[.)](?=[ \t]|$)/, lines: 'first', positions: LINES },
  { pattern: /^( {0,3})[-+*](?=[ \t]+[^ \t])/, lines: 'later', positions: LINES },
  { pattern: /^( {0,3}1)[.)](?=[ \t]+[^ \t])/, lines: 'later', positions: LINES },
  { pattern: /^( {0,3})>/, lines: 'any', positions: LINES },
  { pattern: /^( {0,3})(?:`{3,}[^`]*$|~{3})/, lines: 'any', positions: LINES },
  { pattern: /^( {0,3})([-_*])[ \t]*(?:\2[ \t]*){2,}$/, lines: 'any', positions: LINES },
  // The underline of a heading.
  { pattern: /^( {0,3})(?:=+|-+)[ \t]*$/, lines: 'later', positions: LINES },
  // HTML blocks; those of a whole tag alone on its line begin with HTML of the text, which is escaped.
  {
    pattern: new RegExp(
      `^( {0,3})<(?:(?:script|pre|style|textarea)(?=[ \\t>]|$)|!--|\\?|![A-Za-z]|!\\[CDATA\\[|/?(?:${BLOCK_TAGS})(?=[ \\t]|/?>|$))`,
      'i',
    ),
    lines: 'any',
    positions: LINES,
  },
  // Definitions. The colon is escaped rather than the bracket, so that a time stamp stays whole.
  { pattern: /^( {0,3}\[\^[^[\]\s\\]+\]):/, lines: 'any', positions: LINES },
];

/** The box of a task; without words behind it, on its line or the next, it is just text (GFM, section 5.3). */
const TASK_BOX = /^( {0,3})\[[ \txX]\][ \t\n]+[^ \t\n]/;

/** The label of a definition up to its colon, and the blanks before its destination. */
const DEFINITION_START = /^( {0,3}\[(?=[^\]]*[^ \t\n\]])(?:[^[\]\\]|\\[\s\S])*\]):[ \t]*\n?[ \t]*/;

/** What may follow the destination: the end of the line, or a title and then the end of one. */
const DEFINITION_END =
  /^(?=[ \t]*(?:\n|$)|[ \t\n]+(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^)\\]|\\[\s\S])*\))[ \t]*(?:\n|$))/;

/**
 * The characters of text that would begin another block, if any.
 *
 * A later line that stood so before, after the same line, is left alone: it was text then.
 */
export function lineStartEscapes(
  draft: Draft,
  position: InlinePosition,
  previous: string | null,
): readonly number[] {
  const found: number[] = [];
  const known = new Set(previous === null ? [] : linePairs(previous));
  let from = 0;
  const lines = draft.source.split('\n');
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    const isKnown = above !== undefined && known.has(`${above}\n${line}`);
    const at = isKnown ? null : dangerIn(line, above, position);
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

function dangerIn(
  line: string,
  above: string | undefined,
  position: InlinePosition,
): number | null {
  const which = above === undefined ? 'first' : 'later';
  for (const { pattern, lines, positions } of DANGERS) {
    if (lines !== 'any' && lines !== which) continue;
    if (!positions.includes(position) || (position === 'task' && which === 'first')) continue;
    const match = pattern.exec(line);
    if (match !== null) return match[1]?.length ?? 0;
  }
  return above !== undefined && LINES.includes(position) ? tableDashes(line, above) : null;
}

/** Where the row of dashes begins that would make a table's head of the line above. */
function tableDashes(line: string, above: string): number | null {
  const indent = /^ {0,3}/.exec(line)?.[0].length ?? 0;
  const columns = readAlignments(trimBlanks(line.slice(indent)))?.length;
  return columns !== undefined && isTableHead(trimBlanks(above), columns) ? indent : null;
}

/** The colon of the link definition that a text begins with, or null. */
function definitionColon(source: string): number | null {
  const start = DEFINITION_START.exec(source);
  const end = start === null ? null : destinationEnd(source, start[0].length);
  if (start === null || end === null || !DEFINITION_END.test(source.slice(end))) return null;
  return start[1]?.length ?? 0;
}

/** Number signs at the end of an ATX heading, after a blank or alone, would vanish. */
function closingSigns(source: string): readonly number[] {
  const match = /(?:^|[ \t])(#+)$/.exec(source);
  return match === null ? [] : [source.length - (match[1]?.length ?? 0)];
}

/** Each line of a text with the one before it. */
function linePairs(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.slice(1).map((line, index) => `${lines[index] ?? ''}\n${line}`);
}
