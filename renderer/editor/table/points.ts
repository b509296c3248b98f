import {
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_CRITICAL,
  type LexicalEditor,
  type PointType,
  SELECTION_CHANGE_COMMAND,
} from 'lexical';
import { $isBlockNode } from '../nodes/block-node.ts';
import { $isRowNode } from '../nodes/table-node.ts';
import { $rowsOf } from './place.ts';

/**
 * Keeps the selection inside of cells.
 *
 * A click beside the grid, and some keys of the browser, leave an end of it on the table itself or on
 * a row, where no words can be: what was typed there would belong to no cell.
 */
export function registerTablePoints(editor: LexicalEditor): () => void {
  return editor.registerCommand(
    SELECTION_CHANGE_COMMAND,
    () => {
      if (!editor.isComposing()) $enterCells();
      return false;
    },
    COMMAND_PRIORITY_CRITICAL,
  );
}

/** Moves each end of the selection that stands on a table or a row into the nearest cell. */
export function $enterCells(): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const moved = [selection.anchor, selection.focus].filter($enterCell);
  if (moved.length > 0) selection.dirty = true;
}

function $enterCell(point: PointType): boolean {
  const node = point.getNode();
  const rows = $isRowNode(node) ? [node] : $isBlockNode(node) ? $rowsOf(node) : [];
  const row = $isRowNode(node) ? node : (rows[point.offset] ?? rows.at(-1));
  if (row === undefined) return false;
  const cells = row.getCells();
  // Offsets count rows on a table, cells on a row; behind the last one is its end.
  const isBehind = point.offset >= ($isRowNode(node) ? cells.length : rows.length);
  const cell = isBehind ? cells.at(-1) : $isRowNode(node) ? cells[point.offset] : cells[0];
  if (cell === undefined) return false;
  const words = isBehind ? cell.getLastChild() : cell.getFirstChild();
  if ($isTextNode(words))
    point.set(words.getKey(), isBehind ? words.getTextContentSize() : 0, 'text');
  else point.set(cell.getKey(), isBehind ? cell.getChildrenSize() : 0, 'element');
  return true;
}
