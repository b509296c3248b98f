import {
  $createRangeSelectionFromDom,
  CLICK_COMMAND,
  COMMAND_PRIORITY_HIGH,
  getDOMSelection,
  type LexicalEditor,
  type PointType,
} from 'lexical';
import type { BlockNode } from './nodes/block-node.ts';
import { $blockBefore } from './nodes/section-node.ts';
import { $blockOf } from './outline.ts';

/**
 * A triple click selects a line's words, and not the end of the line.
 *
 * The browser's selection reaches to the beginning of the next block: what is typed over it would join
 * that one to the line, and take its bullet or its box away.
 */
export function registerTripleClick(editor: LexicalEditor): () => void {
  return editor.registerCommand(
    CLICK_COMMAND,
    (event) => {
      if (event.detail >= 3) $endWithLine(editor);
      return false;
    },
    COMMAND_PRIORITY_HIGH,
  );
}

/** Takes back a selection that ends before the first letter of a block to the end of the one above. */
function $endWithLine(editor: LexicalEditor): void {
  const selection = $createRangeSelectionFromDom(getDOMSelection(window), editor);
  if (selection === null || selection.isBackward()) return;
  const { anchor, focus } = selection;
  const block = $blockOf(focus.getNode());
  if (block === null || block.is($blockOf(anchor.getNode())) || !isAtStart(focus, block)) return;
  const { key, offset, type } = anchor;
  $blockBefore(block)?.selectEnd().anchor.set(key, offset, type);
}

function isAtStart({ key, offset }: PointType, block: BlockNode): boolean {
  return offset === 0 && (key === block.getKey() || key === block.getFirstDescendant()?.getKey());
}
