import type { TextPatch } from '../text-patch.ts';
import { fingerprint } from './fingerprint.ts';
import type { Definitions } from './inline/index.ts';
import type { Block, Inline } from './model.ts';
import { definitionsIn, NoteText } from './note-text.ts';
import { patchBetween } from './patch-between.ts';
import { sameFrames } from './read/frame.ts';
import type { Writing } from './write/attempts.ts';
import { type Entry, writtenBefore } from './write/entry.ts';
import { writeBlock } from './write/write-block.ts';

/** A text and what changed in it. */
export interface Update {
  readonly text: NoteText;
  /** Null where no line changed. */
  readonly patch: TextPatch | null;
}

/**
 * Gives the text after a change of blocks, and the patch that leads to it.
 *
 * Blocks that stayed are found by comparing references from both ends, so the cost depends on
 * what changed and not on the note. The text is the same as `print` gives for these blocks.
 * A changed definition changes what references in untouched blocks mean, and never their source;
 * blocks that were written anew are written for the definitions that there are.
 */
export function updateText(previous: NoteText, blocks: readonly Block[]): Update {
  const { head, tail } = unchangedEnds(previous, blocks);
  const oldEnd = previous.entries.length - tail;
  const newEnd = blocks.length - tail;
  if (head === oldEnd && head === newEnd) return { text: previous, patch: null };
  const definitions = definitionsAfter(previous, blocks, [head, oldEnd, newEnd]);
  const renews = definitions === previous.definitions ? NOTHING : refersToDefinitions;
  const start = renews === NOTHING ? head : renewedFrom(previous.entries, head, renews);
  const entries = previous.entries.slice(0, start);
  const writing: Writing = { blocks, entries, style: previous.style, definitions };
  if (start < head)
    writeOn(writing, start, { entries: previous.entries, from: start, to: head }, renews);
  const from = firstToWrite(entries);
  entries.length = from;
  for (let index = from; index < newEnd; index++) writeBlock(writing, index);
  const former = { entries: previous.entries, from: oldEnd, to: previous.entries.length };
  const settled = writeOn(writing, newEnd, former, renews);
  // Copied as a whole: a note of 100,000 items is a list of as many pointers.
  const rest = previous.entries.slice(oldEnd + entries.length - newEnd);
  const text = new NoteText(
    previous,
    definitions,
    rest.length > 0 ? entries.concat(rest) : entries,
    blocks,
  );
  return {
    text,
    patch: patchBetween(previous, text, Math.min(start, from), blocks.length - settled),
  };
}

const NOTHING = () => false;

/** Where to begin before a change so that all entries that name definitions are written again. */
function renewedFrom(
  entries: readonly Entry[],
  head: number,
  renews: (entry: Entry) => boolean,
): number {
  const first = entries.findIndex((entry, index) => index < head && renews(entry));
  return first === -1 ? head : firstToWrite(entries.slice(0, first));
}

/**
 * True for an entry that was written anew and may name a definition.
 *
 * As long as a block says what it was read from it keeps its source, whatever becomes of the
 * definitions that it names.
 */
function refersToDefinitions({ block }: Entry): boolean {
  const { body, source } = block;
  const refers = (content: readonly Inline[]) => content.some(mayRefer);
  const mentions =
    body.kind === 'table'
      ? body.table.rows.some((row) => row.some(refers))
      : (body.kind === 'paragraph' || body.kind === 'heading') && refers(body.content);
  return mentions && source?.fingerprint !== fingerprint(block);
}

function mayRefer(inline: Inline): boolean {
  if (inline.type === 'image' || inline.type === 'source') return true;
  if (inline.marks.some(({ type }) => type === 'link')) return true;
  return inline.type === 'text' && inline.text.includes('[');
}

/** The first entry whose text may depend on what follows the given ones. */
function firstToWrite(entries: readonly Entry[]): number {
  const { length } = entries;
  let from = Math.max(0, Math.min(length - 1, writtenBefore(entries, length)));
  while (from > 0 && dependsOnNext(entries[from - 1])) from--;
  return from;
}

