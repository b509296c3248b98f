import type { Block, Container } from '../markdown/model.ts';
import { itemAt, siblingBefore, subtreeEnd } from './structure.ts';

export type Item = Extract<Container, { kind: 'item' }>;

/** The item that a block begins, or null; of several on one line the first. */
export function itemOf(block: Block | undefined): Item | null {
  const first = block?.opens[0];
  return first?.kind === 'item' ? first : null;
}

/** True for `1.` and `1)`. */
export function isNumber(marker: string): boolean {
  return /^\d/.test(marker);
}

/** The largest number that an item may have (CommonMark 0.31, section 5.2). */
const LARGEST = 999_999_999;

/** The marker of the item that follows one: the same bullet, or the next number. */
export function nextMarker(marker: string): string {
  return marker.replace(/^\d+/, (digits) => String(Math.min(Number(digits) + 1, LARGEST)));
}

/**
 * A new item that follows another one: its marker, and an open box where that has a box.
 *
 * `beside` are the items before and behind that one in its list: where either has the same number,
 * all items of the list are numbered alike, as some people do, and so is the new one.
 */
export function itemAfter(item: Item, beside: readonly (Item | null)[] = []): Item {
  const isRepeated = beside.some((other) => other?.marker === item.marker);
  return {
    kind: 'item',
    marker: isRepeated ? item.marker : nextMarker(item.marker),
    task: item.task === null ? null : 'open',
  };
}

/** The items before and behind the item at an index, on its level. */
export function itemsBeside(blocks: readonly Block[], index: number): readonly (Item | null)[] {
  const end = subtreeEnd(blocks, index);
  const level = blocks[index]?.inside.length ?? 0;
  const isBeside = blocks[end]?.inside.length === level;
  const before = itemAt(blocks[siblingBefore(blocks, index)], level);
  return [before, isBeside ? itemOf(blocks[end]) : null];
}

/**
 * Gives an item that came to another list the marker that its place asks for.
 *
 * It takes the bullet or the next number of the item before it, if that is of its kind; the first
 * number of a list is 1. Other items are never renumbered.
 */
export function adoptMarker(blocks: readonly Block[], index: number): Block | null {
  const block = blocks[index];
  const item = itemOf(block);
  if (block === undefined || item === null) return block ?? null;
  const level = block.inside.length;
  const at = siblingBefore(blocks, index);
  const before = itemAt(blocks[at], level);
  const alike = before !== null && isNumber(before.marker) === isNumber(item.marker);
  const isFirst = (blocks[at]?.inside.length ?? level) < level;
  const earlier = alike && !isFirst ? itemAt(blocks[siblingBefore(blocks, at)], level) : null;
  const marker = alike ? itemAfter(before, [earlier]).marker : item.marker.replace(/^\d+/, '1');
  if (marker === item.marker) return block;
  return { ...block, opens: [{ ...item, marker }, ...block.opens.slice(1)] };
}
