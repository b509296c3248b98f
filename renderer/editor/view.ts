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
  scrollToBlock(editor, key, { to: 'start', tries: SCROLL_TRIES });
}

/** Brings a block into view where it is not, and moves nothing where it is. */
export function showBlock(editor: LexicalEditor, key: NodeKey): void {
  scrollToBlock(editor, key, { to: 'nearest', tries: SCROLL_TRIES });
}

/**
 * Sections that come into view take their real height only then, two frames later, and may push the
 * block away again: so it is looked after until it has stayed where it is for a few frames.
 */
const SCROLL_TRIES = 20;
const STILL_ENOUGH = 4;

interface Scrolling {
  readonly to: 'start' | 'nearest';
  readonly tries: number;
  readonly before?: { readonly top: number; readonly still: number };
}

function scrollToBlock(editor: LexicalEditor, key: NodeKey, scrolling: Scrolling): void {
  const { to, tries, before } = scrolling;
  const element = editor.getElementByKey(key);
  const scroller = scrollerOf(editor);
  if (element === null || scroller === null) return;
  // Somebody scrolled meanwhile, and is looking at something else by now.
  if (before !== undefined && Math.abs(scroller.scrollTop - before.top) > 1) return;
  element.scrollIntoView({ block: to });
  const top = scroller.scrollTop;
  const still = before !== undefined && Math.abs(top - before.top) <= 1 ? before.still + 1 : 0;
  if (tries <= 1 || still >= STILL_ENOUGH) return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      scrollToBlock(editor, key, { to, tries: tries - 1, before: { top, still } }),
    ),
  );
}
