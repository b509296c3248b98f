import {
  $isLineBreakNode,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
  type PointType,
  type RangeSelection,
} from 'lexical';
import { sliceContent } from '../../../shared/clipboard/slice.ts';
import type { Block, Inline } from '../../../shared/markdown/model.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { $blockOfNode } from '../nodes/blocks.ts';
import { definitionLabel } from '../nodes/definition.ts';
import { $isImageNode } from '../nodes/image-node.ts';
import { $blockAfter } from '../nodes/section-node.ts';
import { $blockOf } from '../outline.ts';

/** What a selection holds. */
export type Selected =
  /** Part of one line of words. */
  | { readonly kind: 'words'; readonly content: readonly Inline[] }
  /** Part of code or of source: letters that mean nothing. */
  | { readonly kind: 'letters'; readonly text: string }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] };

/** The first and the last block of a selection, in the order of the note. */
export function $selectedEnds(selection: RangeSelection): [BlockNode | null, BlockNode | null] {
  const [start, end] = $pointsOf(selection);
  return [$blockOf(start.getNode()), $blockOf(end.getNode())];
}

function $pointsOf(selection: RangeSelection): [PointType, PointType] {
  return selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus];
}

/** Reads what is selected, letter by letter at its ends; null where that is nothing. */
export function $readSelected(selection: RangeSelection): Selected | null {
  const [start, end] = $pointsOf(selection);
  const first = $blockOf(start.getNode());
  const last = $blockOf(end.getNode());
  if (first === null || last === null) return null;
  const from = $placeIn(first, start);
  const to = $placeIn(last, end);
  if (first.is(last)) return $partOf(first, from, to, selection);
  const blocks = $blocksBetween(first, last).map((node) =>
    trimmed(
      $blockOfNode(node),
      node.is(first) ? from : 0,
      node.is(last) ? to : Number.POSITIVE_INFINITY,
    ),
  );
  // A selection that ends before the first letter of a line, or begins behind the last one of
  // another, does not hold these lines: so a browser selects when a line is clicked three times.
  const inner = blocks.slice(
    from > 0 && isEmpty(blocks[0]) ? 1 : 0,
    to === 0 && isEmpty(blocks.at(-1)) ? -1 : undefined,
  );
  const [only] = inner;
  if (inner.length === 1 && only?.body.kind === 'paragraph')
    return { kind: 'words', content: only.body.content };
  return inner.length === 0 ? null : { kind: 'blocks', blocks: inner };
}

function $blocksBetween(first: BlockNode, last: BlockNode): BlockNode[] {
  const nodes = [first];
  for (let node = $blockAfter(first); node !== null; node = $blockAfter(node)) {
    nodes.push(node);
    if (node.is(last)) break;
  }
  return nodes;
}

function $partOf(
  node: BlockNode,
  from: number,
  to: number,
  selection: RangeSelection,
): Selected | null {
  if (from === to) return null;
  const { body } = trimmed($blockOfNode(node), from, to);
  if ('content' in body) return { kind: 'words', content: body.content };
  const label = definitionLabel(body);
  if (label !== null) return { kind: 'letters', text: label };
  if ('text' in body) return { kind: 'letters', text: body.text };
  // Part of a table: what is selected of it, as letters.
  return { kind: 'letters', text: selection.getTextContent() };
}

/** A block with only a part of its letters. Blocks without letters of their own come whole. */
function trimmed(block: Block, from: number, to: number): Block {
  const { body } = block;
  if ('content' in body)
    return {
      ...block,
      source: null,
      body: { ...body, content: sliceContent(body.content, from, to) },
    };
  const label = definitionLabel(body);
  if (label !== null) {
    // A part of a definition's words defines nothing.
    if (from === 0 && to === label.length) return { ...block, source: null };
    const part = { type: 'text', text: label.slice(from, to), marks: [] } as const;
    return { ...block, source: null, body: { kind: 'paragraph', content: [part] } };
  }
  if ('text' in body)
    return { ...block, source: null, body: { ...body, text: body.text.slice(from, to) } };
  return { ...block, source: null };
}

function isEmpty(block: Block | undefined): boolean {
  if (block === undefined) return false;
  const { body } = block;
  if ('content' in body) return body.content.length === 0;
  return 'text' in body && body.text === '';
}

/** Where a point is in its block, counted in letters, images and breaks. */
function $placeIn(block: BlockNode, point: PointType): number {
  const node = point.getNode();
  let place = point.type === 'text' ? point.offset : sizeOfFirst(node as ElementNode, point.offset);
  for (let at: LexicalNode = node; !at.is(block); ) {
    for (
      let before = at.getPreviousSibling();
      before !== null;
      before = before.getPreviousSibling()
    )
      place += sizeOfNode(before);
    const parent: ElementNode | null = at.getParent();
    if (parent === null) break;
    at = parent;
  }
  return place;
}

function sizeOfFirst(element: ElementNode, count: number): number {
  return element
    .getChildren()
    .slice(0, count)
    .reduce((sum, child) => sum + sizeOfNode(child), 0);
}

function sizeOfNode(node: LexicalNode): number {
  if ($isTextNode(node)) return node.getTextContentSize();
  if ($isLineBreakNode(node) || $isImageNode(node)) return 1;
  return 'getChildren' in node ? sizeOfFirst(node as ElementNode, Number.POSITIVE_INFINITY) : 0;
}
