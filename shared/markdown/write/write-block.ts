import { invariant } from '../../assert.ts';
import { splitLines } from '../../text-patch.ts';
import { fingerprint } from '../fingerprint.ts';
import { countLines } from '../gap.ts';
import type { Definitions } from '../inline/index.ts';
import type { Block, NoteStyle } from '../model.ts';
import { htmlCloser } from '../read/html.ts';
import type { ReadBlock, ReadLeaf } from '../read/leaf.ts';
import { readsAs, readsSame } from './check.ts';
import { composeBlock } from './compose.ts';
import {
  type Entry,
  lineEndOf,
  readTexts,
  restartBefore,
  type Step,
  startOf,
  writtenBefore,
} from './entry.ts';
import { type LeafText, leafText } from './leaf-text.ts';
import {
  isWhereItWas,
  leadFor,
  lookAround,
  neighbourGap,
  neighbourPlace,
  ownPlace,
  type Surroundings,
} from './neighbours.ts';
import { type Peeled, peel } from './peel.ts';
import { blankPrefix, continuation, type Place } from './place.ts';

/** What the writer of blocks works on. `entries` is filled from the front and mutable for speed. */
export interface Writing {
  readonly blocks: readonly Block[];
  readonly entries: Entry[];
  readonly style: NoteStyle;
  readonly definitions: Definitions;
}

/** One way to write a block: its lines, and what must be read in them. */
interface Attempt {
  readonly step: Step;
  readonly lead: string;
  readonly text: string;
  /** Null where any reading of these lines will do. */
  readonly leaf: ReadLeaf | 'verbatim' | null;
}

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

function isEmpty({ body }: Block): boolean {
  if (body.kind === 'source') return body.text.trim() === '';
  return body.kind === 'paragraph' && body.content.every(saysNothing);
}

