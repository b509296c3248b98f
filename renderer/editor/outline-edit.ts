import type { Block, BlockBody } from '../../shared/markdown/model.ts';
import { moveTo, sectionLevel } from '../../shared/outline/index.ts';
import type { BlockNode, BlockShape, Leaf } from './nodes/block-node.ts';
import { $blockAfter, $blockBefore } from './nodes/section-node.ts';
import { $runOf } from './outline.ts';

/** An operation of shared/outline on a range of blocks; the same array back where it does not apply. */
export type OutlineOperation = (
  blocks: readonly Block[],
  from: number,
  to: number,
) => readonly Block[];

/**
 * Runs an outline operation on the blocks around a range, and gives the nodes their new shapes.
 *
 * Only a window of the note is looked at: from the block before the range that lies in nothing, to
 * the end of the one after it. That is all that indenting and moving can depend on, so the cost
 * does not grow with the note. False where the operation does not apply.
 */
export function $changeShapes(
  first: BlockNode,
  last: BlockNode,
  operation: OutlineOperation,
): boolean {
  const { nodes, blocks, from, to } = $windowAround(first, last);
  const result = operation(blocks, from, to);
  if (result === blocks) return false;
  for (const [index, node] of nodes.entries()) {
    const before = blocks[index];
    const after = result[index];
    if (before !== undefined && after !== undefined && after !== before)
      node.setShape(shapeOf(after, node.getShape()));
  }
  return true;
}

/** Runs an operation that changes the order of blocks; `towards` says which way the range goes. */
export function $changeOrder(
  first: BlockNode,
  last: BlockNode,
  operation: OutlineOperation,
  towards: 'up' | 'down',
): boolean {
  return $reorder($windowAround(first, last), operation, towards);
}

/**
 * Moves a block with what belongs to it in front of another one, to a level; null moves it to the
 * end of the note. What lies between the two places is looked at, and not touched.
 */
export function $moveTo(block: BlockNode, target: BlockNode | null, level: number): boolean {
  const isUp = target?.isBefore(block) === true;
  const last = $runOf(block).at(-1) ?? block;
  const stays = target?.is(block) === true;
  const [start, end] = isUp && target !== null ? [target, last] : [block, stays ? last : target];
  const before = $nodesBefore(start, null);
  const nodes = [...before, ...$nodesBetween(start, end)];
  const from = nodes.findIndex((node) => node.is(block));
  const at = target === null ? nodes.length : nodes.findIndex((node) => node.is(target));
  return $reorder(
    { nodes, blocks: nodes.map(blockShapeOf), from, to: from + 1 },
    (blocks) => moveTo(blocks, from, from + 1, at, level),
    isUp ? 'up' : 'down',
  );
}

function $reorder(
  { nodes, blocks, from, to }: Window,
  operation: OutlineOperation,
  towards: 'up' | 'down',
): boolean {
  const result = operation(blocks, from, to);
  if (result === blocks) return false;
  // A body is the same object wherever its block goes.
  const nodeOf = new Map(blocks.map((block, index) => [block.body, nodes[index]]));
  const unchanged = new Set(blocks);
  const ordered: BlockNode[] = [];
  for (const block of result) {
    const node = nodeOf.get(block.body);
    if (node === undefined) continue;
    ordered.push(node);
    if (!unchanged.has(block)) node.setShape(shapeOf(block, node.getShape()));
  }
  if (towards === 'up') $orderForwards(ordered, nodes[0]);
  else $orderBackwards(ordered, nodes.at(-1));
  return true;
}

/** Puts each node behind the one before it; those that already stand there are not touched. */
function $orderForwards(ordered: readonly BlockNode[], first: BlockNode | undefined): void {
  for (const [index, node] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before !== undefined) {
      if ($blockAfter(before)?.is(node) !== true) before.insertAfter(node);
    } else if (first?.is(node) === false) first.insertBefore(node);
  }
}

function $orderBackwards(ordered: readonly BlockNode[], last: BlockNode | undefined): void {
  for (let index = ordered.length - 1; index >= 0; index--) {
    const node = ordered[index];
    const after = ordered[index + 1];
    if (node === undefined) continue;
    if (after !== undefined) {
      if ($blockBefore(after)?.is(node) !== true) after.insertBefore(node);
    } else if (last?.is(node) === false) last.insertAfter(node);
  }
}

interface Window {
  readonly nodes: readonly BlockNode[];
  readonly blocks: readonly Block[];
  readonly from: number;
  readonly to: number;
}

function $windowAround(first: BlockNode, last: BlockNode): Window {
  const level = sectionLevel(blockShapeOf(first));
  const before = $nodesBefore(first, level);
  const range = $nodesBetween(first, last);
  const after = $nodesAfter(last, level);
  const nodes = [...before, ...range, ...after];
  const to = before.length + range.length;
  return { nodes, blocks: nodes.map(blockShapeOf), from: before.length, to };
}

function $nodesBefore(first: BlockNode, level: number | null): BlockNode[] {
  const nodes: BlockNode[] = [];
  for (let node = $blockBefore(first); node !== null; node = $blockBefore(node)) {
    nodes.push(node);
    if (isBorder(blockShapeOf(node), level)) break;
  }
  return nodes.reverse();
}

/** The blocks from one to another, or to the end of the note. */
function $nodesBetween(first: BlockNode, last: BlockNode | null): BlockNode[] {
  const nodes = [first];
  for (let node = first; !node.is(last); ) {
    const next = $blockAfter(node);
    if (next === null) break;
    nodes.push(next);
    node = next;
  }
  return nodes;
}

/** The rest of the range's last sibling, and one whole sibling behind it. */
function $nodesAfter(last: BlockNode, level: number | null): BlockNode[] {
  const nodes: BlockNode[] = [];
  let borders = 0;
  for (let node = $blockAfter(last); node !== null; node = $blockAfter(node)) {
    if (isBorder(blockShapeOf(node), level)) borders++;
    if (borders > 1) break;
    nodes.push(node);
  }
  return nodes;
}

/** Where a window may begin: at what lies in nothing; for a talk, at a heading of its level or above. */
function isBorder(block: Block, level: number | null): boolean {
  if (block.inside.length > 0) return false;
  return level === null || (sectionLevel(block) ?? 7) <= level;
}

/** A node as the block that outline operations look at: its place and kind, without its words. */
function blockShapeOf(node: BlockNode): Block {
  const { inside, opens, leaf } = node.getShape();
  return { inside, opens, body: bodyOf(leaf), source: null };
}

function bodyOf(leaf: Leaf): BlockBody {
  switch (leaf.kind) {
    case 'text':
      return { kind: 'paragraph', content: [] };
    case 'heading':
      return { kind: 'heading', level: leaf.level, content: [] };
    case 'code':
      return { kind: 'code', info: leaf.info, text: '' };
    case 'rule':
      return { kind: 'rule' };
    case 'table':
      return { kind: 'table', table: { align: leaf.align, rows: [] } };
    case 'opaque':
      return { ...leaf.body };
  }
}

function shapeOf({ inside, opens, body }: Block, before: BlockShape): BlockShape {
  return { inside, opens, leaf: leafOf(body, before.leaf) };
}

function leafOf(body: BlockBody, before: Leaf): Leaf {
  if (body.kind === 'paragraph') return { kind: 'text' };
  if (body.kind === 'heading') return { kind: 'heading', level: body.level };
  return before;
}
