import { fingerprint } from './fingerprint.ts';
import type { Block } from './model.ts';
import type { NoteText } from './note-text.ts';

/**
 * A note's blocks in runs, such as the editor's sections.
 *
 * The same array stands for the same blocks: a run in which anything changed is another array.
 */
export type Sections = readonly (readonly Block[])[];

/** Blocks of a text, from one index up to another, and what comes in their place. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly blocks: readonly Block[];
}

/**
 * What changed between the blocks of a text and others, in order.
 *
 * Found by comparing references, of runs first and of blocks only in runs that differ, and by
 * fingerprints at the edges of what is left: nobody has to keep book of what was edited.
 */
export function changesBetween(previous: NoteText, sections: Sections): readonly Change[] {
  const former = previous.sections;
  const changes: Change[] = [];
  let [section, index] = [0, 0];
  for (const [from, to, runs] of stretchesBetween(former, sections)) {
    for (; section < from; section++) index += former[section]?.length ?? 0;
    const [before, after] = [joined(former.slice(from, to)), joined(runs)];
    for (const [start, end, blocks] of stretchesBetween(before, after)) {
      const change = withoutEqual(previous, { from: index + start, to: index + end, blocks });
      if (change.from < change.to || change.blocks.length > 0) changes.push(change);
    }
  }
  return changes;
}

/** The blocks of some runs; a note that is one run is not copied. */
function joined(runs: Sections): readonly Block[] {
  const [only] = runs;
  return only !== undefined && runs.length === 1 ? only : runs.flat();
}

/** Things of a list, from one index up to another, and those of another list in their place. */
type Stretch<Thing> = readonly [from: number, to: number, things: readonly Thing[]];

/** Where two lists do not hold the same objects: all that is the same at both ends, or between, is left out. */
function* stretchesBetween<Thing extends object>(
  before: readonly Thing[],
  after: readonly Thing[],
): Iterable<Stretch<Thing>> {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let [end, newEnd] = [before.length, after.length];
  while (end > head && newEnd > head && before[end - 1] === after[newEnd - 1])
    [end, newEnd] = [end - 1, newEnd - 1];
  const places = new Map<Thing | undefined, number>();
  for (let at = head; at < end; at++) places.set(before[at], at);
  let from = head;
  let things: Thing[] = [];
  for (const thing of after.slice(head, newEnd)) {
    const place = places.get(thing) ?? -1;
    if (place < from) {
      things.push(thing);
      continue;
    }
    if (place > from || things.length > 0) yield [from, place, things];
    [from, things] = [place + 1, []];
  }
  if (from < end || things.length > 0) yield [from, end, things];
}

/** A change without the blocks at its ends that say what those before them said. */
function withoutEqual({ entries }: NoteText, { from, to, blocks }: Change): Change {
  const shorter = Math.min(to - from, blocks.length);
  let head = 0;
  while (head < shorter && isSame(entries.blockAt(from + head), blocks[head])) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(entries.blockAt(to - 1 - tail), blocks.at(-1 - tail)))
    tail++;
  return { from: from + head, to: to - tail, blocks: blocks.slice(head, blocks.length - tail) };
}

function isSame(one: Block | undefined, other: Block | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one === other) return true;
  return one.source === other.source && fingerprint(one) === fingerprint(other);
}
