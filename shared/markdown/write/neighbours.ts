import { splitLines } from '../../text-patch.ts';
import { countLines, gapKind, isListGap } from '../gap.ts';
import type { Block, NoteStyle, Source } from '../model.ts';
import { type Frame, frameAt } from '../read/frame.ts';
import type { Entries } from './entries.ts';
import { frameBefore, writtenBefore } from './entry.ts';
import { type Peeled, peel } from './peel.ts';
import { blankPrefix, childColumn, columnsOf, continuation, type Place, padTo } from './place.ts';

/** What stands around a block that is to be written. */
export interface Surroundings {
  /** The entries of all blocks; those before `index` are final. */
  readonly entries: Entries;
  readonly index: number;
  readonly block: Block;
  readonly style: NoteStyle;
  /** The innermost container that holds the block. */
  readonly frame: Frame | null;
  /** The block of the same kind and level before it, if any. */
  readonly sibling: { readonly index: number; readonly peeled: Peeled } | null;
}

/** Looks around a block. `block` is the one to write, which may stand for that of the entry. */
export function lookAround(
  entries: Entries,
  index: number,
  block: Block,
  style: NoteStyle,
): Surroundings {
  const frame = frameAt(frameBefore(entries, index), block.inside.length);
  const at = siblingBefore(entries, index, block);
  const read = at === -1 ? undefined : entries.at(at)?.reads[0];
  const sibling = read === undefined ? null : { index: at, peeled: peel(read) };
  return { entries, index, block, style, frame, sibling };
}

/** The index of the nearest block before that a block of its kind and level is written like. */
function siblingBefore(entries: Entries, index: number, block: Block): number {
  const depth = block.inside.length;
  for (let at = index; at > 0; ) {
    at = entries.shallowBefore(at, depth);
    const entry = entries.at(at);
    if (entry === undefined || entry.reads.length === 0) continue;
    const { inside, opens } = entry.held;
    if (inside.length > depth) continue;
    const alike = opens[0]?.kind === block.opens[0]?.kind;
    return inside.length === depth && alike && entry.held.body.kind !== 'source' ? at : -1;
  }
  return -1;
}

/** The place that a block has in its own source, or null where its containers are others now. */
export function ownPlace(around: Surroundings, peeled: Peeled): Place | null {
  const { block, frame, style } = around;
  // Lines of a quote are its own by their signs, wherever those stand; those of items by their column.
  const isByColumn = block.inside.some((kind) => kind !== 'quote');
  if (isByColumn && (frame?.column ?? 0) !== block.source?.margin) return null;
  return { first: peeled.prefix + ownIndent(block, peeled), rest: continuation(frame, style) };
}

function ownIndent(block: Block, peeled: Peeled): string {
  if (block.opens.length > 0) return peeled.markers[0]?.indent ?? '';
  // The text of code and of a definition has its own indentation.
  const { kind } = block.body;
  if (kind === 'code' || kind === 'definition' || peeled.markers.length > 0) return '';
  return /^ {0,3}(?=\S)/.exec(peeled.lines[0]?.text ?? '')?.[0] ?? '';
}

/** Where a block stands by what its neighbours do. */
export function neighbourPlace(around: Surroundings): Place {
  const { block, frame, style, sibling } = around;
  const rest = continuation(frame, style);
  const isItem = block.opens[0]?.kind === 'item';
  const like = sibling?.peeled ?? (isItem ? peeledNext(around) : null);
  if (like !== null) {
    const first = like.prefix + ownIndent(block, like);
    return { first: /^[ \t>]*$/.test(first) ? first : padTo(rest, columnsOf(first), style), rest };
  }
  if (isItem && frame?.container.kind === 'item') {
    return { first: padTo(rest, childColumn(frame, style), style), rest };
  }
  return { first: rest, rest };
}

/** The next block's source where that is an item of the same list. */
function peeledNext(around: Surroundings): Peeled | null {
  const next = around.entries.blockAt(around.index + 1);
  if (next === undefined || next.source === null || next.opens[0]?.kind !== 'item') return null;
  if (next.inside.length !== around.block.inside.length) return null;
  return next.source.margin === (around.frame?.column ?? 0) ? peel(next.source) : null;
}

/** The blanks behind a marker that the neighbours use. */
export function neighbourGap(around: Surroundings): string {
  const like = around.sibling?.peeled ?? peeledNext(around);
  const gap = like?.markers[0]?.gap ?? '';
  return gap === '' ? ' ' : gap;
}

/**
 * The blank lines before a block.
 *
 * Where its neighbour is still the one it was read with, they are kept to the byte. Elsewhere the
 * block's own, then its sibling's, then the file's habit for such a meeting decide.
 */
