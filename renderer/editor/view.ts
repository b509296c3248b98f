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

/** Sections that come into view take their real height then, and may push the block away again. */
const SCROLL_TRIES = 4;

function scrollToTop(editor: LexicalEditor, key: NodeKey, tries: number): void {
  const element = editor.getElementByKey(key);
  const scroller = scrollerOf(editor);
  if (element === null || scroller === null) return;
  const before = scroller.scrollTop;
  element.scrollIntoView({ block: 'start' });
  if (tries <= 1 || (tries < SCROLL_TRIES && scroller.scrollTop === before)) return;
  requestAnimationFrame(() => scrollToTop(editor, key, tries - 1));
}
