import type { Container, ContainerKind } from '../../shared/markdown/model.ts';
import { type BlockNode, openedItem } from './nodes/block-node.ts';
import { $runOf, levelOf } from './outline.ts';

/** Where something new stands below a block. */
export interface PlaceBelow {
  /** It is inserted behind this block. */
  readonly after: BlockNode;
  readonly inside: readonly ContainerKind[];
  /** The item to do as it does, where it is to be an item; null for a paragraph. */
  readonly like: Extract<Container, { kind: 'item' }> | null;
}

/** The last block that a fold hides below one; null where nothing is hidden. */
export type FoldedEnd = (block: BlockNode) => BlockNode | null;

/**
 * The place below a block: its first child where it has items in it, else its next sibling.
 *
 * Further paragraphs and code of an item belong to its words, so what is new stands behind them,
 * and behind what a fold hides: nothing new is ever out of sight.
 */
export function $placeBelow(block: BlockNode, $foldedEnd: FoldedEnd): PlaceBelow {
  const shape = block.getShape();
  const item = openedItem(shape);
  const opened = shape.opens.map(({ kind }) => kind);
  if (item === null) return { after: block, inside: [...shape.inside, ...opened], like: null };
  const outer = [...shape.inside, ...opened.slice(0, -1)];
  const folded = $foldedEnd(block);
  if (folded !== null) return { after: folded, inside: outer, like: item };
  // A block may begin the quote around its item, too: what else is in that is beside the item.
  const run = $runOf(block).filter((member) => member.is(block) || levelOf(member) > outer.length);
  const first = run.findIndex((member, index) => index > 0 && $isItem(member));
  const child = first === -1 ? undefined : run[first];
  if (child === undefined) return { after: run.at(-1) ?? block, inside: outer, like: item };
  return {
    after: run[first - 1] ?? block,
    inside: [...outer, 'item'],
    like: openedItem(child.getShape()),
  };
}

function $isItem(block: BlockNode): boolean {
  return openedItem(block.getShape()) !== null;
}
