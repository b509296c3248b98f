import type { Inline, Table } from '../model.ts';
import { type Alignment, alignmentOf } from '../read/table.ts';
import {
  cellWidth,
  readRow,
  rowLine,
  type WrittenCell,
  type WrittenRow,
  widthOf,
} from './table-row.ts';

/** Writes a cell; gives `previous` back where that says the same already. */
export type WriteCell = (cell: readonly Inline[], previous: string | null) => string;

type Row = Table['rows'][number];

/**
 * The lines of a table (GFM, section 4.10), from those it had before.
 *
 * A line whose cells and columns are as before keeps its bytes. In a changed line each other cell
 * keeps its own with the blanks around it, and the changed one keeps its width where it fits.
 */
export function tableLines(
  given: Table,
  former: readonly string[] | null,
  write: WriteCell,
): readonly string[] {
  const table = withWholeHead(given);
  const [head, delimiters, ...body] = (former ?? []).map(readRow);
  if (head === undefined || delimiters === undefined) return freshLines(table, write);
  const before = [head, ...body];
  const columns = columnsOf(table, before, delimiters, write);
  const pairs = pairRows(table.rows, before, columns, write);
  const lines = table.rows.map((row, index) => {
    const at = pairs[index] ?? null;
    const like = before[at ?? pairedAbove(pairs, index)] ?? head;
    return rowText(row, at === null ? null : like, like, { columns, table, write });
  });
  lines.splice(1, 0, delimiterText(table, delimiters, columns));
  return lines;
}

/**
 * The table with a cell in its head for each column.
 *
 * A row may have fewer cells than there are columns, and may become the head when those above it go;
 * a head that does makes no table of it (GFM, section 4.10).
 */
function withWholeHead(table: Table): Table {
  const [head = [], ...body] = table.rows;
  const missing = table.align.length - head.length;
  if (missing <= 0) return table;
  return { ...table, rows: [[...head, ...Array.from({ length: missing }, () => [])], ...body] };
}

function freshLines({ align, rows }: Table, write: WriteCell): readonly string[] {
  const lines = rows.map((row) => {
    const cells = row.map((cell) => write(cell, null));
    while (cells.length < Math.min(align.length, 1)) cells.push('');
    return `| ${cells.join(' | ')} |`;
  });
  lines.splice(1, 0, `| ${align.map((alignment) => delimiter(alignment, 3)).join(' | ')} |`);
  return lines;
}

/** A column of the new table: where it was, and how wide, where all of its cells were as wide. */
interface Column {
  readonly from: number | null;
  readonly width: number | null;
}

