import type { Sections } from './changes.ts';
import { NoteDefinitions } from './definitions.ts';
import { fingerprint } from './fingerprint.ts';
import { countLines } from './gap.ts';
import type { Definitions } from './inline/index.ts';
import type { Block, Note, NoteStyle, Source } from './model.ts';
import { parse, type Reading, readingOf } from './parse.ts';
import type { ReadBlock } from './read/leaf.ts';
import { NOTE_START } from './read/reader.ts';
import type { Writing } from './write/attempts.ts';
import { Entries } from './write/entries.ts';
import { type Entry, readTexts, startOf, unwritten, unwrittenIn } from './write/entry.ts';
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
  readonly entries: Entries;
  /** The blocks that the entries are of, one by one, as they were given. */
  readonly sections: Sections;
  /** Index of the rule that is written with asterisks, or -1; see `firstRuleToGuard`. */
  readonly guarded: number;

  constructor(
    note: Pick<Note, 'bom' | 'tail' | 'style'>,
    definitions: Definitions,
    entries: Entries,
    sections: Sections,
  ) {
    this.sections = sections;
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

function endAfter({ tail }: Pick<Note, 'tail'>, entries: Entries): string {
  if (!tail.includes('>')) return tail;
  const isBlank = readTexts(startOf(entries, entries.length), [tail]).length === 0;
  return isBlank ? tail : tail.replace(/[ \t>]+/g, '');
}

/** A text without the line end at its end. */
export function withoutLastEnd(text: string): string {
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
    return new NoteText(note, reading.definitions, Entries.of(entries), [note.blocks]);
  }
  const definitions = definitionsIn(note.blocks);
  const entries = Entries.of(note.blocks.map(unwritten));
  const writing: Writing = { entries, from: 0, style: note.style, definitions };
  for (let index = 0; index < note.blocks.length; index++) writeBlock(writing, index);
  return new NoteText(note, definitions, writing.entries, [note.blocks]);
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
export function definitionsIn(blocks: Iterable<Block>): NoteDefinitions {
  const definitions = new NoteDefinitions();
  for (const block of blocks) {
    const { body, opens } = block;
    definitions.add({ opens, leaf: { kind: 'rule' } });
    if (body.kind !== 'definition' && body.kind !== 'source') continue;
    // A definition that went on with the one above may stand further in than a first one can.
    const text = body.kind === 'definition' ? body.text.trimStart() : body.text;
    const reads = readTexts({ ...NOTE_START, first: false }, [text]);
    for (const read of reads) definitions.add(read);
  }
  return definitions;
}

/** Prints a note: every block that says what it said gives its bytes back. */
export function print(note: Note): string {
  return openText(note).toString();
}
