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
  return exchange(blocks, target, from, end);
}

/** Moves the blocks of a range, with their children, behind the sibling below them. */
export function moveDown(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const inQuote = lineOfQuote(blocks, from);
  if (inQuote !== null && to <= inQuote)
    return exchange(blocks, from, inQuote, subtreeEnd(blocks, inQuote));
  const end = runEnd(blocks, from, to);
  const level = blocks[from]?.inside.length;
  if (end <= from || blocks[end]?.inside.length !== level) return blocks;
  if (isFrontMatter(blocks[from])) return blocks;
  if (sectionLevel(blocks[end]) !== sectionLevel(blocks[from])) return blocks;
  const behind = subtreeEnd(blocks, end);
  return exchange(blocks, from, end, behind);
}

/**
 * Puts the blocks from `middle` to `end` in front of those from `from` to `middle`.
 *
 * Where the first of all begins what holds the others, such as a quote, the one that comes to stand
 * there begins it.
 */
function exchange(
  blocks: readonly Block[],
  from: number,
  middle: number,
  end: number,
): readonly Block[] {
  const [first, ...below] = blocks.slice(from, middle);
  const [second, ...behind] = blocks.slice(middle, end);
  if (first === undefined || second === undefined) return blocks;
  const shared = second.inside.length - first.inside.length;
  const head = {
    ...second,
    inside: first.inside,
    opens: [...first.opens.slice(0, shared), ...second.opens],
  };
  const other = { ...first, inside: second.inside, opens: first.opens.slice(shared) };
  const order = shared > 0 ? [head, ...behind, other] : [second, ...behind, first];
  return splice(blocks, from, end, [...order, ...below]);
}

/**
 * The index of the second line of a quote, for the block that begins the quote; null for any other,
 * and for a quote of one line. An item that begins a quote has its children with it.
 */
function lineOfQuote(blocks: readonly Block[], index: number): number | null {
  const block = blocks[index];
  const at = block?.opens.findLastIndex(({ kind }) => kind === 'quote') ?? -1;
  if (block === undefined || at < 0) return null;
  const level = block.inside.length + at + 1;
  const isItem = block.opens.length > at + 1;
  let next = index + 1;
  while (isItem && (blocks[next]?.inside.length ?? 0) > level) next++;
  return blocks[next]?.inside.length === level ? next : null;
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
    const stays = inside.filter(
      (kind, level) => kind === 'quote' || !isWithin(owners[level], from, to),
    );
    for (const _ of block.opens) owners.push(index);
    if (isWithin(index, from, to)) continue;
    kept.push(stays.length === inside.length ? block : { ...block, inside: stays });
  }
  return normalise(kept);
}

function isWithin(index: number | undefined, from: number, to: number): boolean {
  return index !== undefined && index >= from && index < to;
}