/** Columns that came or went are found by comparing the head from both ends. */
function columnsOf(
  { align, rows }: Table,
  before: readonly WrittenRow[],
  delimiters: WrittenRow,
  write: WriteCell,
): readonly Column[] {
  const old = delimiters.cells.length;
  const head = rows[0] ?? [];
  const same = (index: number, from: number): boolean =>
    saysSame(head[index] ?? [], before[0]?.cells[from]?.text, write) &&
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
function placeBefore(index: number, columns: readonly Column[]): number | null {
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
function pairRows(
  rows: readonly Row[],
  before: readonly WrittenRow[],
  columns: readonly Column[],
  write: WriteCell,
): readonly (number | null)[] {
  const pairs: (number | null)[] = rows.map(() => null);
  const same = (index: number, at: number): boolean =>
    rowSaysSame(rows[index] ?? [], before[at], columns, write);
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
  if (left.rows - start === left.before - start)
    for (let index = start; index < left.rows; index++) pairs[index] = index;
  else pairInside(pairs, start, left, same);
  return pairs;
}

function pairInside(
  pairs: (number | null)[],
  start: number,
  end: { readonly rows: number; readonly before: number },
  same: (index: number, at: number) => boolean,
): void {
  let next = start;
  let waiting: number[] = [];
  const settle = (to: number): void => {
    for (const index of waiting) if (next < to) pairs[index] = next++;
    waiting = [];
  };
  for (let index = start; index < end.rows; index++) {
    let at = next;
    while (at < end.before && !same(index, at)) at++;
    if (at === end.before) {
      waiting.push(index);
      continue;
    }
    settle(at);
    pairs[index] = at;
    next = at + 1;
  }
  settle(end.before);
}

function pairedAbove(pairs: readonly (number | null)[], index: number): number {
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
  write: WriteCell,
): boolean {
  return (
    before !== undefined &&
    row.filter((_, index) => placeBefore(index, columns) !== null).length >= before.cells.length &&
    row.every((cell, index) => {
      const from = placeBefore(index, columns);
      return from === null || saysSame(cell, before.cells[from]?.text, write);
    })
  );
}

function saysSame(cell: Row[number], previous: string | undefined, write: WriteCell): boolean {
  return previous !== undefined && write(cell, previous) === previous;
}

interface RowContext {
  readonly columns: readonly Column[];
  readonly table: Table;
  readonly write: WriteCell;
}

/** A row's line. `like` is what a row without a line of its own is written like. */
function rowText(
  row: Row,
  before: WrittenRow | null,
  like: WrittenRow,
  { columns, table, write }: RowContext,
): string {
  const roomy = like.cells.some(({ left, right }) => left !== '' || right !== '');
  const cells = row.map((cell, index): WrittenCell => {
    const from = placeBefore(index, columns);
    const known = from === null ? undefined : before?.cells[from];
    const text = write(cell, known?.text ?? null);
    if (known !== undefined && known.text === text) return known;
    const width = columns[index]?.width ?? null;
    return fitted(text, known ?? NO_CELL, {
      width,
      roomy: known === undefined ? roomy : true,
      align: table.align[index] ?? null,
    });
  });
  return rowLine(sound({ ...like, cells: cells.length === 0 ? [NO_CELL] : cells }));
}

const NO_CELL: WrittenCell = { left: '', text: '', right: '' };

/** Puts new words between the pipes that stood around the former ones. */
function fitted(
  text: string,
  before: WrittenCell,
  room: { readonly width: number | null; readonly roomy: boolean; readonly align: Alignment },
): WrittenCell {
  const blank = room.roomy && before.left + before.right === '' && before.text === '' ? ' ' : '';
  const least = {
    left: before.left === '' ? blank : ' ',
    right: before.right === '' && before.text !== '' ? '' : before.left === '' ? blank : ' ',
  };
  const free = (room.width ?? 0) - widthOf(text);
  if (room.width === null || free < least.left.length + least.right.length) {
    const left = before.text === '' || room.width !== null ? least.left : before.left;
    const right = before.text === '' || room.width !== null ? least.right : before.right;
    return { left, text, right };
  }
  if (room.align === 'right') {
    const right = least.right;
    return { left: ' '.repeat(free - right.length), text, right };
  }
  const stays = before.text !== '' && free >= before.left.length + least.right.length;
  const left = stays ? before.left : least.left;
  return { left, text, right: ' '.repeat(free - left.length) };
}

const ENDS_IN_ESCAPE = /(?:^|[^\\])(?:\\\\)*\\$/;

/** Words that may begin something else, or none, stand behind a pipe; an empty last cell before one. */
function sound(row: WrittenRow): WrittenRow {
  const first = row.cells[0]?.text ?? '';
  const last = row.cells.at(-1)?.text ?? '';
  const open = !row.lead.includes('|') && !/^[\p{L}]/u.test(first);
  const lead = open ? `${row.lead}| ` : row.lead;
  const closed = row.closed || last === '' || (row.cells.length === 1 && !lead.includes('|'));
  // A backslash right before a pipe would take the pipe into the cell.
  const cells = row.cells.map((cell) =>
    cell.right === '' && ENDS_IN_ESCAPE.test(cell.text) ? { ...cell, right: ' ' } : cell,
  );
  return { ...row, lead, cells, closed };
}

function delimiterText({ align }: Table, before: WrittenRow, columns: readonly Column[]): string {
  const roomy = before.cells.some(({ left, right }) => left !== '' || right !== '');
  const room = roomy ? ' ' : '';
  const cells = align.map((alignment, index): WrittenCell => {
    const from = columns[index]?.from ?? null;
    const known = from === null ? undefined : before.cells[from];
    if (known === undefined) return { left: room, text: delimiter(alignment, 3), right: room };
    if (alignmentOf(known.text) === alignment) return known;
    return { ...known, text: delimiter(alignment, known.text.length) };
  });
  const needsPipe = !before.lead.includes('|') && cells.length === 1;
  return rowLine({ ...before, cells, closed: before.closed || needsPipe });
}

function delimiter(alignment: Alignment, width: number): string {
  const left = alignment === 'left' || alignment === 'center' ? ':' : '';
  const right = alignment === 'right' || alignment === 'center' ? ':' : '';
  return left + '-'.repeat(Math.max(1, width - left.length - right.length)) + right;
}
