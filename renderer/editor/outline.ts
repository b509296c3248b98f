import {
  $createTextNode,
  $getSelection,
  $isLineBreakNode,
  $isRangeSelection,
  type LexicalNode,
} from 'lexical';
import { fingerprint } from '../../shared/markdown/index.ts';
import type { Container, ContainerKind } from '../../shared/markdown/model.ts';
import { itemAfter, repaired } from '../../shared/outline/index.ts';
import {
  $isBlockNode,
  type BlockNode,
  type BlockShape,
  PARAGRAPH_SHAPE,
} from './nodes/block-node.ts';
import { $blockOfNode } from './nodes/blocks.ts';
import { $isHardBreak } from './nodes/content.ts';
import { $blockAfter, $blockBefore, $isSectionNode } from './nodes/section-node.ts';

/** The kinds of all containers at a block, those it opens included. */
export function pathOf(shape: Pick<BlockShape, 'inside' | 'opens'>): readonly ContainerKind[] {
  return [...shape.inside, ...shape.opens.map(({ kind }) => kind)];
}

/** The level of a block's outermost own container: what its children lie deeper than. */
export function levelOf(block: BlockNode): number {
  return block.getShape().inside.length;
}

/** Where the selection ends: the caret's node, or what is selected as a whole, as an image is. */
export function $focusNode(): LexicalNode | null {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) return selection.focus.getNode();
  return selection?.getNodes()[0] ?? null;
}

/** The heading level of a block, or null. */
export function headingLevel(block: BlockNode): number | null {
  const { leaf } = block.getShape();
  return leaf.kind === 'heading' ? leaf.level : null;
}

/**
 * A block with everything that follows it when it moves: an item's deeper blocks, a heading's
 * whole part up to the next heading of its level or above.
 */
export function $runOf(block: BlockNode): BlockNode[] {
  const run = [block];
  for (let next = $blockAfter(block); next !== null; next = $blockAfter(next)) {
    if (!$isPartOf(next, block)) break;
    run.push(next);
  }
  return run;
}

/** Front matter is what it is only at the beginning of a note: nothing comes above it, no copy is one. */
export function isFrontMatter(block: BlockNode): boolean {
  const { leaf } = block.getShape();
  return leaf.kind === 'opaque' && leaf.body.kind === 'frontMatter';
}

/** Where a block stands, and its rank where it is a heading: what decides about its parts. */
export interface Standing {
  readonly inside: readonly ContainerKind[];
  readonly opens: readonly Container[];
  readonly heading: number | null;
}

export function standingOf(block: BlockNode): Standing {
  const { inside, opens, leaf } = block.getShape();
  return { inside, opens, heading: leaf.kind === 'heading' ? leaf.level : null };
}

/** Whether a block, given that all blocks between the two are, is a part of `root`. */
export function isPart(block: Standing, { inside, opens, heading }: Standing): boolean {
  if (heading === null || opens.length > 0 || inside.length > 0)
    return opens.length > 0 && block.inside.length > inside.length;
  const other = block.inside.length === 0 ? block.heading : null;
  return other === null || other > heading;
}

/** Whether a block, given that all blocks between the two are, is a part of `root`. */
function $isPartOf(block: BlockNode, root: BlockNode): boolean {
  return isPart(standingOf(block), standingOf(root));
}

/**
 * Repairs a block whose containers its neighbours no longer hold; a node transform.
 *
 * After a deletion, a move or an undo a block may say that it lies inside an item that is gone.
 * It keeps the containers it still shares with the block before it, and begins its quotes anew.
 */
export function $repairBlock(block: BlockNode): void {
  const shape = block.getShape();
  if (shape.inside.length === 0) return;
  const path = $pathBefore(block);
  let held = 0;
  while (held < shape.inside.length && shape.inside[held] === path[held]) held++;
  if (held === shape.inside.length) return;
  block.setShape(repaired(shape, held));
  // What follows may have counted on the containers that went.
  $blockAfter(block)?.markDirty();
}

/**
 * The containers at the end of the block before one.
 *
 * A section that waits is looked into and not filled: its blocks would be repaired in turn, fill
 * the section before theirs, and so on to the beginning of a long note.
 */
function $pathBefore(block: BlockNode): readonly ContainerKind[] {
  const section = block.getPreviousSibling() ?? block.getParent()?.getPreviousSibling();
  const waiting = $isSectionNode(section) ? section.getWaiting()?.blocks.at(-1) : undefined;
  if (waiting !== undefined) return pathOf(waiting);
  const before = $blockBefore(block);
  return before === null ? [] : pathOf(before.getShape());
}

/**
 * Joins the lines of what has become a heading: it is one line in Markdown; a node transform.
 *
 * A line end that Markdown reads as a blank stays: it stands in an underlined heading of the file. So does
 * a hard one in a heading that is as it was read, or to look at another program's change would be an edit.
 */
export function $keepHeadingOnOneLine(block: BlockNode): void {
  if (headingLevel(block) === null) return;
  const breaks = block.getChildren().filter((node) => $isLineBreakNode(node) && $isHardBreak(node));
  if (breaks.length === 0 || $isAsRead(block)) return;
  for (const node of breaks) node.replace($createTextNode(' '));
}

function $isAsRead(block: BlockNode): boolean {
  return block.getSource()?.fingerprint === fingerprint($blockOfNode(block));
}

/** Turns a block into a plain paragraph that stands where its outermost container stood. */
export function $unwrap(block: BlockNode): void {
  const { inside } = block.getShape();
  block.setShape({ ...PARAGRAPH_SHAPE, inside });
  for (const member of $runOf(block).slice(1)) member.markDirty();
  $blockAfter(block)?.markDirty();
}

/** Takes a block out of the innermost container that it begins; what follows is repaired. */
export function $leaveInnermost(block: BlockNode): void {
  const { inside, opens } = block.getShape();
  block.setShape({ ...PARAGRAPH_SHAPE, inside, opens: opens.slice(0, -1) });
  for (const member of $runOf(block).slice(1)) member.markDirty();
  $blockAfter(block)?.markDirty();
}

/** True where a block begins a quote, alone or with an item in it. */
export function beginsQuote({ opens }: Pick<BlockShape, 'opens'>): boolean {
  return opens.some(({ kind }) => kind === 'quote');
}

const FIRST_ITEM = { kind: 'item', marker: '-', task: null } as const;

/** The shape of a new item beside one, or of a first one where there is none to copy. */
export function itemShape(
  inside: readonly ContainerKind[],
  like: Container | null,
  beside: Parameters<typeof itemAfter>[1] = [],
): BlockShape {
  const item = like?.kind === 'item' ? itemAfter(like, beside) : FIRST_ITEM;
  return { inside, opens: [item], leaf: { kind: 'text' } };
}

/** The block that holds a node. */
export function $blockOf(node: LexicalNode | null): BlockNode | null {
  for (let parent = node; parent !== null; parent = parent.getParent())
    if ($isBlockNode(parent)) return parent;
  return null;
}
