import type { LexicalNode } from 'lexical';
import type { Container, ContainerKind } from '../../shared/markdown/model.ts';
import {
  $isBlockNode,
  type BlockNode,
  type BlockShape,
  openedItem,
  PARAGRAPH_SHAPE,
} from './nodes/block-node.ts';
import { $blockAfter, $blockBefore } from './nodes/section-node.ts';

/** The kinds of all containers at a block, those it opens included. */
function pathOf(shape: BlockShape): readonly ContainerKind[] {
  return [...shape.inside, ...shape.opens.map(({ kind }) => kind)];
}

/** The level of a block's outermost own container: what its children lie deeper than. */
export function levelOf(block: BlockNode): number {
  return block.getShape().inside.length;
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
  const shape = block.getShape();
  const level = shape.inside.length;
  const heading = headingLevel(block);
  if (heading === null && shape.opens.length === 0) return run;
  for (let next = $blockAfter(block); next !== null; next = $blockAfter(next)) {
    if (heading !== null && shape.opens.length === 0 && level === 0) {
      const other = levelOf(next) === 0 ? headingLevel(next) : null;
      if (other !== null && other <= heading) break;
    } else if (levelOf(next) <= level) break;
    run.push(next);
  }
  return run;
}

/** The item before `block` at its own level, below the same parent; null for a first child. */
export function $siblingBefore(block: BlockNode): BlockNode | null {
  const level = levelOf(block);
  for (let other = $blockBefore(block); other !== null; other = $blockBefore(other)) {
    const shape = other.getShape();
    if (shape.inside.length < level) return null;
    if (shape.inside.length === level && (shape.opens.length > 0 || level === 0)) return other;
  }
  return null;
}

/** Puts a block and its children one step deeper, below the item before it. */
export function $indent(block: BlockNode): boolean {
  const sibling = $siblingBefore(block);
  const level = levelOf(block);
  if (sibling === null || sibling.getShape().opens[0]?.kind !== 'item') return false;
  const run = $runOf(block);
  for (const member of run) {
    const shape = member.getShape();
    member.setShape({ ...shape, inside: insertAt(shape.inside, level, 'item') });
  }
  $renumber(block);
  return true;
}

/**
 * Takes a block and its children one step out, in place.
 *
 * The order of lines never changes: siblings that follow become its children, so that a diff
 * shows this line only (DESIGN 4.1).
 */
export function $outdent(block: BlockNode): boolean {
  const level = levelOf(block);
  if (block.getShape().inside[level - 1] !== 'item') return false;
  const run = $runOf(block);
  for (const member of run) {
    const shape = member.getShape();
    member.setShape({ ...shape, inside: shape.inside.toSpliced(level - 1, 1) });
  }
  $renumber(block);
  return true;
}

function insertAt(
  inside: readonly ContainerKind[],
  index: number,
  kind: ContainerKind,
): readonly ContainerKind[] {
  return inside.toSpliced(index, 0, kind);
}

/** Gives a numbered item that came to a new list the number that follows there. */
function $renumber(block: BlockNode): void {
  const shape = block.getShape();
  const item = openedItem(shape);
  if (item === null || !/\d/.test(item.marker)) return;
  const sibling = $siblingBefore(block);
  const before = sibling === null ? null : openedItem(sibling.getShape());
  const marker = before === null ? item.marker.replace(/\d+/, '1') : nextMarker(before.marker);
  block.setShape({ ...shape, opens: [...shape.opens.slice(0, -1), { ...item, marker }] });
}

/** The marker of the item that follows one with `marker`: the same bullet, the next number. */
export function nextMarker(marker: string): string {
  return marker.replace(/\d+/, (digits) => String(Number(digits) + 1));
}

/** Moves a block with its run before the sibling that precedes it. */
export function $moveUp(block: BlockNode): boolean {
  const target = headingLevel(block) === null ? $siblingBefore(block) : $headingBefore(block);
  if (target === null || !movesTogether(block, target)) return false;
  for (const member of $runOf(block)) target.insertBefore(member);
  return true;
}

/** Moves a block with its run behind the sibling that follows it. */
export function $moveDown(block: BlockNode): boolean {
  const run = $runOf(block);
  const last = run.at(-1);
  const next = last === undefined ? null : $blockAfter(last);
  if (next === null || levelOf(next) !== levelOf(block) || !movesTogether(block, next))
    return false;
  let place = $runOf(next).at(-1);
  for (const member of run) {
    place?.insertAfter(member);
    place = member;
  }
  return true;
}

/** A talk changes place with talks, an item or paragraph never jumps over a heading. */
function movesTogether(block: BlockNode, other: BlockNode): boolean {
  return headingLevel(block) === headingLevel(other);
}

function $headingBefore(block: BlockNode): BlockNode | null {
  const level = headingLevel(block);
  for (let other = $blockBefore(block); other !== null; other = $blockBefore(other)) {
    const found = levelOf(other) === 0 ? headingLevel(other) : null;
    if (found !== null && level !== null && found <= level) return found === level ? other : null;
  }
  return null;
}

/**
 * Repairs a block whose containers its neighbours no longer hold; a node transform.
 *
 * After a deletion, a move or an undo a block may say that it lies inside an item that is gone.
 * It keeps the containers it still shares with the block before it.
 */
export function $repairBlock(block: BlockNode): void {
  const shape = block.getShape();
  if (shape.inside.length === 0) return;
  const before = $blockBefore(block);
  const path = before === null ? [] : pathOf(before.getShape());
  let held = 0;
  while (held < shape.inside.length && shape.inside[held] === path[held]) held++;
  if (held === shape.inside.length) return;
  block.setShape({ ...shape, inside: shape.inside.slice(0, held) });
  // What follows may have counted on the containers that went.
  $blockAfter(block)?.markDirty();
}

/** Makes a block an item of its own level, a paragraph, or a heading. */
export function $setLeaf(block: BlockNode, shape: Partial<BlockShape>): void {
  block.setShape({ ...block.getShape(), ...shape });
}

/** Turns a block into a plain paragraph that stands where its outermost container stood. */
export function $unwrap(block: BlockNode): void {
  const { inside } = block.getShape();
  block.setShape({ ...PARAGRAPH_SHAPE, inside });
  for (const member of $runOf(block).slice(1)) member.markDirty();
  $blockAfter(block)?.markDirty();
}

/** The shape of a new item beside one, or of a first one where there is none to copy. */
export function itemShape(inside: readonly ContainerKind[], like: Container | null): BlockShape {
  const marker = like?.kind === 'item' ? nextMarker(like.marker) : '-';
  const task = like?.kind === 'item' && like.task !== null ? 'open' : null;
  return { inside, opens: [{ kind: 'item', marker, task }], leaf: { kind: 'text' } };
}

/** The block that holds a node. */
export function $blockOf(node: LexicalNode | null): BlockNode | null {
  for (let parent = node; parent !== null; parent = parent.getParent())
    if ($isBlockNode(parent)) return parent;
  return null;
}