export function leadFor(around: Surroundings, lineEnd: string): string {
  const { entries, index, block } = around;
  // Blocks that are not in the text are in nobody's way.
  const above = entries.blockAt(writtenBefore(entries, index));
  const { source } = block;
  const prefix = blankPrefix(continuation(around.frame, around.style));
  // A blank line without the sign of a quote would end one that it came into.
  const fits = source !== null && !source.lead.includes('>') && (prefix === '' || !source.lead);
  if (fits && isWhereItWas(around)) return source.lead;
  const given = source === null ? leadBehind(around) : null;
  if (given?.includes('>') === true) return given;
  const kind = gapKind(above, block);
  const own =
    source === null
      ? givenGap(around, kind)
      : ownGap(source, kind, ownLines(around), above?.source?.place ?? Number.POSITIVE_INFINITY);
  const count = own ?? siblingGap(around, kind) ?? usualGap(kind, around.style);
  const isWhole = source !== null && own === countLines(source.lead);
  const signs = quotesIn(prefix);
  // A quote of its own would go on with the one above, were the line between signed like that.
  const most = block.opens.some(({ kind: opened }) => opened === 'quote')
    ? signs
    : quotesAbove(around);
  if (isWhole && hasSignsOf(source.lead, signs, most)) return source.lead;
  return `${prefix}${lineEnd}`.repeat(count);
}

/** True where a block still follows the one that it was read behind, or what is left of that. */
export function isWhereItWas({ entries, index, block: { source } }: Surroundings): boolean {
  if (source === null) return false;
  const written = writtenBefore(entries, index);
  return [index - 1, written].some((at) => {
    if (at === -1) return source.place === 0;
    const above = entries.blockAt(at)?.source ?? null;
    // Places of different readings have nothing to do with each other.
    return above?.reading === source.reading && source.place === above.place + 1;
  });
}

/** The blank lines that a block had, without those of a quote before it that is gone. */
function ownLines(around: Surroundings): number {
  const lead = around.block.source?.lead ?? '';
  if (isWhereItWas(around) || !lead.includes('>')) return countLines(lead);
  // Those with the signs of its own quote stood within that, whatever is above it now.
  const { inside, opens } = around.block;
  const kinds = [...inside, ...opens.map(({ kind }) => kind)];
  const own = kinds.filter((kind) => kind === 'quote').length;
  const most = Math.max(own, quotesAbove(around));
  return splitLines(lead).filter((line) => hasSignsOf(line, 0, most)).length;
}

/** True where each blank line has the signs of at least so many quotes, and at most of so many. */
function hasSignsOf(lead: string, least: number, most: number): boolean {
  const signs = splitLines(lead).map(quotesIn);
  return signs.every((count) => count >= least && count <= most);
}

/** How many quotes are open above a block. */
function quotesAbove({ entries, index, style }: Surroundings): number {
  return quotesIn(continuation(frameBefore(entries, index), style));
}

function quotesIn(prefix: string): number {
  return prefix.split('>').length - 1;
}

/**
 * The blank lines of the block whose place a new one takes, or null where that follows another one.
 *
 * With the sign of a quote they belong to what stands above, and stay there.
 */
function leadBehind({ entries, index, ...around }: Surroundings): string | null {
  const next = entries.blockAt(index + 1);
  if (!next?.source || !isWhereItWas({ ...around, entries, index, block: next })) return null;
  return next.source.lead;
}

/** How many these are, where the same things meet there. */
function givenGap(around: Surroundings, kind: string): number | null {
  const { entries, index } = around;
  const lead = leadBehind(around);
  const next = entries.blockAt(index + 1);
  if (lead === null || next === undefined) return null;
  const above = entries.blockAt(writtenBefore(entries, index));
  const isAlike = next.source?.gap === kind || gapKind(above, next) === kind;
  return isAlike ? countLines(lead) : null;
}

function ownGap(
  { gap: former, place }: Source,
  kind: string,
  count: number,
  above: number,
): number | null {
  if (former === kind) return count;
  if (kind === 'start' || isListGap(former) || isListGap(kind)) return null;
  // None stays none where only the blocks between went away, and not where this one was carried.
  return count > 0 || above < place ? count : null;
}

/** The blank lines between the items of a list, as its neighbours tell. */
function siblingGap(around: Surroundings, kind: string): number | null {
  if (kind !== 'next') return null;
  const { sibling, entries, index, block } = around;
  const known = sibling === null ? null : (entries.at(sibling.index)?.rhythm ?? null);
  const next = entries.blockAt(index + 1);
  return known ?? (next?.inside.length === block.inside.length ? readRhythm(next) : null);
}

/** The blank lines that stood before an item of a list that goes on with it. */
function readRhythm({ source }: Block): number | null {
  return source?.gap === 'next' ? countLines(source.lead) : null;
}

/**
 * The blank lines before the items of a block's list, as far as sources tell; see `Entry`.
 *
 * An item without a source has the rhythm of the one before it.
 */
export function rhythmOf({ block, sibling, entries }: Surroundings): number | null {
  if (block.source !== null) return readRhythm(block);
  return sibling === null ? null : (entries.at(sibling.index)?.rhythm ?? null);
}

function usualGap(kind: string, style: NoteStyle): number {
  if (kind === 'start') return 0;
  return style.gaps[kind] ?? (isListGap(kind) ? 0 : 1);
}
