import { expressible, fingerprint, isEmpty } from '../../shared/markdown/index.ts';
import type { Block } from '../../shared/markdown/model.ts';

/** For each new block the place of the shown one that says the same and stays in its place, or null. */
export function blocksThatStay(
  shown: readonly Block[],
  blocks: readonly Block[],
): readonly (number | null)[] {
  return matchBlocks(shown.map(writtenPrint), blocks.map(writtenPrint));
}

/**
 * Another text's blocks, with those between them that are shown and in no text yet.
 *
 * An empty item below its parent's words cannot be written before it has words. Where another text
 * came in that moment, it went, and the words went behind its parent's.
 *
 * @param held - The blocks of the text that says what is shown.
 */
export function withUnwritten(
  shown: readonly Block[],
  held: readonly Block[],
  blocks: readonly Block[],
): readonly Block[] {
  const written = new Set(blocksThatStay(shown, held));
  const placeOf = new Map(blocksThatStay(shown, blocks).map((from, place) => [from, place]));
  const behind = new Map<number, Block[]>();
  for (const [index, block] of shown.entries()) {
    const place = placeOf.get(index - 1);
    if (place === undefined || written.has(index) || !isEmpty(block)) continue;
    placeOf.set(index, place);
    behind.set(place, [...(behind.get(place) ?? []), block]);
  }
  return blocks.flatMap((block, place) => [block, ...(behind.get(place) ?? [])]);
}

/** What a block says once it is written: the blank behind a word that is being typed is in no text yet. */
function writtenPrint(block: Block): string {
  const print = fingerprint(block);
  return print === block.source?.fingerprint ? print : fingerprint(expressible(block));
}

/**
 * For each new print the place of the old one that stays in its place, or null.
 *
 * Equal blocks are matched from both ends, then in between in order; what a merge changes is
 * small, so nothing cleverer is needed.
 */
function matchBlocks(
  before: readonly string[],
  after: readonly string[],
): readonly (number | null)[] {
  const matched: (number | null)[] = after.map(() => null);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  for (; head < shorter && before[head] === after[head]; head++) matched[head] = head;
  let tail = 0;
  for (; tail < shorter - head; tail++) {
    const from = before.length - 1 - tail;
    const to = after.length - 1 - tail;
    if (before[from] !== after[to]) break;
    matched[to] = from;
  }
  const places = new Map<string, number[]>();
  for (let index = before.length - tail - 1; index >= head; index--) {
    const print = before[index] ?? '';
    const equal = places.get(print);
    if (equal === undefined) places.set(print, [index]);
    else equal.push(index);
  }
  let last = head - 1;
  for (let index = head; index < after.length - tail; index++) {
    const candidates = places.get(after[index] ?? '');
    let from = candidates?.pop();
    while (from !== undefined && from <= last) from = candidates?.pop();
    if (from === undefined) continue;
    matched[index] = from;
    last = from;
  }
  return matched;
}
