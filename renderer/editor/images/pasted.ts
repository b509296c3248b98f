import { $getEditor, type LexicalEditor, type NodeKey } from 'lexical';
import type { BlockNode } from '../nodes/block-node.ts';
import { $isImageNode } from '../nodes/image-node.ts';
import { $blockAfter } from '../nodes/section-node.ts';

/** What was last pasted in each editor: below which block, and the last image of it. */
const pasted = new WeakMap<LexicalEditor, { readonly below: NodeKey; readonly last: NodeKey }>();

/** Images were pasted below the caret's block, the last of them in the block `last`. */
export function rememberPasted(editor: LexicalEditor, below: NodeKey, last: NodeKey): void {
  pasted.set(editor, { below, last });
}

/**
 * The last image that was pasted below a block, as long as nothing but images stands between.
 *
 * The caret stayed with the words, but what comes next comes later: another slide and the next line
 * go behind it, or a talk's slides would stand in reverse, below all that was said after them.
 */
export function $lastPastedBelow(block: BlockNode): BlockNode | null {
  const known = pasted.get($getEditor());
  if (known?.below !== block.getKey()) return null;
  for (let at = $blockAfter(block); at !== null && $isSlide(at); at = $blockAfter(at))
    if (at.getKey() === known.last) return at;
  return null;
}

function $isSlide(block: BlockNode): boolean {
  return block.getChildrenSize() === 1 && $isImageNode(block.getFirstChild());
}
