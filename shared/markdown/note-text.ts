import { diffLines, splitLines, type TextPatch } from '../text-patch.ts';
import { NoteDefinitions } from './definitions.ts';
import { fingerprint } from './fingerprint.ts';
import { countLines } from './gap.ts';
import type { Definitions } from './inline/index.ts';
import type { Block, Note, NoteStyle, Source } from './model.ts';
import { parse, type Reading, readingOf } from './parse.ts';
import { sameFrames } from './read/frame.ts';
import type { ReadBlock } from './read/leaf.ts';
import { BlockReader, NOTE_START } from './read/reader.ts';
import type { Writing } from './write/attempts.ts';
import { type Entry, readTexts, startOf, unwrittenIn, writtenBefore } from './write/entry.ts';
import { firstRuleToGuard, guardedRule } from './write/first-rule.ts';
import { writeBlock } from './write/write-block.ts';

/**
 * A note's blocks and its text, kept together so that the next change costs only itself.
 *
 * Never changed: `updateText` gives a new one that shares the entries of all blocks that stayed.
 */
export class NoteText {
  readonly bom: string;
  /** Blank lines behind the last block, as the note was read. */
  readonly tail: string;
  /** The same as they are written: without prefixes of containers that are gone. */
  readonly end: string;
  readonly style: NoteStyle;
  readonly definitions: Definitions;
  readonly entries: readonly Entry[];
  /** Index of the rule that is written with asterisks, or -1; see `firstRuleToGuard`. */
  readonly guarded: number;

  constructor(
    note: Pick<Note, 'bom' | 'tail' | 'style'>,
    definitions: Definitions,
    entries: readonly Entry[],
  ) {
    this.bom = note.bom;
    this.tail = note.tail;
    this.style = note.style;
    this.definitions = definitions;
    this.entries = entries;
    this.guarded = firstRuleToGuard(entries);
    this.end = endAfter(note, entries);
  }

  /** The whole text of the note. */
  toString(): string {
    const text = this.bom + this.textOf(0, this.entries.length) + this.end;
    return this.endsOpen ? withoutLastEnd(text) : text;
  }

  /** The text of the entries from one index up to another. */
  textOf(from: number, to: number): string {
    const texts = this.entries.slice(from, to).map((entry) => entry.text);
    const rule = texts[this.guarded - from];
    if (rule !== undefined) texts[this.guarded - from] = guardedRule(rule);
    return texts.join('');
  }

  /** Indices of the blocks that the text does not hold, or not in full: see `Step`. */
  get unwritten(): readonly number[] {
    return unwrittenIn(this.entries);
  }

  /** True where the file has no line end at its end; the entries always have theirs. */
  get endsOpen(): boolean {
    return !this.style.finalLineEnd && this.tail === '';
  }
}

function endAfter({ tail }: Pick<Note, 'tail'>, entries: readonly Entry[]): string {
  if (!tail.includes('>')) return tail;
  const isBlank = readTexts(startOf(entries, entries.length), [tail]).length === 0;
  return isBlank ? tail : tail.replace(/[ \t>]+/g, '');
}

function withoutLastEnd(text: string): string {
  return text.replace(/(?:\r\n|\n|\r)$/, '');
}

/**
 * Gives the text of a note, block by block.
 *
 * For a note as `parse` gave it nothing is read or written anew; otherwise every block is written
 * and checked in turn.
 */
export function openText(note: Note): NoteText {
  const reading = readingOf(note) ?? readAgain(note);
  if (reading !== null) {
    const entries = note.blocks.map((block, index) =>
      entryAsRead(block, reading.read[index], note),
    );
    return new NoteText(note, reading.definitions, entries);
  }
  const definitions = definitionsIn(note.blocks);
  const writing: Writing = { blocks: note.blocks, entries: [], style: note.style, definitions };
  for (let index = 0; index < note.blocks.length; index++) writeBlock(writing, index);
  return new NoteText(note, definitions, writing.entries);
}

/** Reads the sources of a note again where nothing in it has changed; null where something has. */
function readAgain(note: Note): Reading | null {
  let text = '';
  for (const [index, block] of note.blocks.entries()) {
    const { source } = block;
    if (source?.place !== index || source.fingerprint !== fingerprint(block)) return null;
    text += source.lead + source.text;
  }
  const again = parse(note.bom + text + note.tail);
  const same =
    again.tail === note.tail &&
    again.blocks.length === note.blocks.length &&
    again.blocks.every(({ source }, index) => isSource(source, note.blocks[index]?.source));
  return same ? readingOf(again) : null;
}

function isSource(one: Source | null, other: Source | null | undefined): boolean {
  return one?.text === other?.text && one?.fingerprint === other?.fingerprint;
}

function entryAsRead(block: Block, read: ReadBlock | undefined, note: Note): Entry {
  const text = withEnd(`${block.source?.lead ?? ''}${block.source?.text ?? ''}`, note.style);
  const reads = read === undefined ? [] : [read];
  const { source } = block;
  const rhythm = source?.gap === 'next' ? countLines(source.lead) : null;
  return { block, held: block, text, lines: read?.lines ?? 0, reads, step: 'source', rhythm };
}

function withEnd(text: string, style: NoteStyle): string {
  return text === '' || /[\r\n]$/.test(text) ? text : text + style.lineEnd;
}

