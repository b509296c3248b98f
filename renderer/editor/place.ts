import {
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  type LexicalEditor,
  type NodeKey,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import type { Place } from '../../shared/ipc/contract.ts';
import type { MirroredNote } from './mirrored-note.ts';
import type { BlockNode } from './nodes/block-node.ts';
import { $blockByKey } from './nodes/section-node.ts';
import { $blockOf, $focusNode } from './outline.ts';
import { scrollerOf } from './view.ts';

/** Where the caret and the scroll position are. Null before the first click. */
export function placeOf(editor: LexicalEditor, note: MirroredNote): Place | null {
  return editor.read(() => {
    const selection = $getSelection();
    const node = $focusNode();
    const block = $blockOf(node);
    const index = block === null ? -1 : note.indexOf(block.getKey());
    if (node === null || block === null || index < 0) return null;
    const offset =
      $isRangeSelection(selection) && $isTextNode(node)
        ? $offsetInBlock(block, node.getKey()) + selection.focus.offset
        : 0;
    return { block: index, offset, scrollTop: scrollerOf(editor)?.scrollTop ?? 0 };
  });
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

/** Puts the caret and the scroll position back, as far as the note still has that place. */
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
    },
    { discrete: true, tag: SKIP_SCROLL_INTO_VIEW_TAG },
  );
  const scroller = scrollerOf(editor);
  if (scroller !== null) scroller.scrollTop = place?.scrollTop ?? 0;
}

function $selectOffset(block: BlockNode, offset: number): void {
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
