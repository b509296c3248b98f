import { $getSelection, $isRangeSelection, type LexicalNode, type PointType } from 'lexical';
import { $isBlockNode, type BlockNode } from '../nodes/block-node.ts';
import { $isCellNode, $isRowNode, type CellNode, type RowNode } from '../nodes/table-node.ts';

/** A cell with what it lies in. */
export interface CellPlace {
  readonly block: BlockNode;
  readonly row: RowNode;
  readonly cell: CellNode;
  readonly column: number;
}

/** The cell that holds a node, or null outside of tables. */
export function $cellPlace(node: LexicalNode | null): CellPlace | null {
  for (let cell = node; cell !== null; cell = cell.getParent()) {
    if ($isBlockNode(cell)) return null;
    if (!$isCellNode(cell)) continue;
    const row = cell.getParent();
    const block = row?.getParent();
    return $isRowNode(row) && $isBlockNode(block)
      ? { block, row, cell, column: cell.getIndexWithinParent() }
      : null;
  }
  return null;
}

/** The cell that the caret, or both ends of the selection, lie in. */
export function $caretCell(): CellPlace | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const place = $cellPlace(selection.focus.getNode());
  if (place === null || selection.isCollapsed()) return place;
  return $cellPlace(selection.anchor.getNode())?.cell.is(place.cell) === true ? place : null;
}

/** The rows of a table; the first one is the head. */
export function $rowsOf(block: BlockNode): RowNode[] {
  return block.getChildren().filter($isRowNode);
}

/** All cells of a table in reading order. */
export function $cellsOf(block: BlockNode): CellNode[] {
  return $rowsOf(block).flatMap((row) => row.getCells());
}

/** The cell in a row's column. */
export function $cellAt(row: RowNode, column: number): CellNode | null {
  const cell = row.getChildAtIndex(column);
  return $isCellNode(cell) ? cell : null;
}

/** True where a point stands before everything in an element. */
export function $pointIsAtStart(point: PointType, element: CellNode): boolean {
  if (point.offset !== 0) return false;
  for (let node: LexicalNode = point.getNode(); !node.is(element); ) {
    if (node.getPreviousSibling() !== null) return false;
    const parent = node.getParent();
    if (parent === null) return false;
    node = parent;
  }
  return true;
}

/** True where a point stands behind everything in an element. */
export function $pointIsAtEnd(point: PointType, element: CellNode): boolean {
  const own = point.getNode();
  const size = 'getChildrenSize' in own ? own.getChildrenSize() : own.getTextContentSize();
  if (point.offset !== size) return false;
  for (let node: LexicalNode = own; !node.is(element); ) {
    if (node.getNextSibling() !== null) return false;
    const parent = node.getParent();
    if (parent === null) return false;
    node = parent;
  }
  return true;
}
