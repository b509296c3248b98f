import { fingerprint } from '../fingerprint.ts';
import { normaliseInlines } from '../inline/index.ts';
import type { Inline, Table } from '../model.ts';
import { alignmentOf } from '../read/table.ts';
import { cellWidth, type WrittenRow } from './table-row.ts';

/** How cells are read and written. */
export interface CellWriter {
  /** Writes a cell; gives `previous` back where that says the same already. */
  readonly write: (cell: readonly Inline[], previous: string | null) => string;
  readonly read: (source: string) => readonly Inline[];
}

export type Row = Table['rows'][number];

/** A column of the new table: where it was, and how wide, where all of its cells were as wide. */
export interface Column {
  readonly from: number | null;
  readonly width: number | null;
}

/** Columns that came or went are found by comparing the head from both ends. */
export function columnsOf(
  { align, rows }: Table,
  before: readonly WrittenRow[],
  delimiters: WrittenRow,
  cells: CellWriter,
): readonly Column[] {
  const old = delimiters.cells.length;
  const head = rows[0] ?? [];
  const same = (index: number, from: number): boolean =>
    saysSame(head[index] ?? [], before[0]?.cells[from]?.text, cells) &&
    alignmentOf(delimiters.cells[from]?.text ?? '') === (align[index] ?? null);
  const shorter = Math.min(old, align.length);
  let start = 0;
  if (old === align.length) start = old;
  else while (start < shorter && same(start, start)) start++;
  let end = 0;
  while (end < shorter - start && same(align.length - 1 - end, old - 1 - end)) end++;
  return align.map((_, index) => {
    const behind = index >= align.length - end;
    const from = index < start ? index : behind ? index - align.length + old : null;
    return { from, width: from === null ? null : widthOfColumn([...before, delimiters], from) };
  });
}

function widthOfColumn(rows: readonly WrittenRow[], column: number): number | null {
  let width: number | null = null;
  for (const { cells } of rows) {
    const cell = cells[column];
    const own = cell === undefined ? null : cellWidth(cell);
    if (own === null || (width !== null && own !== width)) return null;
    width = own;
  }
  return width;
}

/** Where a cell of the new table was in the former row; cells beyond the columns move along. */
export function placeBefore(index: number, columns: readonly Column[]): number | null {
  const column = columns[index];
  if (column !== undefined) return column.from;
  const known = columns.filter(({ from }) => from !== null).length;
  return index - columns.length + known;
}

/**
 * The former row of each row: itself where it stayed, else the one it was changed from.
 *
 * Rows that say the same are matched from both ends and then inside; what is left between two
 * matches is taken in order.
 */
export function pairRows(
  rows: readonly Row[],
  before: readonly WrittenRow[],
  columns: readonly Column[],
  cells: CellWriter,
): readonly (number | null)[] {
  const pairs: (number | null)[] = rows.map(() => null);
  const same = (index: number, at: number): boolean =>
    rowSaysSame(rows[index] ?? [], before[at], columns, cells);
  // The head is the head, whatever it says.
  if (rows.length > 0) pairs[0] = 0;
  const shorter = Math.min(rows.length, before.length);
  let start = 1;
  while (start < shorter && same(start, start)) pairs[start] = start++;
  let end = 0;
  while (end < shorter - start && same(rows.length - 1 - end, before.length - 1 - end)) {
    pairs[rows.length - 1 - end] = before.length - 1 - end;
    end++;
  }
  const left = { rows: rows.length - end, before: before.length - end };
  if (left.rows === left.before)
    for (let index = start; index < left.rows; index++) pairs[index] = index;
  else pairInside(pairs, start, left, new FormerRows(rows, before, columns, cells));
  return pairs;
}

function pairInside(
  pairs: (number | null)[],
  start: number,
  end: { readonly rows: number; readonly before: number },
  former: FormerRows,
): void {
  let next = start;
  let waiting: number[] = [];
  const settle = (to: number): void => {
    for (const index of waiting) if (next < to) pairs[index] = next++;
    waiting = [];
  };
  for (let index = start; index < end.rows; index++) {
    const at = former.find(index, next, end.before);
    if (at === null) {
      waiting.push(index);
      continue;
    }
    settle(at);
    pairs[index] = at;
    next = at + 1;
  }
  settle(end.before);
}

/** Former rows by what they say, so that a long table of new words is not looked through for each. */
class FormerRows {
  private readonly rows: readonly Row[];
  private readonly before: readonly WrittenRow[];
  private readonly columns: readonly Column[];
  private readonly cells: CellWriter;
  private places: Map<string, readonly number[]> | null = null;

  constructor(
    rows: readonly Row[],
    before: readonly WrittenRow[],
    columns: readonly Column[],
    cells: CellWriter,
  ) {
    this.rows = rows;
    this.before = before;
    this.columns = columns;
    this.cells = cells;
  }

  /** The first place from `from` up to `to` of a row that says what the one at an index says, or null. */
  find(index: number, from: number, to: number): number | null {
    const row = this.rows[index] ?? [];
    if (from < to && rowSaysSame(row, this.before[from], this.columns, this.cells)) return from;
    this.places ??= this.placesByWords();
    const kept = row.filter((_, at) => placeBefore(at, this.columns) !== null);
    const place = firstFrom(this.places.get(wordsOf(kept)) ?? [], from);
    return place !== undefined && place < to ? place : null;
  }

  private placesByWords(): Map<string, readonly number[]> {
    const places = new Map<string, number[]>();
    for (const [at, { cells }] of this.before.entries()) {
      const words = wordsOf(cells.map(({ text }) => this.cells.read(text)));
      const known = places.get(words);
      if (known === undefined) places.set(words, [at]);
      else known.push(at);
    }
    return places;
  }
}

/** The first of some rising numbers that is not less than one, by halving. */
function firstFrom(numbers: readonly number[], least: number): number | undefined {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low];
}

/** What cells say, as a string: as they would be read, once written. */
function wordsOf(cells: Row): string {
  const words = cells.map((cell) => {
    const content = normaliseInlines(cell, 'cell');
    return fingerprint({ inside: [], opens: [], body: { kind: 'paragraph', content } });
  });
  return JSON.stringify(words);
}

/** The former row that a row without one of its own is written like. */
export function pairedAbove(pairs: readonly (number | null)[], index: number): number {
  for (let above = index - 1; above > 0; above--) {
    const pair = pairs[above];
    if (pair != null) return pair;
  }
  return pairs.find((pair, at) => at > index && pair !== null) ?? 0;
}

function rowSaysSame(
  row: Row,
  before: WrittenRow | undefined,
  columns: readonly Column[],
  cells: CellWriter,
): boolean {
  return (
    before !== undefined &&
    row.filter((_, index) => placeBefore(index, columns) !== null).length >= before.cells.length &&
    row.every((cell, index) => {
      const from = placeBefore(index, columns);
      return from === null || saysSame(cell, before.cells[from]?.text, cells);
    })
  );
}

function saysSame(cell: Row[number], previous: string | undefined, { write }: CellWriter): boolean {
  return previous !== undefined && write(cell, previous) === previous;
}
