import type { Table } from '../../../shared/markdown/model.ts';
import { $createBlockNode, type BlockNode, type Leaf } from '../nodes/block-node.ts';
import { $blockAfter } from '../nodes/section-node.ts';
import { $createCellNode, $createRowNode, $isRowNode, type RowNode } from '../nodes/table-node.ts';
import { $cellAt, $rowsOf, type CellPlace } from './place.ts';

type Alignment = Table['align'][number];

function alignOf(block: BlockNode): Table['align'] {
  const { leaf } = block.getShape();
  return leaf.kind === 'table' ? leaf.align : [];
}

function setLeaf(block: BlockNode, leaf: Leaf): void {
  block.setShape({ ...block.getShape(), leaf });
}

/** Adds a row beside the cell's and puts the caret in it; nothing can stand above the head. */
export function $addRow({ block, row, column }: CellPlace, side: 'above' | 'below'): void {
  const made = $createRowNode(alignOf(block).length);
  if (side === 'above' && row.getPreviousSibling() !== null) row.insertBefore(made);
  else row.insertAfter(made);
  $cellAt(made, column)?.selectStart();
}

/** Takes the cell's row away; the head stays, since there is no table without one. */
export function $removeRow({ row, column }: CellPlace): void {
  const other = row.getNextSibling() ?? row.getPreviousSibling();
  if (row.getPreviousSibling() === null || !$isRowNode(other)) return;
  $cellAt(other, column)?.selectEnd();
  row.remove();
}

/** Adds a column beside the cell's and puts the caret in it. */
export function $addColumn({ block, row, column }: CellPlace, side: 'before' | 'after'): void {
  const at = side === 'before' ? column : column + 1;
  const align = alignOf(block);
  setLeaf(block, { kind: 'table', align: [...align.slice(0, at), null, ...align.slice(at)] });
  for (const each of $rowsOf(block)) {
    each.splice(at, 0, [$createCellNode([])]);
    const { written, beyond } = each.getRest();
    if (written >= at) each.setRest({ written: written + 1, beyond });
    $redraw(each, at + 1);
  }
  $cellAt(row, at)?.selectStart();
}

/** Takes the cell's column away; the last one takes the table with it. */
export function $removeColumn(place: CellPlace): void {
  const { block, row, column } = place;
  const align = alignOf(block);
  if (align.length === 1) {
    $removeTable(block);
    return;
  }
  setLeaf(block, { kind: 'table', align: align.filter((_, at) => at !== column) });
  $cellAt(row, column === 0 ? 1 : column - 1)?.selectEnd();
  for (const each of $rowsOf(block)) {
    $cellAt(each, column)?.remove();
    const { written, beyond } = each.getRest();
    if (written > column) each.setRest({ written: written - 1, beyond });
    $redraw(each, column);
  }
}

/** Cells draw the alignment of the column that they stand in. */
function $redraw(row: RowNode, from: number): void {
  for (const cell of row.getCells().slice(from)) cell.markDirty();
}

/** Aligns the cell's column; the same alignment again takes it back. */
export function $alignColumn({ block, column }: CellPlace, alignment: Alignment): void {
  const align = alignOf(block);
  const wanted = align[column] === alignment ? null : alignment;
  setLeaf(block, { kind: 'table', align: align.map((is, at) => (at === column ? wanted : is)) });
  for (const row of $rowsOf(block)) $cellAt(row, column)?.markDirty();
}

/** Takes a table away; an empty line with the caret stands in its place. */
export function $removeTable(block: BlockNode): void {
  $dissolve(block);
  block.selectStart();
}

/** Turns a table into an empty line. */
export function $dissolve(block: BlockNode): void {
  block.clear();
  setLeaf(block, { kind: 'text' });
}

/** Puts a table of empty cells in the place of an empty line, or below one with words. */
export function $insertTable(block: BlockNode, columns: number, rows: number): void {
  const { inside, opens } = block.getShape();
  const path = [...inside, ...opens.map(({ kind }) => kind)];
  const leaf: Leaf = { kind: 'table', align: Array.from({ length: columns }, () => null) };
  const takesPlace = block.isEmpty() && opens.length === 0 && block.getShape().leaf.kind === 'text';
  const table = takesPlace ? block : $createBlockNode({ inside: path, opens: [], leaf });
  if (takesPlace) setLeaf(block, leaf);
  else block.insertAfter(table);
  for (let index = 0; index < rows; index++) table.append($createRowNode(columns));
  table.selectStart();
}

/** The empty line below a table; a new one where there is none. */
export function $lineBelow(block: BlockNode): BlockNode {
  const next = $blockAfter(block);
  if (next?.isEmpty() && next.getShape().leaf.kind === 'text') return next;
  const line = $emptyLine(block);
  block.insertAfter(line);
  return line;
}

/** Makes an empty line at the level of a table. */
export function $emptyLine(block: BlockNode): BlockNode {
  const { inside, opens } = block.getShape();
  const path = [...inside, ...opens.map(({ kind }) => kind)];
  return $createBlockNode({ inside: path, opens: [], leaf: { kind: 'text' } });
}
