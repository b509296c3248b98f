import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type RangeSelection,
} from 'lexical';
import { $isAtEnd, $isAtStart } from '../commands/typing.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import { $blockOf } from '../outline.ts';
import type { Hidden } from './hidden.ts';

/**
 * Left and Right lead over hidden blocks.
 *
 * Up and Down are the browser's, which knows what is shown; from the edge of one block to the next
 * Lexical goes by its own nodes.
 */
export function registerArrows(editor: LexicalEditor, hidden: Hidden): () => void {
  const move = (event: KeyboardEvent, isBackward: boolean): boolean => {
    if (!hidden.isAny || event.isComposing || event.keyCode === 229) return false;
    const selection = $getSelection();
    if (!$isRangeSelection(selection) || !$cross(hidden, selection, event.shiftKey, isBackward))
      return false;
    event.preventDefault();
    return true;
  };
  return mergeRegister(
    editor.registerCommand(
      KEY_ARROW_LEFT_COMMAND,
      (event) => move(event, true),
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      KEY_ARROW_RIGHT_COMMAND,
      (event) => move(event, false),
      COMMAND_PRIORITY_CRITICAL,
    ),
  );
}

/** Moves the end of a selection that stands before hidden blocks behind them; false where none are. */
function $cross(
  hidden: Hidden,
  selection: RangeSelection,
  keepsAnchor: boolean,
  isBackward: boolean,
): boolean {
  if (!keepsAnchor && !selection.isCollapsed()) return false;
  const block = $blockOf(selection.focus.getNode());
  if (block === null) return false;
  const { focus } = selection;
  const isAtEdge = isBackward ? $isAtStart(focus, block) : $isAtEnd(focus, block);
  const next = isBackward ? $blockBefore(block) : $blockAfter(block);
  if (!isAtEdge || next === null || hidden.$coverOf(next) === undefined) return false;
  const shown = $nextShown(hidden, next, isBackward);
  if (shown === null) return true;
  const { key, offset, type } = selection.anchor;
  const moved = isBackward ? shown.selectEnd() : shown.selectStart();
  if (keepsAnchor) moved.anchor.set(key, offset, type);
  return true;
}

function $nextShown(hidden: Hidden, from: BlockNode, isBackward: boolean): BlockNode | null {
  let block: BlockNode | null = from;
  while (block !== null && hidden.$coverOf(block) !== undefined)
    block = isBackward ? $blockBefore(block) : $blockAfter(block);
  return block;
}
