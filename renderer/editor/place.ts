import {
  $getNearestNodeFromDOMNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  type LexicalEditor,
  type NodeKey,
  type RangeSelection,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import type { Place, View } from '../../shared/ipc/contract.ts';
import { blockInView, holdInView, topInView } from './keep-view.ts';
import type { MirroredNote } from './mirrored-note.ts';
import type { BlockNode } from './nodes/block-node.ts';
import { $blockByKey } from './nodes/section-node.ts';
import { $blockOf, $focusNode } from './outline.ts';
import { scrollerOf } from './view.ts';

/** Where the caret is. Null before the first click. */
export function placeOf(editor: LexicalEditor, note: MirroredNote): Place | null {
  return editor.read(() => {
    const selection = $getSelection();
    const node = $focusNode();
    const block = $blockOf(node);
    const index = block === null ? -1 : note.indexOf(block.getKey());
    if (node === null || block === null || index < 0) return null;
    const offset = $isRangeSelection(selection) ? $offsetOfFocus(block, selection) : 0;
    return { block: index, offset };
  });
}

/** What a note shows; null where it is not on screen. */
export function viewOf(editor: LexicalEditor, note: MirroredNote): View | null {
  const scroller = scrollerOf(editor);
  const element = scroller === null ? null : blockInView(scroller);
  if (scroller === null || element === null) return null;
  const key = editor.read(() => $blockOf($getNearestNodeFromDOMNode(element))?.getKey());
  const block = key === undefined ? -1 : note.indexOf(key);
  return block < 0 ? null : { block, top: topInView(scroller, element) };
}

/** Where the caret is in the words of its block; 0 where it is beside them. */
export function $offsetOfFocus(block: BlockNode, { focus }: RangeSelection): number {
  const node = focus.getNode();
  return $isTextNode(node) ? $offsetInBlock(block, node.getKey()) + focus.offset : 0;
}

function $offsetInBlock(block: BlockNode, key: NodeKey): number {
  let offset = 0;
  for (const text of block.getAllTextNodes()) {
    if (text.getKey() === key) return offset;
    offset += text.getTextContentSize();
  }
  return offset;
}

/** A note of a header and no more: title, address, date. Its next line is written at its end. */
const NEW_NOTE_BLOCKS = 4;

/** Puts the caret and what was in view back, as far as the note still has that place. */
export function restorePlace(
  editor: LexicalEditor,
  place: Place | null,
  keys: readonly NodeKey[],
): void {
  editor.update(
    () => {
      const index = place?.block ?? (keys.length <= NEW_NOTE_BLOCKS ? keys.length - 1 : 0);
      const node = $blockByKey(keys[Math.min(index, keys.length - 1)] ?? '');
      if (node === null) $getRoot().selectStart();
      else if (place === null && index > 0) node.selectEnd();
      else $selectOffset(node, place?.offset ?? 0);
      // In a long note that part may have no nodes yet.
      if (place?.view !== undefined) $blockByKey(keys[place.view.block] ?? '');
    },
    { discrete: true, tag: SKIP_SCROLL_INTO_VIEW_TAG },
  );
  const scroller = scrollerOf(editor);
  if (scroller === null) return;
  scroller.scrollTop = 0;
  if (place !== null)
    showView(editor, place.view ?? { block: place.block, top: scroller.clientHeight / 3 }, keys);
}

/** Shows what was in view, whole lines of it where the view is lower by now. */
export function showView(editor: LexicalEditor, view: View, keys: readonly NodeKey[]): void {
  const scroller = scrollerOf(editor);
  const element = editor.getElementByKey(keys[Math.min(view.block, keys.length - 1)] ?? '');
  if (scroller === null || element === null || element.offsetHeight === 0) return;
  const lowest = Math.max(0, scroller.clientHeight - element.offsetHeight);
  holdInView(scroller, element, Math.min(view.top, lowest));
}

/** Puts the caret so many letters behind the beginning of a block's words. */
export function $selectOffset(block: BlockNode, offset: number): void {
  let rest = offset;
  for (const text of block.getAllTextNodes()) {
    const size = text.getTextContentSize();
    if (rest <= size) {
      text.select(rest, rest);
      return;
    }
    rest -= size;
  }
  if ($isElementNode(block)) block.selectEnd();
}