function saysNothing(
  inline: Extract<Block['body'], { kind: 'paragraph' }>['content'][number],
): boolean {
  if (inline.type === 'break') return true;
  const isCode = inline.marks.some(({ type }) => type === 'code');
  return inline.type === 'text' && !isCode && /^[ \t\n]*$/.test(inline.text);
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

/** An empty item that nothing hangs on may wait for its first word. */
function mayStayOut({ blocks }: Writing, index: number, block: Block): boolean {
  const next = blocks[index + 1];
  return isEmpty(block) && (next === undefined || next.inside.length <= block.inside.length);
}

function unwritten(block: Block): Entry {
  return { block, held: block, text: '', lines: 0, reads: [], step: 'unwritten' };
}

function* attemptsFor(writing: Writing, around: Surroundings): Iterable<Attempt> {
  const { block } = around;
  const peeled = block.source === null ? null : peel(block.source);
  const lineEnd = lineEndOf(block.source?.text ?? '') || writing.style.lineEnd;
  const lead = leadFor(around, lineEnd);
  const kept = block.source !== null && fingerprint(block) === block.source.fingerprint;
  const neighbour = neighbourPlace(around);
  const own = peeled === null || hasWandered(around) ? null : ownPlace(around, peeled);
  const aligned = alignedPlace(around);
  const make = (step: Step, place: Place, form: 'own' | 'plain' | 'escaped'): Attempt => {
    const from = form === 'own' ? peeled : null;
    const said = leafText(block, {
      ...writing,
      peeled: from,
      form: form === 'own' ? form : 'plain',
    });
    const leaf = form === 'escaped' ? escaped(said, block) : said;
    return { step, lead, ...composed(around, place, leaf, from, lineEnd) };
  };
  const ways: Attempt[] = [];
  const offer = (attempt: Attempt): Attempt => {
    ways.push(attempt);
    return attempt;
  };
  const stays = isWhereItWas(around);
  if (kept && stays && !hasWandered(around))
    yield verbatim(block, block.source?.lead ?? '', lineEnd);
  if (kept && own !== null) yield offer(verbatim(block, lead, lineEnd));
  const step = kept ? 'moved' : 'written';
  if (own !== null) yield offer(make(step, own, 'own'));
  yield offer(make(step, neighbour, 'own'));
  if (isEmpty(block) && mayStayOut(writing, around.index, block)) return;
  if (countLines(lead) === 0) for (const way of ways) yield withBlank(way, around, lineEnd);
  // Below an empty item a blank line would end it.
  const above = around.blocks[around.index - 1];
  if (above !== undefined && isEmpty(above)) for (const way of ways) yield { ...way, lead: '' };
  yield make(`${step}+aligned`, aligned, 'own');
  yield withBlank(make(`${step}+aligned`, aligned, 'own'), around, lineEnd);
  yield make('plain', neighbour, 'plain');
  yield make('plain', neighbour, 'escaped');
  yield withBlank(make('plain', neighbour, 'plain'), around, lineEnd);
  yield withBlank(make('plain', neighbour, 'escaped'), around, lineEnd);
  const last = withBlank(make('plain+aligned', aligned, 'plain'), around, lineEnd);
  yield last;
  if (isRaw(block)) yield { ...last, step: 'raw', leaf: null };
}

/** True for words that begin with HTML: alone on a line that is a block of its own. */
function isRaw({ body }: Block): boolean {
  if (body.kind !== 'paragraph') return false;
  return body.content.find((inline) => !saysNothing(inline))?.type === 'source';
}

const PUNCTUATION = /^[!-/:-@[-`{-~]/;

/** The words with their first sign escaped: behind its marker it would mean something else. */
function escaped(leaf: LeafText, { body }: Block): LeafText {
  const [first = '', ...others] = leaf.lines;
  if (leaf.leaf?.kind !== 'paragraph' || body.kind !== 'paragraph') return leaf;
  const begin = body.content.find((inline) => !saysNothing(inline));
  const isPlain = begin?.type === 'text' && begin.marks.length === 0;
  if (!isPlain || !PUNCTUATION.test(first) || first.startsWith('\\')) return leaf;
  const lines = [`\\${first}`, ...others];
  return { lines, leaf: { kind: 'paragraph', content: lines.join('\n') } };
}

function verbatim(block: Block, lead: string, lineEnd: string): Attempt {
  const text = block.source?.text ?? '';
  const whole = lineEndOf(text) === '' ? text + lineEnd : text;
  return { step: 'source', lead, text: whole, leaf: 'verbatim' };
}

function composed(
  { block, style, ...around }: Surroundings,
  place: Place,
  leaf: LeafText,
  peeled: Peeled | null,
  lineEnd: string,
): Pick<Attempt, 'text' | 'leaf'> {
  const gap = neighbourGap({ block, style, ...around });
  return {
    text: composeBlock({ block, place, leaf, peeled, gap, lineEnd, style }),
    leaf: leaf.leaf,
  };
}

function alignedPlace({ frame, style }: Surroundings): Place {
  const rest = continuation(frame, style);
  return { first: rest, rest };
}

/**
 * True for a block that was carried to another place: it takes on the manners of that place.
 *
 * Of two blocks that changed places either may be the one that was carried; it is enough to look
 * at one of them.
 */
function hasWandered({ blocks, index, block }: Surroundings): boolean {
  const above = blocks[index - 1]?.source?.place;
  return block.source !== null && above !== undefined && above > block.source.place;
}

function withBlank(attempt: Attempt, { frame, style }: Surroundings, lineEnd: string): Attempt {
  if (countLines(attempt.lead) > 0) return attempt;
  const step: Step = attempt.step.includes('+') ? attempt.step : (`${attempt.step}+blank` as Step);
  return { ...attempt, step, lead: blankPrefix(continuation(frame, style)) + lineEnd };
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

/** Ends the HTML or the code before the block, which would swallow it, and writes it then. */
function afterClosing(writing: Writing, around: Surroundings): Entry | null {
  const { entries, style } = writing;
  const at = writtenBefore(entries, around.index);
  const entry = entries[at];
  const read = entry?.reads.at(-1);
  if (entry === undefined || read === undefined || !read.open) return null;
  const closer = closerOf(read);
  if (closer === null) return null;
  const text = `${entry.text}${continuation(read.after, style)}${closer}${lineEndOf(entry.text)}`;
  const reads = readTexts(startOf(entries, at), [text]);
  const step = `${entry.step.split('+')[0]}+closed` as Step;
  entries[at] = { ...entry, text, reads, lines: splitLines(text).length, step };
  const found = firstSound(
    writing,
    lookAround(writing.blocks, entries, around.index, around.block, style),
  );
  if (found === null) entries[at] = entry;
  return found;
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
  return { block, held: around.block, text, lines, reads, step: 'unsound' };
}
