import { invariant } from '../../assert.ts';
import { splitLines } from '../../text-patch.ts';
import type { Block } from '../model.ts';
import { htmlCloser } from '../read/html.ts';
import type { ReadBlock } from '../read/leaf.ts';
import { type Attempt, attemptsFor, mayStayOut, type Writing } from './attempts.ts';
import { readsAs } from './check.ts';
import { fenceAt } from './code-text.ts';
import { blockBeside, isEmpty, isSilent } from './empty.ts';
import type { Entries } from './entries.ts';
import {
  type Entry,
  lineEndOf,
  readTexts,
  restartBefore,
  type Step,
  startOf,
  unwritten,
  writtenBefore,
} from './entry.ts';
import { rhythmOf } from './lead.ts';
import { lookAround, type Surroundings } from './neighbours.ts';
import { peel } from './peel.ts';
import { continuation } from './place.ts';

/**
 * Writes the block at an index, below the entries before it.
 *
 * The ways are tried in order, each read again together with the block before it; the first one
 * that is read as wanted, and leaves that block as it was, is taken (DESIGN 4.2, point 5).
 */
export function writeBlock(writing: Writing, index: number): void {
  const { entries } = writing;
  const block = effectiveBlock(entries, index);
  if (block === null) {
    put(writing, index, unwritten(blockAt(entries, index)));
    return;
  }
  const around = lookAround(entries, index, block, writing.style);
  const entry = firstSound(writing, around);
  if (entry !== null) put(writing, index, entry);
  else if (mayStayOut(writing, index, block))
    put(writing, index, unwritten(blockAt(entries, index)));
  else put(writing, index, afterClosing(writing, around) ?? unsound(writing, around));
}

/** Puts an entry in its place. */
function put(writing: Writing, index: number, entry: Entry): void {
  writing.entries = writing.entries.with(index, entry);
  writing.from = Math.min(writing.from, index);
}

function blockAt(entries: Entries, index: number): Block {
  const block = entries.blockAt(index);
  invariant(block !== undefined, 'blocks are written by an index of theirs');
  return block;
}

/**
 * The block as the text will hold it, or null where the text holds nothing of it.
 *
 * An item whose first line is empty and which goes on with a paragraph begins at that paragraph.
 */
function effectiveBlock(entries: Entries, index: number): Block | null {
  const block = blockAt(entries, index);
  if (isSilent(block)) return null;
  if (isEmpty(block) && handsOver(block, blockBeside(entries, index, 1))) return null;
  const above = blockBeside(entries, index, -1);
  if (above === undefined || !isEmpty(above) || !handsOver(above, block)) return block;
  return { ...block, inside: above.inside, opens: [...above.opens, ...block.opens] };
}

function handsOver(above: Block, below: Block | undefined): boolean {
  return (
    below !== undefined &&
    above.opens.length > 0 &&
    below.opens.length === 0 &&
    below.inside.length >= above.inside.length + above.opens.length
  );
}

function tryAttempt(writing: Writing, around: Surroundings, attempt: Attempt): Entry | null {
  const { entries } = writing;
  const { index, block } = around;
  const text = attempt.lead + attempt.text;
  const from = restartBefore(entries, index);
  const before = entries.slice(from, index);
  const former = before.flatMap(({ reads }) => reads);
  const texts = before.map((entry) => entry.text);
  const reads = readTexts(startOf(entries, from), [...texts, text]);
  const found = reads.slice(former.length);
  // From one state the same lines are the same block: what stands before stays if its lines do.
  if (!former.every(({ text }, at) => reads[at]?.text === text)) return null;
  if (!saysAsWanted(found, block, attempt)) return null;
  const lines = splitLines(text).length;
  return {
    block: blockAt(entries, index),
    held: block,
    text,
    lines,
    reads: found,
    step: attempt.step,
    rhythm: rhythmOf(around, attempt.lead),
  };
}

function saysAsWanted(found: readonly ReadBlock[], block: Block, attempt: Attempt): boolean {
  const { leaf } = attempt;
  const [read] = found;
  if (leaf === null) {
    // Source says whatever it says, but where its block stands; raw words may be anywhere.
    const stays = attempt.step === 'raw' || read?.inside.length === block.inside.length;
    return read !== undefined && stays && found.every(({ inside }) => isBelow(inside, block));
  }
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
  const entry = entries.at(at);
  const closed =
    entry === undefined ? null : (ended(entry, writing, at) ?? fenced(entry, writing, at));
  if (entry === undefined || closed === null) return null;
  const behind = { ...writing, entries: entries.with(at, closed) };
  const again = lookAround(behind.entries, around.index, around.block, style);
  const found = firstSound(behind, again);
  if (found !== null) put(writing, at, closed);
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
  const { entries, style } = writing;
  const { held, reads } = entry;
  if (held.body.kind !== 'code' || reads.at(-1)?.leaf.kind !== 'code') return null;
  const around = lookAround(entries, at, held, style);
  for (const attempt of attemptsFor(writing, around)) {
    if (!attempt.step.startsWith('plain')) continue;
    const found = tryAttempt(writing, around, attempt);
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
  // Indented code has no end of its own, whatever it says.
  return read.leaf.kind === 'code' ? fenceAt(peel(read).lines[0]?.text ?? '') : null;
}

/** The last resort, so that no word is lost: the plainest text, whatever it is read as. */
function unsound(writing: Writing, around: Surroundings): Entry {
  const attempts = [...attemptsFor(writing, around)];
  const last = attempts.at(-1);
  const text = last === undefined ? '' : last.lead + last.text;
  const reads = readTexts(startOf(writing.entries, around.index), [text]);
  const lines = splitLines(text).length;
  const block = blockAt(writing.entries, around.index);
  return { block, held: around.block, text, lines, reads, step: 'unsound', rhythm: null };
}
