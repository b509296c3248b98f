import { $getSelection, $isRangeSelection, type NodeKey } from 'lexical';
import type { MirroredNote } from './mirrored-note.ts';
import type { BlockNode } from './nodes/block-node.ts';
import { $blockByKey } from './nodes/section-node.ts';
import { $blockOf, $focusNode } from './outline.ts';
import { $offsetOfFocus, $selectOffset } from './place.ts';

/**
 * Takes the caret along where the block it is in goes and another one comes for it.
 *
 * Removed with its block, the caret would go to the block before: where two lines in a row changed,
 * to the second of them, and what is typed next with it.
 *
 * @param keys - The blocks that are shown now, beside those that go.
 * @param kept - For each of them the place of the shown one that stays as it, or null.
 */
export function $caretFollows(
  shown: MirroredNote,
  keys: readonly NodeKey[],
  kept: readonly (number | null)[],
): void {
  const selection = $getSelection();
  const block = $blockOf($focusNode());
  const index = block === null ? -1 : shown.indexOf(block.getKey());
  if (block === null || index < 0 || kept.includes(index)) return;
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return;
  const was = $wordsOf(block);
  const offset = $offsetOfFocus(block, selection);
  let best: { readonly node: BlockNode; readonly words: string; readonly shared: number } | null =
    null;
  for (const key of keysInPlaceOf(index, keys, kept)) {
    const node = $blockByKey(key);
    if (node === null) continue;
    const words = $wordsOf(node);
    const shared = sharedStart(was, words) + sharedStart(reversed(was), reversed(words));
    if (best === null || shared > best.shared) best = { node, words, shared };
  }
  if (best !== null) $selectOffset(best.node, offsetIn(best.words, was, offset));
}

/** The new blocks between the nearest ones around a place that stay. */
function keysInPlaceOf(
  index: number,
  keys: readonly NodeKey[],
  kept: readonly (number | null)[],
): readonly NodeKey[] {
  const before = kept.findLastIndex((from) => from !== null && from < index);
  const after = kept.findIndex((from) => from !== null && from > index);
  return keys.slice(before + 1, after < 0 ? keys.length : after);
}

/** Behind the same words, else before the same ones, else at the end. */
function offsetIn(words: string, was: string, offset: number): number {
  if (words.startsWith(was.slice(0, offset))) return offset;
  const behind = was.slice(offset);
  return words.endsWith(behind) ? words.length - behind.length : words.length;
}

function $wordsOf(block: BlockNode): string {
  return block
    .getAllTextNodes()
    .map((text) => text.getTextContent())
    .join('');
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
