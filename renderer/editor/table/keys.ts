import {
  $createLineBreakNode,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_CRITICAL,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type RangeSelection,
} from 'lexical';
import { splitRow } from '../../../shared/markdown/read/table.ts';
import { isImeKey } from '../../app/keys/match.ts';
import { $contentNodes } from '../nodes/content.ts';
import { $isRowNode } from '../nodes/table-node.ts';
import { $blockOf } from '../outline.ts';
import { wordsOf } from './clipboard.ts';
import { $addRow, $insertTable, $lineBelow } from './edit.ts';
import {
  $caretCell,
  $cellAt,
  $cellPlace,
  $cellsOf,
  $pointIsAtEnd,
  $pointIsAtStart,
  $rowsOf,
} from './place.ts';

/**
 * The keys that mean something else inside a table.
 *
 * Registered above the outline's keys and Lexical's, which know nothing of cells: the borders of a
 * cell are not to be deleted, and Enter and Tab go from cell to cell.
 */
export function registerTableKeys(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerCommand(KEY_TAB_COMMAND, $onTab, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(INSERT_PARAGRAPH_COMMAND, $onEnter, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(INSERT_LINE_BREAK_COMMAND, $onLineBreak, COMMAND_PRIORITY_CRITICAL),
    ...[DELETE_CHARACTER_COMMAND, DELETE_WORD_COMMAND, DELETE_LINE_COMMAND].map((command) =>
      editor.registerCommand(command, $staysInCell, COMMAND_PRIORITY_CRITICAL),
    ),
  );
}

/** Tab goes to the next cell, with Shift to the one before; behind the last one is a new row. */
function $onTab(event: KeyboardEvent): boolean {
  const place = $caretCell();
  if (place === null || isImeKey(event) || event.ctrlKey || event.altKey || event.metaKey)
    return false;
  event.preventDefault();
  const cells = $cellsOf(place.block);
  const at = cells.findIndex((cell) => cell.is(place.cell));
  const next = cells[event.shiftKey ? at - 1 : at + 1];
  if (next !== undefined) next.select(0, next.getChildrenSize());
  else if (!event.shiftKey) {
    $addRow({ ...place, column: 0 }, 'below');
  }
  return true;
}

/** Enter goes to the cell below; from the last row it leaves the table. */
function $onEnter(): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return false;
  const place = $cellPlace(selection.focus.getNode());
  if (place === null) return $beginTable(selection);
  const below = place.row.getNextSibling();
  if ($isRowNode(below)) $cellAt(below, place.column)?.selectEnd();
  else $lineBelow(place.block).selectStart();
  return true;
}

const HEAD_LINE = /^\|(?:[^|\\\n]+\|){2,}[ \t]*$/;

/** A line such as `| Time | Speaker |` becomes the head of a table with one row. */
function $beginTable(selection: RangeSelection): boolean {
  const block = $blockOf(selection.anchor.getNode());
  const shape = block?.getShape();
  if (block === null || shape?.leaf.kind !== 'text' || shape.opens.length > 0) return false;
  const words = block.getTextContent();
  if (!selection.isCollapsed() || !HEAD_LINE.test(words)) return false;
  // The words of a head are read anew from its letters, which an image and a link would lose.
  if (!block.getChildren().every($isTextNode)) return false;
  const names = splitRow(words);
  block.clear();
  $insertTable(block, names.length, 2);
  const [head, first] = $rowsOf(block);
  for (const [index, cell] of (head?.getCells() ?? []).entries())
    cell.append(...$contentNodes(wordsOf(names[index] ?? '')));
  if (first !== undefined) $cellAt(first, 0)?.selectStart();
  return true;
}

function $onLineBreak(): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || $caretCell() === null) return false;
  selection.insertNodes([$createLineBreakNode()]);
  return true;
}

/** A deletion that would reach over a cell's border does nothing. */
function $staysInCell(backward: boolean): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const place = $cellPlace(selection.anchor.getNode());
  if (place === null) return false;
  return backward
    ? $pointIsAtStart(selection.anchor, place.cell)
    : $pointIsAtEnd(selection.anchor, place.cell);
}