/** So many entries in a row must come out as they were before the rest is believed to. */
const SURE = 2;

/** Entries of a former text, from one index up to another. */
interface Stretch {
  readonly entries: readonly Entry[];
  readonly from: number;
  readonly to: number;
}

/**
 * Writes the blocks behind a change until they come out as before, and takes over the rest.
 *
 * After that only blocks with a neighbour in the change can be touched: the first one of each level,
 * until one of the outermost level has been looked at. Gives the index of the first block whose
 * entry is taken over with all that follow it; those that were not looked at are left to the caller.
 */
function writeOn(
  writing: Writing,
  newEnd: number,
  { entries: former, from, to }: Stretch,
  renews: (entry: Entry) => boolean,
): number {
  const { blocks, entries } = writing;
  let lowest = Number.POSITIVE_INFINITY;
  let waiting = SURE;
  let touched = 0;
  for (let at = 0; from + at < to && (waiting > 0 || lowest > 0 || renews !== NOTHING); at++) {
    const known = former[from + at];
    const index = newEnd + at;
    const depth = blocks[index]?.inside.length ?? 0;
    if (known === undefined) break;
    const isNews = renews(known);
    if (isNews || waiting > 0 || depth < lowest) {
      writeBlock(writing, index);
      const now = entries[index];
      const same = now !== undefined && sameEntry(known, now);
      waiting = same && !isNews ? waiting - 1 : SURE;
      if (waiting <= 0) entries[index] = known;
      // What came out different is a part of the change for all that follows it.
      lowest = same && !isNews ? Math.min(lowest, depth) : Number.POSITIVE_INFINITY;
      touched = at + 1;
    } else entries[index] = known;
  }
  return newEnd + touched;
}

/** True for an entry whose text may be another one as soon as what follows it changes. */
function dependsOnNext(entry: Entry | undefined): boolean {
  return entry?.step === 'unwritten' || entry?.step.endsWith('+closed') === true;
}

function unchangedEnds(
  { entries, blocks: former }: NoteText,
  blocks: readonly Block[],
): { head: number; tail: number } {
  const shorter = Math.min(entries.length, blocks.length);
  const [oldLast, newLast] = [entries.length - 1, blocks.length - 1];
  // Nearly all blocks are the same objects, which is told without looking at them.
  let head = 0;
  do {
    while (head < shorter && former[head] === blocks[head]) head++;
  } while (head < shorter && isSame(entries[head], blocks[head]) && ++head);
  let tail = 0;
  const most = shorter - head;
  do {
    while (tail < most && former[oldLast - tail] === blocks[newLast - tail]) tail++;
  } while (tail < most && isSame(entries[oldLast - tail], blocks[newLast - tail]) && ++tail);
  return { head, tail };
}

function isSame(entry: Entry | undefined, block: Block | undefined): boolean {
  if (entry === undefined || block === undefined) return false;
  if (entry.block === block) return true;
  return entry.block.source === block.source && fingerprint(entry.block) === fingerprint(block);
}

function sameEntry(one: Entry, other: Entry): boolean {
  return (
    one.text === other.text &&
    one.rhythm === other.rhythm &&
    one.reads.length === other.reads.length &&
    sameFrames(one.reads.at(-1)?.after ?? null, other.reads.at(-1)?.after ?? null)
  );
}

function defines(block: Block | undefined): boolean {
  if (block === undefined) return false;
  const { kind } = block.body;
  return (
    kind === 'definition' ||
    kind === 'source' ||
    block.opens.some((container) => container.kind === 'footnote')
  );
}

function definitionsAfter(
  previous: NoteText,
  blocks: readonly Block[],
  [head, oldEnd, newEnd]: readonly [number, number, number],
): Definitions {
  const changed =
    previous.entries.slice(head, oldEnd).some(({ block }) => defines(block)) ||
    blocks.slice(head, newEnd).some(defines);
  return changed ? definitionsIn(blocks) : previous.definitions;
}
