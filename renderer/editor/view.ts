import {
  $getNodeByKey,
  $setSelection,
  type LexicalEditor,
  type NodeKey,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import { $isBlockNode } from './nodes/block-node.ts';

/** The element that scrolls the note. */
export function scrollerOf(editor: LexicalEditor): HTMLElement | null {
  return editor.getRootElement()?.parentElement ?? null;
}

/** Puts the caret at the end of a block and shows the block near the top of the view. */
export function goToBlock(editor: LexicalEditor, key: NodeKey): void {
  editor.update(
    () => {
      const node = $getNodeByKey(key);
      if ($isBlockNode(node)) node.selectEnd();
      else $setSelection(null);
    },
    { discrete: true, tag: SKIP_SCROLL_INTO_VIEW_TAG },
  );
  editor.getElementByKey(key)?.scrollIntoView({ block: 'start' });
}
