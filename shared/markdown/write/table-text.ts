import type { Table } from '../model.ts';
import { type Alignment, alignmentOf } from '../read/table.ts';
import {
  type CellWriter,
  type Column,
  columnsOf,
  pairedAbove,
  pairRows,
  placeBefore,
  type Row,
} from './table-pairs.ts';
import { readRow, rowLine, type WrittenCell, type WrittenRow, widthOf } from './table-row.ts';

/**
 * The lines of a table (GFM, section 4.10), from those it had before.
 *
 * A line whose cells and columns are as before keeps its bytes. In a changed line each other cell
 * keeps its own with the blanks around it, and the changed one keeps its width where it fits.
 */
export function tableLines(
  given: Table,
  former: readonly string[] | null,
  cells: CellWriter,
): readonly string[] {
  const table = withWholeHead(given);
  const [head, delimiters, ...body] = (former ?? []).map(readRow);
  if (head === undefined || delimiters === undefined) return freshLines(table, cells);
  const before = [head, ...body];
  const columns = columnsOf(table, before, delimiters, cells);
  const pairs = pairRows(table.rows, before, columns, cells);
  const lines = table.rows.map((said, index) => {
    const at = pairs[index] ?? null;
    const like = before[at ?? pairedAbove(pairs, index)] ?? head;
    const written = cellsOf(said, at === null ? null : like, like, {
      columns,
      table,
      write: cells.write,
    });
    // A row of the body whose cells are as they were needs no other pipes than it had.
    const isBody = index > 0 && at !== null && at > 0;
    if (isBody && isSame(written, like.cells)) return rowLine(like);
    const row = sound({ ...like, cells: written });
    // Nor does one of a single cell that had none, as long as it begins with a word.
    const isBare = isBody && !like.closed && written.length === 1 && row.lead === like.lead;
    return rowLine(isBare && written[0]?.text !== '' ? { ...row, closed: false } : row);
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

function freshLines({ align, rows }: Table, { write }: CellWriter): readonly string[] {
  const lines = rows.map((row) => {
    const cells = row.map((cell) => write(cell, null));
    while (cells.length < Math.min(align.length, 1)) cells.push('');
    return `| ${cells.join(' | ')} |`;
  });
  lines.splice(1, 0, `| ${align.map((alignment) => delimiter(alignment, 3)).join(' | ')} |`);
  return lines;
}

interface RowContext {
  readonly columns: readonly Column[];
  readonly table: Table;
  readonly write: CellWriter['write'];
}

function isSame(cells: readonly WrittenCell[], before: readonly WrittenCell[]): boolean {
  return cells.length === before.length && cells.every((cell, index) => cell === before[index]);
}

/** A row's cells. `like` is what a row without a line of its own is written like. */
function cellsOf(
  row: Row,
  before: WrittenRow | null,
  like: WrittenRow,
  { columns, table, write }: RowContext,
): readonly WrittenCell[] {
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
  return cells.length === 0 ? [NO_CELL] : cells;
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