/** What blocks define: by their source, because a definition may have been written by hand. */
function definitionsIn(blocks: readonly Block[]): NoteDefinitions {
  const definitions = new NoteDefinitions();
  for (const block of blocks) {
    const { body } = block;
    if (body.kind !== 'definition' && body.kind !== 'source') {
      for (const { kind } of block.opens) {
        if (kind === 'footnote') definitions.add({ opens: block.opens, leaf: { kind: 'rule' } });
      }
      continue;
    }
    const reader = new BlockReader({ ...NOTE_START, first: false });
    for (const line of splitLines(body.text)) reader.line(line);
    reader.finish();
    for (const read of reader.blocks) definitions.add(read);
  }
  return definitions;
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
 * A changed definition changes what references elsewhere mean, and never their source.
 */
export function updateText(previous: NoteText, blocks: readonly Block[]): Update {
  const { head, tail } = unchangedEnds(previous.entries, blocks);
  const oldEnd = previous.entries.length - tail;
  const newEnd = blocks.length - tail;
  if (head === oldEnd && head === newEnd) return { text: previous, patch: null };
  const definitions = definitionsAfter(previous, blocks, [head, oldEnd, newEnd]);
  const entries = previous.entries.slice(0, head);
  const from = firstToWrite(entries);
  entries.length = from;
  const writing: Writing = { blocks, entries, style: previous.style, definitions };
  for (let index = from; index < newEnd; index++) writeBlock(writing, index);
  const settled = writeOn(writing, newEnd, previous.entries.slice(oldEnd));
  const text = new NoteText(previous, definitions, entries);
  return { text, patch: patchBetween(previous, text, from, blocks.length - settled) };
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

/**
 * Writes the blocks behind a change until they come out as before, and takes over the rest.
 *
 * After that only blocks with a neighbour in the change can be touched: the first one of each level,
 * until one of the outermost level has been looked at. Gives the index of the first block whose
 * entry was taken over with all that follow it.
 */
function writeOn(writing: Writing, newEnd: number, former: readonly Entry[]): number {
  const { blocks, entries } = writing;
  let lowest = Number.POSITIVE_INFINITY;
  let waiting = SURE;
  let at = 0;
  for (; at < former.length && (waiting > 0 || lowest > 0); at++) {
    const known = former[at];
    const index = newEnd + at;
    const depth = blocks[index]?.inside.length ?? 0;
    if (known === undefined) break;
    if (waiting > 0 || depth < lowest) {
      writeBlock(writing, index);
      const now = entries[index];
      const same = now !== undefined && sameEntry(known, now);
      waiting = same ? waiting - 1 : SURE;
      if (waiting <= 0) entries[index] = known;
      // What came out different is a part of the change for all that follows it.
      lowest = same ? Math.min(lowest, depth) : Number.POSITIVE_INFINITY;
    } else entries[index] = known;
  }
  for (const entry of former.slice(at)) entries.push(entry);
  return newEnd + at;
}

/** True for an entry whose text may be another one as soon as what follows it changes. */
function dependsOnNext(entry: Entry | undefined): boolean {
  return entry?.step === 'unwritten' || entry?.step.endsWith('+closed') === true;
}

function unchangedEnds(
  entries: readonly Entry[],
  blocks: readonly Block[],
): { head: number; tail: number } {
  const shorter = Math.min(entries.length, blocks.length);
  let head = 0;
  while (head < shorter && isSame(entries[head], blocks[head])) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    isSame(entries[entries.length - 1 - tail], blocks[blocks.length - 1 - tail])
  ) {
    tail++;
  }
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

/** The patch between two texts that share `head` entries at the start and `tail` at the end. */
function patchBetween(
  before: NoteText,
  after: NoteText,
  head: number,
  tail: number,
): TextPatch | null {
  const [from, settled] = withoutGuarded(before, after, [head, tail]);
  let shared = settled;
  // Without a line end at the end of the file its last line changes with what is last.
  if ((before.endsOpen && tailIsEmpty(before, shared)) || before.end !== after.end) shared = 0;
  const oldLines = linesOf(before, from, shared);
  const newLines = linesOf(after, from, shared);
  const patch = diffLines(oldLines, newLines);
  if (patch.deletedLines === 0 && patch.inserted === '') return null;
  let fromLine = patch.fromLine;
  for (const entry of before.entries.slice(0, from)) fromLine += entry.lines;
  return { ...patch, fromLine };
}

/** The shared entries at both ends but for a first rule that only one of the texts guards. */
function withoutGuarded(
  before: NoteText,
  after: NoteText,
  [head, tail]: readonly [number, number],
): readonly [number, number] {
  const found = [before, after].filter(({ guarded }) => guarded !== -1);
  const below = found.map(({ guarded, entries }) => entries.length - 1 - guarded);
  const isAlike = found.length === 2 && below[0] === below[1];
  return [
    before.guarded === after.guarded
      ? head
      : Math.min(head, ...found.map(({ guarded }) => guarded)),
    isAlike ? tail : Math.min(tail, ...below),
  ];
}

function tailIsEmpty(text: NoteText, count: number): boolean {
  const { entries } = text;
  return entries.slice(entries.length - count).every((entry) => entry.text === '');
}

function linesOf(text: NoteText, head: number, tail: number): string[] {
  const { entries, endsOpen, bom } = text;
  const start = head === 0 ? bom : '';
  const end = tail === 0 ? text.end : '';
  const whole = start + text.textOf(head, entries.length - tail) + end;
  return splitLines(tail === 0 && endsOpen ? withoutLastEnd(whole) : whole);
}

/** Prints a note: every block that says what it said gives its bytes back. */
export function print(note: Note): string {
  return openText(note).toString();
}
