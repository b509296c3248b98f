import type { Inline, Table } from '../../markdown/model.ts';
import { attribute, elementsIn, type HtmlElement, styleOf } from './tree.ts';

const ROWS = new Set(['tr']);
const CELLS = new Set(['td', 'th']);
/** What no cell of a Markdown table can hold: such a table only lays out a page. */
const TOO_MUCH = new Set(['table', 'ul', 'ol', 'pre', 'blockquote', 'h1', 'h2', 'h3']);
/** More columns than a table can show: their words are lines. */
const MAX_COLUMNS = 200;

/** A table of a page: its cells' elements by row, or null where it is no table of words. */
export function tableCells(element: HtmlElement): readonly (readonly HtmlElement[])[] | null {
  const rows = elementsIn(element, ROWS).map((row) => elementsIn(row, CELLS));
  const cells = rows.flat();
  if (cells.length < 2 || cells.some((cell) => elementsIn(cell, TOO_MUCH).length > 0)) return null;
  return rows.filter((row) => row.length > 0);
}

/** Makes a table of the cells' words; the first row is the head. Empty rows at the end are left off. */
export function tableOf(
  cells: readonly (readonly HtmlElement[])[],
  contentOf: (cell: HtmlElement) => readonly Inline[],
): Table | null {
  const rows = cells.map((row) => row.flatMap((cell) => [contentOf(cell), ...spanned(cell)]));
  const used = (row: readonly (readonly Inline[])[]): number =>
    row.findLastIndex((content) => content.length > 0) + 1;
  while (rows.length > 0 && used(rows.at(-1) ?? []) === 0) rows.pop();
  const width = Math.max(0, ...rows.map(used));
  if (width === 0 || width > MAX_COLUMNS) return null;
  const align = Array.from({ length: width }, (_, column) => alignOf(cells, column));
  return { align, rows: rows.map((row) => align.map((_, column) => row[column] ?? [])) };
}

/** The places that a wide cell takes besides its own. */
function spanned(cell: HtmlElement): readonly (readonly Inline[])[] {
  const span = Math.min(MAX_COLUMNS, Number.parseInt(attribute(cell, 'colSpan'), 10) || 1);
  return Array<readonly Inline[]>(Math.max(0, span - 1)).fill([]);
}

/** A column's side where all cells below the head agree on one. */
function alignOf(cells: readonly (readonly HtmlElement[])[], column: number): Table['align'][0] {
  const sides = new Set(
    cells.slice(1).flatMap((row) => {
      const cell = row[column];
      return cell === undefined ? [] : [attribute(cell, 'align') || styleOf(cell, 'text-align')];
    }),
  );
  const [side = ''] = sides;
  return sides.size === 1 && (side === 'right' || side === 'center') ? side : null;
}
