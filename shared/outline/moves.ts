import type { Block } from '../markdown/model.ts';
import { adoptMarker } from './markers.ts';
import {
  normalise,
  pathOf,
  runEnd,
  sectionLevel,
  siblingBefore,
  splice,
  subtreeEnd,
} from './structure.ts';

/**
 * Moves the blocks of a range, with their children, before the sibling above them.
 *
 * A section changes places with a section of its level, never with other blocks, and other blocks
 * never jump over a heading. The same array comes back where that is not possible.
 */
export function moveUp(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const end = runEnd(blocks, from, to);
  const target = partnerBefore(blocks, from);
  if (target === -1 || end <= from || isFrontMatter(blocks[target])) return blocks;
  return splice(blocks, target, end, [...blocks.slice(from, end), ...blocks.slice(target, from)]);
}

/** Moves the blocks of a range, with their children, behind the sibling below them. */
export function moveDown(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const end = runEnd(blocks, from, to);
  const level = blocks[from]?.inside.length;
  if (end <= from || blocks[end]?.inside.length !== level) return blocks;
  if (isFrontMatter(blocks[from])) return blocks;
  if (sectionLevel(blocks[end]) !== sectionLevel(blocks[from])) return blocks;
  const behind = subtreeEnd(blocks, end);
  return splice(blocks, from, behind, [...blocks.slice(end, behind), ...blocks.slice(from, end)]);
}

function partnerBefore(blocks: readonly Block[], index: number): number {
  const section = sectionLevel(blocks[index]);
  if (section === null) {
    const sibling = siblingBefore(blocks, index);
    return sectionLevel(blocks[sibling]) === null ? sibling : -1;
  }
  for (let at = index - 1; at >= 0; at--) {
    const level = sectionLevel(blocks[at]);
    if (level !== null && level <= section) return level === section ? at : -1;
  }
  return -1;
}

/**
 * Moves the blocks of a range, with their children, in front of the block at `at`, to a level.
 *
 * They lie inside as many of the containers that are open there as the level says. A place within
 * the range itself, and one where nothing would change, give the same array back.
 */
export function moveTo(
  blocks: readonly Block[],
  from: number,
  to: number,
  at: number,
  level: number,
): readonly Block[] {
  const first = blocks[from];
  const end = runEnd(blocks, from, to);
  if (first === undefined || (at > from && at < end)) return blocks;
  const rest = [...blocks.slice(0, from), ...blocks.slice(end)];
  const place = at >= end ? at - (end - from) : at;
  if (isFrontMatter(first) || isFrontMatter(rest[place])) return blocks;
  const before = rest[place - 1];
  const held = before === undefined ? [] : pathOf(before).slice(0, level);
  const own = first.inside.length;
  if (place === from && held.length === own) return blocks;
  const moved = blocks
    .slice(from, end)
    .map((block) => ({ ...block, inside: [...held, ...block.inside.slice(own)] }));
  const joined = splice(rest, place, place, moved).slice();
  for (let index = place; index < place + moved.length; index++) {
    if (joined[index]?.inside.length !== held.length) continue;
    const adopted = adoptMarker(joined, index);
    if (adopted !== null) joined[index] = adopted;
  }
  return joined;
}

/** Puts a copy of a block with its children behind it. */
export function duplicate(blocks: readonly Block[], index: number): readonly Block[] {
  if (isFrontMatter(blocks[index])) return blocks;
  const end = subtreeEnd(blocks, index);
  return splice(blocks, end, end, blocks.slice(index, end));
}

/** Front matter is what it is only at the very beginning of a note: it stays there, and alone. */
function isFrontMatter(block: Block | undefined): boolean {
  return block?.body.kind === 'frontMatter';
}

/** Takes blocks away; what lay inside them moves out to what still holds it. */
export function remove(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const owners: number[] = [];
  const kept: Block[] = [];
  for (const [index, block] of blocks.entries()) {
    const { inside } = block;
    owners.length = Math.min(owners.length, inside.length);
    const stays = inside.filter((_, level) => !isWithin(owners[level], from, to));
    for (const _ of block.opens) owners.push(index);
    if (isWithin(index, from, to)) continue;
    kept.push(stays.length === inside.length ? block : { ...block, inside: stays });
  }
  return normalise(kept);
}

function isWithin(index: number | undefined, from: number, to: number): boolean {
  return index !== undefined && index >= from && index < to;
}
