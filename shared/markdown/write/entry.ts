import { splitLines } from '../../text-patch.ts';
import type { Block } from '../model.ts';
import { staysInside } from '../read/containers.ts';
import { LineCursor } from '../read/cursor.ts';
import type { Frame } from '../read/frame.ts';
import type { ReadBlock } from '../read/leaf.ts';
import { BlockReader, type ReadStart } from '../read/reader.ts';
import type { Entries } from './entries.ts';

/**
 * How a block came to its text, from keeping everything to the last resort.
 *
 * `source` is the block's own source, `moved` the same words behind other prefixes, `written` new
 * words in the block's own forms, `plain` new words in the plainest forms. `blank` stands for a
 * blank line that had to be added, `aligned` for indentation that follows no neighbour, `closed`
 * for an end that had to be added to the block before. `raw` is source that only another kind of
 * block can hold, such as a paragraph of nothing but an HTML tag. `unwritten` is a block that Markdown cannot
 * hold there, such as an empty item right below text; `unsound` one whose text is not read as it
 * says, which must never happen and is counted by tests.
 */
export type Step =
  | 'source'
  | 'moved'
  | 'written'
  | 'plain'
  | 'raw'
  | 'raw+closed'
  | `${'source' | 'moved' | 'written' | 'plain'}+${'blank' | 'aligned' | 'closed'}`
  | 'unwritten'
  | 'unsound';

/** A block with its place in the text of its note. */
export interface Entry {
  readonly block: Block;
  /** The block as the text holds it: it may begin containers that an empty block handed over. */
  readonly held: Block;
  /** The lines before it and its own; the last one has a line end, whatever the file's does. */
  readonly text: string;
  readonly lines: number;
  /** What a reader finds in `text`: one block, or any number where the block is source. */
  readonly reads: readonly ReadBlock[];
  readonly step: Step;
  /** Blank lines before the items of its list; items made later are written in the same rhythm. */
  readonly rhythm: number | null;
}

/** The last entry before `index` that has a text. */
export function writtenBefore(entries: Entries, index: number): number {
  return entries.writtenBefore(index);
}

/** The containers that are open right before an entry's text. */
export function frameBefore(entries: Entries, index: number): Frame | null {
  return entries.at(writtenBefore(entries, index))?.reads.at(-1)?.after ?? null;
}

/**
 * Where to begin a reading so that the entry before `index` is read again as it was.
 *
 * What ended before that entry cannot be changed by what follows it. But words right below a
 * definition, or lazily below a table, are read as what follows them, what comes behind indented code
 * as what cannot interrupt it, and HTML that stands lazily below a paragraph is in the paragraph's item.
 */
export function restartBefore(entries: Entries, index: number): number {
  let from = writtenBefore(entries, index);
  while (from > 0 && !canRestart(entries, from)) from = writtenBefore(entries, from);
  return Math.max(from, 0);
}

function canRestart(entries: Entries, index: number): boolean {
  const before = entries.at(writtenBefore(entries, index))?.reads.at(-1);
  const read = entries.at(index)?.reads[0];
  if (before === undefined || read === undefined) return before === undefined;
  const isApart = read.lead !== '';
  // What begins a container, or stands outside of one, has ended what stood before.
  const isElsewhere = read.opens.length > 0 || read.inside.length < (before.after?.depth ?? 0);
  switch (before.leaf.kind) {
    case 'definition':
      return isApart || isElsewhere || isPlainDefinition(read);
    case 'table':
      return isApart;
    case 'code':
      return !before.open || isElsewhere;
    case 'paragraph':
      return isApart || isElsewhere || read.leaf.kind !== 'html' || standsInside(read) !== null;
    default:
      return true;
  }
}

/** True for a definition that is read as one wherever its lines stand: not by its indentation, nor lazily. */
function isPlainDefinition(read: ReadBlock): boolean {
  if (read.leaf.kind !== 'definition') return false;
  const cursor = standsInside(read);
  return cursor !== null && cursor.indent() < 4;
}

/** The first line of a block behind the prefixes of its containers, or null where it lacks some. */
function standsInside({ after, text }: ReadBlock): LineCursor | null {
  const cursor = new LineCursor();
  cursor.open(splitLines(text)[0] ?? '');
  const frames: Frame[] = [];
  for (let frame = after; frame !== null; frame = frame.parent) frames.push(frame);
  return frames.reverse().every((frame) => staysInside(cursor, frame)) ? cursor : null;
}

/** The state in which an entry's text is read. */
export function startOf(entries: Entries, index: number): ReadStart {
  const before = entries.at(writtenBefore(entries, index))?.reads.at(-1);
  return {
    frame: before?.after ?? null,
    resisting: before?.leaf.kind === 'paragraph' && before.open,
    first: before === undefined,
  };
}

/** Reads texts in a row. */
export function readTexts(start: ReadStart, texts: Iterable<string>): readonly ReadBlock[] {
  const reader = new BlockReader(start);
  for (const text of texts) for (const line of splitLines(text)) reader.line(line);
  reader.finish();
  return reader.blocks;
}

/** An entry of a block that the text does not hold. */
export function unwritten(block: Block): Entry {
  return { block, held: block, text: '', lines: 0, reads: [], step: 'unwritten', rhythm: null };
}

/** The blocks of a note that its text does not hold, or not in full. */
export function unwrittenIn(entries: Iterable<Entry>): readonly number[] {
  return [...entries].flatMap((entry, index) =>
    entry.step === 'unwritten' || lacksBox(entry) ? [index] : [],
  );
}

function lacksBox({ block: { opens, body } }: Entry): boolean {
  const item = opens.at(-1);
  const isTask = item?.kind === 'item' && item.task !== null;
  return isTask && (body.kind !== 'paragraph' || body.content.length === 0);
}

/** The line end of a text's last line, or nothing. */
export function lineEndOf(text: string): string {
  return /(?:\r\n|\n|\r)$/.exec(text)?.[0] ?? '';
}
