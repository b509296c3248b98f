import type { TextPatch } from '../text-patch.ts';
import { type Change, changesBetween, type Sections } from './changes.ts';
import { fingerprint } from './fingerprint.ts';
import type { Block, Inline } from './model.ts';
import { definitionsIn, NoteText } from './note-text.ts';
import { patchBetween } from './patch-between.ts';
import { sameFrames } from './read/frame.ts';
import type { Writing } from './write/attempts.ts';
import type { Entries } from './write/entries.ts';
import { type Entry, unwritten, writtenBefore } from './write/entry.ts';
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
 * The text is the same as `print` gives for these blocks. Blocks that stayed are found by their
 * references (`changesBetween`), which is all that is done for each of them: `updateSections` does it
 * for each run of blocks, so that its cost does not grow with the note.
 */
export function updateText(previous: NoteText, blocks: readonly Block[]): Update {
  return updateSections(previous, [blocks]);
}

/**
 * Does what `updateText` does for a note whose blocks are kept in runs.
 *
 * A changed definition changes what references in untouched blocks mean, and never their source;
 * blocks that were written anew are written for the definitions that there are.
 */
export function updateSections(previous: NoteText, sections: Sections): Update {
  const changes = changesBetween(previous, sections);
  const { definitions, entries: former } = previous;
  if (changes.length === 0)
    return { text: new NoteText(previous, definitions, former, sections), patch: null };
  const [changed, stretches] = withChanges(former, changes);
  const redefined = changes.some((change) => redefines(former, change));
  const writing: Writing = {
    entries: changed,
    from: stretches[0]?.from ?? 0,
    style: previous.style,
    definitions: redefined ? definitionsIn(blocksOf(changed)) : definitions,
  };
  const to = writeStretches(writing, redefined ? withReferences(changed, stretches) : stretches);
  const text = new NoteText(previous, writing.definitions, writing.entries, sections);
  return { text, patch: patchBetween(previous, text, writing.from, changed.length - to) };
}

/** Entries from one index up to another. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The entries with unwritten ones for all blocks that came, and where those are. */
function withChanges(
  former: Entries,
  changes: readonly Change[],
): readonly [Entries, readonly Stretch[]] {
  let entries = former;
  let moved = 0;
  const stretches: Stretch[] = [];
  for (const { from, to, blocks } of changes) {
    entries = entries.splice(from + moved, to + moved, blocks.map(unwritten));
    stretches.push({ from: from + moved, to: from + moved + blocks.length });
    moved += blocks.length - (to - from);
  }
  return [entries, stretches];
}

function* blocksOf(entries: Entries): Iterable<Block> {
  for (const { block } of entries) yield block;
}

/** True where the blocks that go and those that come define different things. */
function redefines(entries: Entries, { from, to, blocks }: Change): boolean {
  const gone = definitionsIn(entries.slice(from, to).map(({ block }) => block));
  return !gone.equals(definitionsIn(blocks));
}

/** The stretches, and between them each block that was written anew and may name a definition. */
function withReferences(entries: Entries, stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  let next = 0;
  let index = 0;
  for (const entry of entries) {
    const stretch = stretches[next];
    if (stretch !== undefined && stretch.from <= index) {
      all.push(stretch);
      next++;
    }
    const isChanged = index < (all.at(-1)?.to ?? 0);
    if (!isChanged && refersToDefinitions(entry)) all.push({ from: index, to: index + 1 });
    index++;
  }
  return [...all, ...stretches.slice(next)];
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

/** Writes stretches of blocks, and what depends on them; gives the index behind the last change. */
function writeStretches(writing: Writing, stretches: readonly Stretch[]): number {
  let end = 0;
  for (const [at, { from, to }] of stretches.entries()) {
    for (let index = firstToWrite(writing.entries, from); index < to; index++)
      writeBlock(writing, index);
    const next = stretches[at + 1]?.from ?? writing.entries.length;
    end = Math.max(end, to, writeOn(writing, to, next));
  }
  return end;
}

/** The first entry whose text may depend on the one at an index. */
function firstToWrite(entries: Entries, index: number): number {
  let from = Math.max(0, writtenBefore(entries, index));
  while (from > 0 && dependsOnNext(entries.at(from - 1))) from--;
  return from;
}

/** True for an entry whose text may be another one as soon as what follows it changes. */
function dependsOnNext(entry: Entry | undefined): boolean {
  return entry?.step === 'unwritten' || entry?.step.endsWith('+closed') === true;
}

/** So many entries in a row must come out as they were before the rest is believed to. */
const SURE = 2;

/**
 * Writes the blocks behind a change until they come out as before.
 *
 * After that only blocks with a neighbour in the change can be touched: the first one of each level,
 * until one of the outermost level has been looked at. Gives the index behind the last one that
 * came out different.
 */
function writeOn(writing: Writing, from: number, to: number): number {
  let changed = from;
  let lowest = Number.POSITIVE_INFINITY;
  let waiting = SURE;
  for (let index = from; index < to; index++) {
    if (waiting <= 0) index = writing.entries.shallowerFrom(index, lowest);
    const known = writing.entries.at(index);
    if (index >= to || known === undefined) break;
    writeBlock(writing, index);
    const now = writing.entries.at(index);
    if (now !== undefined && sameEntry(known, now)) {
      // What is not in the text tells nothing of what follows it.
      if (now.step === 'unwritten') continue;
      waiting--;
      lowest = Math.min(lowest, known.block.inside.length);
    } else {
      // What came out different is a part of the change for all that follows it. No case is known
      // that needs the levels looked at anew; it costs a few blocks more to be safe.
      waiting = SURE;
      lowest = Number.POSITIVE_INFINITY;
      changed = index + 1;
    }
  }
  return changed;
}

function sameEntry(one: Entry, other: Entry): boolean {
  return (
    one.text === other.text &&
    one.rhythm === other.rhythm &&
    one.reads.length === other.reads.length &&
    sameFrames(one.reads.at(-1)?.after ?? null, other.reads.at(-1)?.after ?? null)
  );
}
