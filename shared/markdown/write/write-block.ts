import { invariant } from '../../assert.ts';
import { splitLines } from '../../text-patch.ts';
import type { Block } from '../model.ts';
import { htmlCloser } from '../read/html.ts';
import type { ReadBlock } from '../read/leaf.ts';
import { type Attempt, attemptsFor, isEmpty, mayStayOut, type Writing } from './attempts.ts';
import { readsAs, readsSame } from './check.ts';
import {
  type Entry,
  lineEndOf,
  readTexts,
  restartBefore,
  type Step,
  startOf,
  writtenBefore,
} from './entry.ts';
import { lookAround, rhythmOf, type Surroundings } from './neighbours.ts';
import { continuation } from './place.ts';

/**
 * Writes the block at an index behind the entries before it.
 *
 * The ways are tried in order, each read again together with the block before it; the first one
 * that is read as wanted, and leaves that block as it was, is taken (DESIGN 4.2, point 5).
 */
export function writeBlock(writing: Writing, index: number): void {
  const { blocks, entries } = writing;
  const block = effectiveBlock(blocks, index);
  if (block === null) {
    entries[index] = unwritten(blockAt(blocks, index));
    return;
  }
  const around = lookAround(blocks, entries, index, block, writing.style);
  for (const attempt of attemptsFor(writing, around)) {
    const entry = tryAttempt(writing, around, attempt);
    if (entry === null) continue;
    entries[index] = entry;
    return;
  }
  entries[index] = mayStayOut(writing, index, block)
    ? unwritten(blockAt(blocks, index))
    : (afterClosing(writing, around) ?? unsound(writing, around));
}

function blockAt(blocks: readonly Block[], index: number): Block {
  const block = blocks[index];
  invariant(block !== undefined, 'blocks are written by an index of theirs');
  return block;
}

/**
 * The block as the text will hold it, or null where the text holds nothing of it.
 *
 * An empty line is nothing in Markdown. An item whose first line is empty and which goes on with
 * a paragraph begins at that paragraph.
 */
function effectiveBlock(blocks: readonly Block[], index: number): Block | null {
  const block = blockAt(blocks, index);
  if (isEmpty(block) && (block.opens.length === 0 || handsOver(block, blocks[index + 1])))
    return null;
  const above = blocks[index - 1];
  if (above === undefined || !isEmpty(above) || !handsOver(above, block)) return block;
  return { ...block, inside: above.inside, opens: [...above.opens, ...block.opens] };
}

function handsOver(above: Block, below: Block | undefined): boolean {
  return (
    below !== undefined &&
    above.opens.length > 0 &&
    below.opens.length === 0 &&
    !isEmpty(below) &&
    below.inside.length >= above.inside.length + above.opens.length
  );
}

function unwritten(block: Block): Entry {
  return { block, held: block, text: '', lines: 0, reads: [], step: 'unwritten', rhythm: null };
}

function tryAttempt(writing: Writing, around: Surroundings, attempt: Attempt): Entry | null {
  const { entries } = writing;
  const { index, block } = around;
  const text = attempt.lead + attempt.text;
  const from = restartBefore(entries, index);
  const former = entries.slice(from, index).flatMap((entry) => entry?.reads ?? []);
  const texts = entries.slice(from, index).map((entry) => entry?.text ?? '');
  const reads = readTexts(startOf(entries, from), [...texts, text]);
  const found = reads.slice(former.length);
  if (!former.every((read, at) => reads[at] !== undefined && readsSame(read, reads[at])))
    return null;
  if (!saysAsWanted(found, block, attempt)) return null;
  const lines = splitLines(text).length;
  return {
    block: blockAt(writing.blocks, index),
    held: block,
    text,
    lines,
    reads: found,
    step: attempt.step,
    rhythm: rhythmOf(around),
  };
}

