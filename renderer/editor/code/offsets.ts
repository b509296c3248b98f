import { $isTextNode, type LexicalNode, type PointType } from 'lexical';
import type { BlockNode } from '../nodes/block-node.ts';

/** The length of a node in code: a line end is one sign. */
function lengthOf(node: LexicalNode): number {
  return $isTextNode(node) ? node.getTextContentSize() : 1;
}

/** Where a point stands in the text of a block of code. */
export function $plainOffset(block: BlockNode, point: PointType): number {
  let offset = 0;
  for (const [index, child] of block.getChildren().entries()) {
    if (point.type === 'element' && index === point.offset) break;
    if (child.getKey() === point.key) return offset + point.offset;
    offset += lengthOf(child);
  }
  return offset;
}

/** Selects from one offset of a block's text to another. */
export function $selectPlain(block: BlockNode, from: number, to: number): void {
  const selection = block.selectStart();
  const [start, end] = [$pointAt(block, from), $pointAt(block, to)];
  selection.anchor.set(start.key, start.offset, start.type);
  selection.focus.set(end.key, end.offset, end.type);
}

function $pointAt(block: BlockNode, at: number): Pick<PointType, 'key' | 'offset' | 'type'> {
  let rest = at;
  for (const [index, child] of block.getChildren().entries()) {
    const length = lengthOf(child);
    if ($isTextNode(child) && rest <= length)
      return { key: child.getKey(), offset: rest, type: 'text' };
    if (rest === 0) return { key: block.getKey(), offset: index, type: 'element' };
    rest -= length;
  }
  return { key: block.getKey(), offset: block.getChildrenSize(), type: 'element' };
}
