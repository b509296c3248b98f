import { $isLinkNode } from '@lexical/link';
import type { BlockNode } from '../nodes/block-node.ts';
import { $piecesOf } from './block-text.ts';
import type { Match } from './search.ts';

/**
 * Puts replacements into a block whose words are `expected`; false where they are others by now.
 *
 * A replacement takes the marks and the link of where its match begins; what goes on behind the
 * match keeps its own. From the end to the start, so that the offsets of the rest hold.
 */
export function $replaceInBlock(
  block: BlockNode,
  expected: string,
  matches: readonly Match[],
): boolean {
  if ($piecesOf(block).text !== expected) return false;
  for (const match of matches.toReversed()) $replaceOne(block, match);
  return true;
}

function $replaceOne(block: BlockNode, { from, to, replacement }: Match): void {
  const touched = $piecesOf(block).pieces.filter((piece) => piece.from < to && piece.to > from);
  for (const [index, { node, ...place }] of touched.entries()) {
    const start = Math.max(0, from - place.from);
    const end = Math.min(place.to, to) - place.from;
    const put = index === 0 ? replacement : '';
    const words = node.getTextContent();
    const left = words.slice(0, start) + put + words.slice(end);
    if (left !== '') node.setTextContent(left);
    else {
      const parent = node.getParent();
      node.remove();
      if ($isLinkNode(parent) && parent.isEmpty()) parent.remove();
    }
  }
}
