import type { NodeKey } from 'lexical';
import type { BlockNode } from '../nodes/block-node.ts';
import { $isImageNode, type ImageLink, type ImageNode } from '../nodes/image-node.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import { $blockOf, headingLevel, levelOf } from '../outline.ts';

/** The images of a talk, in order, and which of them was asked for. */
export interface Slides {
  readonly slides: readonly { readonly key: NodeKey; readonly link: ImageLink }[];
  readonly index: number;
}

/** The images of the talk that an image belongs to, or of what stands before the first talk. */
export function $slidesAround(image: ImageNode, talkLevel: number): Slides {
  const block = $blockOf(image);
  const found = block === null ? [image] : $talkOf(block, talkLevel).flatMap($imagesIn);
  return {
    slides: found.map((slide) => ({ key: slide.getKey(), link: slide.getLink() })),
    index: Math.max(
      0,
      found.findIndex((slide) => slide.is(image)),
    ),
  };
}

function $talkOf(block: BlockNode, talkLevel: number): BlockNode[] {
  const blocks = [block];
  for (let at: BlockNode | null = block; at !== null && !beginsTalk(at, talkLevel); ) {
    at = $blockBefore(at);
    if (at !== null) blocks.unshift(at);
  }
  for (let at = $blockAfter(block); at !== null && !beginsTalk(at, talkLevel); at = $blockAfter(at))
    blocks.push(at);
  return blocks;
}

function beginsTalk(block: BlockNode, talkLevel: number): boolean {
  const level = levelOf(block) === 0 ? headingLevel(block) : null;
  return level !== null && level <= talkLevel;
}

function $imagesIn(block: BlockNode): ImageNode[] {
  // Nearly every block has only text in it: its children are looked at, no further.
  return block
    .getChildren()
    .flatMap((child) => ('getChildren' in child ? (child as BlockNode).getChildren() : [child]))
    .filter($isImageNode);
}
