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
  scrollToTop(editor, key, SCROLL_TRIES);
}

/**
 * Sections that come into view take their real height only then, two frames later, and may push the
 * block away again: so it is looked after a few times.
 */
const SCROLL_TRIES = 4;

function scrollToTop(editor: LexicalEditor, key: NodeKey, tries: number): void {
  editor.getElementByKey(key)?.scrollIntoView({ block: 'start' });
  if (tries <= 1) return;
  requestAnimationFrame(() => requestAnimationFrame(() => scrollToTop(editor, key, tries - 1)));
}
