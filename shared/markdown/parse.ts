import { splitLines } from '../text-patch.ts';
import { blockOf } from './block-of.ts';
import { NoteDefinitions } from './definitions.ts';
import type { Block, Note } from './model.ts';
import type { ReadBlock } from './read/leaf.ts';
import { BlockReader, NOTE_START } from './read/reader.ts';
import { readStyle } from './style.ts';

/** A note with what its reading found, for those who take the reading up again. */
export interface Reading {
  readonly note: Note;
  readonly read: readonly ReadBlock[];
  readonly definitions: NoteDefinitions;
}

/**
 * Reads a note.
 *
 * Takes any text. The blocks' own lines are always the whole text (`print` gives it back byte for
 * byte); the structure is that of CommonMark 0.31 with GFM, footnotes and YAML front matter.
 */
export function parse(text: string): Note {
  const reading = readNote(text);
  readings.set(reading.note, reading);
  return reading.note;
}

const readings = new WeakMap<Note, Reading>();

/** What the reader found in a note that `parse` gave and nobody changed, so as not to read it again. */
export function readingOf(note: Note): Reading | null {
  return readings.get(note) ?? null;
}

function readNote(text: string): Reading {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const content = bom === '' ? text : text.slice(1);
  const reader = new BlockReader(NOTE_START);
  for (const line of splitLines(content)) reader.line(line);
  reader.finish();
  const definitions = new NoteDefinitions();
  for (const read of reader.blocks) definitions.add(read);
  const blocks: Block[] = [];
  const reading = {};
  for (const read of reader.blocks) {
    blocks.push(blockOf(read, definitions, blocks.at(-1), { reading, place: blocks.length }));
  }
  const { tail } = reader;
  const note = { bom, blocks, tail, style: readStyle(content, blocks) };
  return { note, read: reader.blocks, definitions };
}
