import { trimBlanks } from './one-line.ts';

export type Alignment = 'left' | 'right' | 'center' | null;

const DASHES = /^:?-+:?$/;
const PIPE = 124;
const BACKSLASH = 92;

/**
 * Reads the line below a table's head, given without indentation; null where it is none.
 *
 * A line of dashes alone is a rule or a heading's underline, never a table (GFM, section 4.10).
 */
export function readAlignments(text: string): readonly Alignment[] | null {
  if (!/^[-|: \t]+$/.test(text) || !/[|:]/.test(text)) return null;
  const cells = splitRow(text);
  return cells.length > 0 && cells.every((cell) => DASHES.test(cell))
    ? cells.map(alignmentOf)
    : null;
}

/** How the dashes below a column's head align it. */
export function alignmentOf(dashes: string): Alignment {
  const right = dashes.endsWith(':');
  if (dashes.startsWith(':')) return right ? 'center' : 'left';
  return right ? 'right' : null;
}

/** Where the cells of a row begin and end in it, without the blanks around them. */
export function cellRanges(row: string): readonly (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = [];
  let from = 0;
  while (from < row.length && isBlank(row.charCodeAt(from))) from++;
  if (row.charCodeAt(from) === PIPE) from++;
  for (let at = from; at <= row.length; at++) {
    const code = row.charCodeAt(at);
    if (code === BACKSLASH) at += isEscape(row.charCodeAt(at + 1)) ? 1 : 0;
    else if (code === PIPE || at === row.length) {
      const range = trimRange(row, from, at);
      // Behind the last pipe is no cell.
      if (at < row.length || range[0] < range[1]) ranges.push(range);
      from = at + 1;
    }
  }
  return ranges;
}

/** The cells of a row, as written between the pipes. */
export function splitRow(row: string): readonly string[] {
  return cellRanges(row).map(([from, to]) => row.slice(from, to));
}

/** True where a line may be the head of a table with so many columns. */
export function isTableHead(row: string, columns: number): boolean {
  return trimBlanks(row).length > 1 || row.charCodeAt(0) !== PIPE
    ? cellRanges(row).length === columns
    : false;
}

function trimRange(row: string, from: number, to: number): readonly [number, number] {
  let start = from;
  let end = to;
  while (start < end && isBlank(row.charCodeAt(start))) start++;
  while (end > start && isBlank(row.charCodeAt(end - 1))) end--;
  return [start, end];
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isEscape(code: number): boolean {
  return code === PIPE || code === BACKSLASH;
}
