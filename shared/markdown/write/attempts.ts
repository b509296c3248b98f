import { fingerprint } from '../fingerprint.ts';
import { countLines } from '../gap.ts';
import type { Definitions } from '../inline/index.ts';
import type { Block, NoteStyle } from '../model.ts';
import type { ReadLeaf } from '../read/leaf.ts';
import { composeBlock } from './compose.ts';
import { blockBeside, isEmpty, isSilent, saysNothing } from './empty.ts';
import type { Entries } from './entries.ts';
import { lineEndOf, type Step } from './entry.ts';
import { isWhereItWas, leadFor } from './lead.ts';
import { type LeafText, leafText } from './leaf-text.ts';
import { neighbourGap, neighbourPlace, ownPlace, type Surroundings } from './neighbours.ts';
import { type Peeled, peel } from './peel.ts';
import { blankPrefix, continuation, type Place } from './place.ts';

/** What the writer of blocks works on. */
export interface Writing {
  /** An entry for each block; those that were not looked at yet are `unwritten`. */
  entries: Entries;
  /** The first entry that was written. */
  from: number;
  readonly style: NoteStyle;
  readonly definitions: Definitions;
}

/** One way to write a block: its lines, and what must be read in them. */
export interface Attempt {
  readonly step: Step;
  readonly lead: string;
  readonly text: string;
  /** Null where any reading of these lines will do. */
  readonly leaf: ReadLeaf | 'verbatim' | null;
}

/** An empty item that nothing hangs on may wait for its first word. */
export function mayStayOut(
  { entries }: Pick<Writing, 'entries'>,
  index: number,
  block: Block,
): boolean {
  const next = blockBeside(entries, index, 1);
  return isEmpty(block) && (next === undefined || next.inside.length <= block.inside.length);
}

/**
 * The ways to write a block, from the one that keeps most to the plainest.
 *
 * They are made one by one, because nearly always the first one will do.
 */
export function* attemptsFor(writing: Writing, around: Surroundings): Iterable<Attempt> {
  const { block } = around;
  const peeled = block.source === null ? null : peel(block.source);
  const lineEnd = lineEndOf(block.source?.text ?? '') || writing.style.lineEnd;
  const lead = leadFor(giverOf(around), lineEnd);
  const kept = block.source !== null && fingerprint(block) === block.source.fingerprint;
  const neighbour = neighbourPlace(around);
  const own = peeled === null ? null : ownPlace(around, peeled);
  const aligned = alignedPlace(around);
  const make = (step: Step, place: Place, form: 'own' | 'plain' | 'escaped'): Attempt => {
    const from = form === 'own' ? peeled : null;
    const said = leafText(block, {
      ...writing,
      peeled: from,
      form: form === 'own' ? form : 'plain',
      kept,
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
  if (kept && stays) yield verbatim(block, block.source?.lead ?? '', lineEnd);
  if (kept && own !== null) yield offer(verbatim(block, lead, lineEnd));
  // Its containers stand elsewhere, or it begins them now, and it may still be inside them where it is.
  const isElsewhere = kept ? own === null : isHandedOver(around);
  if (isElsewhere && peeled !== null) {
    const said = leafText(block, { ...writing, peeled, form: 'own', kept });
    yield offer({ ...verbatim(block, lead, lineEnd), leaf: said.leaf });
  }
  const step = kept ? 'moved' : 'written';
  for (const place of ownPlaces(own, block)) yield offer(make(step, place, 'own'));
  yield offer(make(step, neighbour, 'own'));
  if (!kept && isEmpty(block) && mayStayOut(writing, around.index, block)) return;
  if (countLines(lead) === 0) for (const way of ways) yield withBlank(way, around, lineEnd);
  yield* unsigned(ways, around, lineEnd);
  // Below an empty item a blank line would end it.
  const above = blockBeside(around.entries, around.index, -1);
  if (above !== undefined && isEmpty(above)) for (const way of ways) yield { ...way, lead: '' };
  yield make(`${step}+aligned`, aligned, 'own');
  yield withBlank(make(`${step}+aligned`, aligned, 'own'), around, lineEnd);
  yield make('plain', neighbour, 'plain');
  yield make('plain', neighbour, 'escaped');
  yield withBlank(make('plain', neighbour, 'plain'), around, lineEnd);
  yield withBlank(make('plain', neighbour, 'escaped'), around, lineEnd);
  const last = withBlank(make('plain+aligned', aligned, 'plain'), around, lineEnd);
  yield last;
  if (!isRaw(block)) return;
  yield { ...make('plain', neighbour, 'plain'), step: 'raw', leaf: null };
  yield { ...last, step: 'raw', leaf: null };
}

/** True for a block that is as it was read, but that an empty one above it hands its containers to it. */
function isHandedOver({ entries, index, block }: Surroundings): boolean {
  const own = entries.blockAt(index);
  return own !== undefined && own !== block && own.source?.fingerprint === fingerprint(own);
}

/** The block that stands where this one is written: an empty one that hands its markers over. */
function giverOf(around: Surroundings): Surroundings {
  const { entries, index } = around;
  // What came into the text behind it brings blank lines of its own.
  if (entries.blockAt(index) === around.block || around.block.source === null) return around;
  let at = index - 1;
  for (let above = entries.blockAt(at); above !== undefined && isSilent(above); ) {
    above = entries.blockAt(--at);
  }
  const giver = entries.blockAt(at);
  return giver === undefined ? around : { ...around, index: at, block: giver };
}

/**
 * A block's own place, first with the prefixes of lines that get other words.
 *
 * What is a heading now may have been words with a lazy line that looks like an underline.
 */
function ownPlaces(own: Place | null, { body }: Block): readonly Place[] {
  if (own === null) return [];
  return body.kind === 'heading' ? [own] : [{ ...own, keeps: true }, own];
}

/** True for source, and for words with HTML at the start of a line: there it may be a block of its own. */
function isRaw({ body }: Block): boolean {
  if (body.kind !== 'paragraph') return body.kind === 'source';
  const solid = body.content.filter((inline) => inline.type === 'break' || !saysNothing(inline));
  return solid.some(({ type }, index) => {
    return type === 'source' && (index === 0 || solid[index - 1]?.type === 'break');
  });
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

/** The signs of a quote above tie blank lines to it only where it still stands as it did. */
function unsigned(
  ways: readonly Attempt[],
  { frame, style }: Surroundings,
  lineEnd: string,
): readonly Attempt[] {
  const line = `${blankPrefix(continuation(frame, style))}${lineEnd}`;
  return ways
    .filter(({ lead }) => lead.includes('>'))
    .map((way) => ({ ...way, lead: line.repeat(countLines(way.lead)) }));
}

function withBlank(attempt: Attempt, { frame, style }: Surroundings, lineEnd: string): Attempt {
  if (countLines(attempt.lead) > 0) return attempt;
  const step: Step = attempt.step.includes('+') ? attempt.step : (`${attempt.step}+blank` as Step);
  return { ...attempt, step, lead: blankPrefix(continuation(frame, style)) + lineEnd };
}
