import {
  $getPreviousSelection,
  $getSelection,
  $setSelection,
  type LexicalEditor,
  type NodeKey,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import { $blockByKey } from './nodes/section-node.ts';

/** The element that scrolls the note. */
export function scrollerOf(editor: LexicalEditor): HTMLElement | null {
  return editor.getRootElement()?.parentElement ?? null;
}

/**
 * Gives a note the keyboard, at its caret: the browser alone would begin at the note's start.
 *
 * The caret is put into the page before the focus, because outside of an event Lexical believes
 * what the page says; and where that is a field elsewhere, it would have no caret any more.
 */
export function focusAtCaret(editor: LexicalEditor, element: HTMLElement): void {
  if (document.activeElement === element) return;
  editor.update(
    () => {
      const selection = $getSelection() ?? $getPreviousSelection()?.clone() ?? null;
      $setSelection(selection);
      if (selection !== null) selection.dirty = true;
    },
    { discrete: true, tag: SKIP_SCROLL_INTO_VIEW_TAG },
  );
  element.focus({ preventScroll: true });
}

/** Puts the caret at the end of a block and shows the block near the top of the view. */
export function goToBlock(editor: LexicalEditor, key: NodeKey): void {
  editor.update(
    () => {
      const block = $blockByKey(key);
      if (block === null) $setSelection(null);
      else block.selectEnd();
    },
    { discrete: true, tag: SKIP_SCROLL_INTO_VIEW_TAG },
  );
  scrollToTop(editor, key, SCROLL_TRIES);
}

/**
 * Sections that come into view take their real height only then, two frames later, and may push the
 * block away again: so it is looked after until it has stayed where it is for a few frames.
 */
const SCROLL_TRIES = 20;
const STILL_ENOUGH = 4;

function scrollToTop(
  editor: LexicalEditor,
  key: NodeKey,
  tries: number,
  before: { readonly top: number; readonly still: number } | null = null,
): void {
  const element = editor.getElementByKey(key);
  const scroller = scrollerOf(editor);
  if (element === null || scroller === null) return;
  // Somebody scrolled meanwhile, and is looking at something else by now.
  if (before !== null && Math.abs(scroller.scrollTop - before.top) > 1) return;
  element.scrollIntoView({ block: 'start' });
  const top = scroller.scrollTop;
  const still = before !== null && Math.abs(top - before.top) <= 1 ? before.still + 1 : 0;
  if (tries <= 1 || still >= STILL_ENOUGH) return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => scrollToTop(editor, key, tries - 1, { top, still })),
  );
}
