import {
  $createRangeSelectionFromDom,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_CRITICAL,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  type LexicalEditor,
  mergeRegister,
} from 'lexical';
import { isImeKey } from '../../app/keys/match.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import { $isRowNode, type CellNode } from '../nodes/table-node.ts';
import { $blockOf } from '../outline.ts';
import { $emptyLine, $lineBelow } from './edit.ts';
import { $caretCell, $cellAt, $cellPlace, $rowsOf } from './place.ts';

type Towards = 'up' | 'down';

/**
 * The arrows up and down inside tables, and into them.
 *
 * The browser goes through cells in reading order; people expect the cell above or below.
 */
export function registerTableArrows(editor: LexicalEditor): () => void {
  const onArrow = (towards: Towards) => (event: KeyboardEvent) => {
    if (isImeKey(event) || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (!(event.shiftKey ? $extend(towards) : $move(editor, towards))) return false;
    event.preventDefault();
    return true;
  };
  return mergeRegister(
    editor.registerCommand(KEY_ARROW_UP_COMMAND, onArrow('up'), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_ARROW_DOWN_COMMAND, onArrow('down'), COMMAND_PRIORITY_CRITICAL),
  );
}

/** With Shift the selection grows by rows, in the column of its end. */
function $extend(towards: Towards): boolean {
  const selection = $getSelection();
  const place = $isRangeSelection(selection) ? $cellPlace(selection.focus.getNode()) : null;
  if (place === null || !$isRangeSelection(selection)) return false;
  const row = towards === 'up' ? place.row.getPreviousSibling() : place.row.getNextSibling();
  const cell = $isRowNode(row) ? $cellAt(row, place.column) : null;
  if (cell === null) return false;
  const { key, offset, type } = selection.anchor;
  const end = towards === 'up' ? cell.selectStart() : cell.selectEnd();
  end.anchor.set(key, offset, type);
  return true;
}

function $move(editor: LexicalEditor, towards: Towards): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const place = $caretCell();
  if (place === null) return $enter(editor, $blockOf(selection.focus.getNode()), towards);
  if (!isOnEdgeLine(editor.getElementByKey(place.cell.getKey()), towards)) return false;
  const row = towards === 'up' ? place.row.getPreviousSibling() : place.row.getNextSibling();
  const cell = $isRowNode(row) ? $cellAt(row, place.column) : null;
  if (cell !== null) $goTo(editor, cell, towards);
  else $leave(editor, place.block, towards);
  return true;
}

/** From the line above or below a table into the column that lies under the caret. */
function $enter(editor: LexicalEditor, block: BlockNode | null, towards: Towards): boolean {
  if (block === null) return false;
  const table = towards === 'up' ? $blockBefore(block) : $blockAfter(block);
  if (table?.getShape().leaf.kind !== 'table') return false;
  if (!isOnEdgeLine(editor.getElementByKey(block.getKey()), towards)) return false;
  const row = $rowsOf(table).at(towards === 'up' ? -1 : 0);
  const x = caretRect()?.left ?? 0;
  const cells = row?.getCells() ?? [];
  const under = cells.find((cell) => {
    const rect = editor.getElementByKey(cell.getKey())?.getBoundingClientRect();
    return rect !== undefined && x <= rect.right;
  });
  const cell = under ?? cells.at(-1);
  if (cell === undefined) return false;
  $goTo(editor, cell, towards);
  return true;
}

/** Where a table is the first or the last thing of a note, an arrow makes a line to write on. */
function $leave(editor: LexicalEditor, block: BlockNode, towards: Towards): void {
  const next = towards === 'up' ? $blockBefore(block) : $blockAfter(block);
  if (next !== null) {
    $goTo(editor, next, towards);
    return;
  }
  if (towards === 'down') $lineBelow(block).selectStart();
  else {
    const line = $emptyLine(block);
    block.insertBefore(line);
    line.selectStart();
  }
}

/** Puts the caret into an element, under or above where it is. */
function $goTo(editor: LexicalEditor, target: CellNode | BlockNode, towards: Towards): void {
  const element = editor.getElementByKey(target.getKey());
  const at = element === null ? null : pointIn(element, caretRect()?.left ?? 0, towards);
  if (at !== null) {
    getSelection()?.collapse(at.startContainer, at.startOffset);
    // The editor would hear of it behind the keys that already wait.
    const caret = $createRangeSelectionFromDom(getSelection(), editor);
    if (caret !== null) $setSelection(caret);
    element?.scrollIntoView({ block: 'nearest' });
  } else if (towards === 'up') target.selectEnd();
  else target.selectStart();
}

/** The place in an element's first or last line that is nearest to a distance from the left. */
function pointIn(element: HTMLElement, x: number, towards: Towards): Range | null {
  const lines = linesOf(element);
  const line = towards === 'up' ? lines.at(-1) : lines[0];
  if (line === undefined) return null;
  const y = line.top + line.height / 2;
  const { left, right } = element.getBoundingClientRect();
  const at = document.caretRangeFromPoint(Math.min(right - 1, Math.max(left + 1, x)), y);
  if (at === null || !element.contains(at.startContainer)) return null;
  // An image holds no caret of the note's: a key would write at the beginning of the note then.
  const { startContainer } = at;
  const holder = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  return holder?.closest('.image') === null ? at : null;
}

/** True where the caret stands in the line of an element that an arrow leaves it from. */
function isOnEdgeLine(element: HTMLElement | null, towards: Towards): boolean {
  const caret = caretRect();
  const lines = element === null ? [] : linesOf(element);
  const line = towards === 'up' ? lines[0] : lines.at(-1);
  if (caret === null || line === undefined) return true;
  return towards === 'up' ? caret.top < line.bottom - 2 : caret.bottom > line.top + 2;
}

/** The boxes of an element's words, from the highest to the lowest. */
function linesOf(element: HTMLElement): readonly DOMRect[] {
  const range = document.createRange();
  range.selectNodeContents(element);
  return [...range.getClientRects()]
    .filter(({ width }) => width > 0)
    .sort((one, other) => one.top - other.top);
}

/** Where the caret is; null in an element without words. */
function caretRect(): DOMRect | null {
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0) return null;
  return selection.getRangeAt(0).getClientRects()[0] ?? null;
}