function saysAsWanted(found: readonly ReadBlock[], block: Block, attempt: Attempt): boolean {
  const { leaf } = attempt;
  if (leaf === null) return found.length > 0 && found.every(({ inside }) => isBelow(inside, block));
  const [read] = found;
  if (found.length !== 1 || read === undefined) return false;
  if (leaf !== 'verbatim') return readsAs(read, block, leaf);
  const { body, source } = block;
  if (read.text !== attempt.text || read.margin !== source?.margin) return false;
  const sameKind =
    body.kind === 'heading' ? isHeading(read, body.level) : read.leaf.kind === body.kind;
  return sameKind && readsAs(read, block, read.leaf);
}

function isHeading({ leaf }: ReadBlock, level: number): boolean {
  return leaf.kind === 'heading' && leaf.level === level;
}

function isBelow(inside: Block['inside'], block: Block): boolean {
  return block.inside.every((kind, index) => inside[index] === kind);
}

/**
 * Writes the block behind a change of the one before it.
 *
 * HTML and code without an end would swallow it, and below indented code micromark lets no empty
 * item and no number but 1 begin.
 */
function afterClosing(writing: Writing, around: Surroundings): Entry | null {
  const { entries, style } = writing;
  const at = writtenBefore(entries, around.index);
  const entry = entries[at];
  const closed =
    entry === undefined ? null : (ended(entry, writing, at) ?? fenced(entry, writing, at));
  if (entry === undefined || closed === null) return null;
  entries[at] = closed;
  const again = lookAround(writing.blocks, entries, around.index, around.block, style);
  const found = firstSound(writing, again);
  if (found === null) entries[at] = entry;
  return found;
}

/** The entry with an end added to its HTML or its fence; null where it has one. */
function ended(entry: Entry, { entries, style }: Writing, at: number): Entry | null {
  const read = entry.reads.at(-1);
  const closer = read?.open ? closerOf(read) : null;
  if (read === undefined || closer === null) return null;
  const text = `${entry.text}${continuation(read.after, style)}${closer}${lineEndOf(entry.text)}`;
  const reads = readTexts(startOf(entries, at), [text]);
  const step = `${entry.step.split('+')[0]}+closed` as Step;
  return { ...entry, text, reads, lines: splitLines(text).length, step };
}

/** The entry with a fence around its indented code; null where it is something else. */
function fenced(entry: Entry, writing: Writing, at: number): Entry | null {
  const { blocks, entries, style } = writing;
  const { held, reads } = entry;
  if (held.body.kind !== 'code' || reads.at(-1)?.leaf.kind !== 'code') return null;
  const before = entries.slice(0, at);
  const around = lookAround(blocks, before, at, held, style);
  for (const attempt of attemptsFor({ ...writing, entries: before }, around)) {
    if (!attempt.step.startsWith('plain')) continue;
    const found = tryAttempt({ ...writing, entries: before }, around, attempt);
    if (found !== null) return { ...found, step: 'plain+closed' };
  }
  return null;
}

function firstSound(writing: Writing, around: Surroundings): Entry | null {
  for (const attempt of attemptsFor(writing, around)) {
    const entry = tryAttempt(writing, around, attempt);
    if (entry !== null) return entry;
  }
  return null;
}

function closerOf(read: ReadBlock): string | null {
  if (read.leaf.kind === 'html')
    return read.leaf.unclosed === null ? null : htmlCloser(read.leaf.unclosed, read.leaf.text);
  if (read.leaf.kind !== 'code') return null;
  return /(?:`{3,}|~{3,})/.exec(read.text)?.[0] ?? null;
}

/** The last resort, so that no word is lost: the plainest text, whatever it is read as. */
function unsound(writing: Writing, around: Surroundings): Entry {
  const attempts = [...attemptsFor(writing, around)];
  const last = attempts.at(-1);
  const text = last === undefined ? '' : last.lead + last.text;
  const reads = readTexts(startOf(writing.entries, around.index), [text]);
  const lines = splitLines(text).length;
  const block = blockAt(writing.blocks, around.index);
  return { block, held: around.block, text, lines, reads, step: 'unsound', rhythm: null };
}
