import { splitLines } from '../../text-patch.ts';
import { fingerprint } from '../fingerprint.ts';
import { countLines, gapKind, hasNameOfFile, isListGap, isRunGap } from '../gap.ts';
import type { Block, NoteStyle, Source } from '../model.ts';
import { frameBefore, writtenBefore } from './entry.ts';
import type { Surroundings } from './neighbours.ts';
import { blankPrefix, continuation, quotesIn } from './place.ts';

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
  const habit = siblingGap(around, kind) ?? usualGap(kind, around.style);
  const own = source === null ? givenGap(around, kind) : ownGap(around, source, kind, habit);
  const count = own ?? habit;
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

/** How many these are, where the same things meet there, or where the block behind will have none. */
function givenGap(around: Surroundings, kind: string): number | null {
  const { entries, index, block } = around;
  const lead = leadBehind(around);
  const next = entries.blockAt(index + 1);
  if (lead === null || !next?.source) return null;
  const { gap: former } = next.source;
  if (former === kind) return countLines(lead);
  // Where the next block says something else now, what meets there in the file is all that counts.
  if (fingerprint(next) !== next.source.fingerprint) return null;
  const above = entries.blockAt(writtenBefore(entries, index));
  const goes =
    isListGap(gapKind(block, next)) && !isListGap(former) && isListGap(gapKind(above, next));
  return goes || gapKind(above, next) === kind ? countLines(lead) : null;
}

/** How many blank lines of its own a block keeps in front of it, or null where `habit` decides. */
function ownGap(around: Surroundings, source: Source, kind: string, habit: number): number | null {
  const { entries, index } = around;
  const count = ownLines(around);
  if (source.gap === kind) return count;
  if (kind === 'start') return null;
  const above = entries.blockAt(writtenBefore(entries, index));
  const place = above?.source?.place;
  // Where only the blocks between went away, and the block was not carried.
  const isInOrder = place !== undefined && place < source.place;
  if (!isListGap(kind)) {
    // What was first in its list, or run of footnotes, took along what stood before it, and the file tells how much.
    const isAsInFile = above !== undefined && hasNameOfFile(above) && hasNameOfFile(around.block);
    const isFirstNow = isRunGap(source.gap) && isAsInFile && around.style.gaps[kind] !== undefined;
    return count > 0 || (isInOrder && !isFirstNow) ? count : null;
  }
  // A list that has no blank lines, in a file whose lists have none, gets none, or it would be loose.
  // Below a new block nobody knows whether this one was carried: it keeps what it has.
  if (!isInOrder && place !== undefined) return null;
  if (isListGap(source.gap)) return count;
  // Of the file any blank line counts: those of the list may stand in another one after the next edit.
  const isLoose = habit > 0 || around.style.hasLooseLists;
  return count > 0 && isLoose ? count : null;
}

/** The blank lines between the items of a list, as its neighbours tell. */
function siblingGap(around: Surroundings, kind: string): number | null {
  if (kind !== 'next') return null;
  const { entries, index, block } = around;
  const next = entries.blockAt(index + 1);
  const isBeside = next?.inside.length === block.inside.length;
  return siblingRhythm(around) ?? (isBeside ? readRhythm(next) : null);
}

function siblingRhythm({ sibling, entries }: Surroundings): number | null {
  return sibling === null ? null : (entries.at(sibling.index)?.rhythm ?? null);
}

/** The blank lines that stood before an item of a list that goes on with it. */
function readRhythm({ source }: Block): number | null {
  return source?.gap === 'next' ? countLines(source.lead) : null;
}

/**
 * The blank lines before the items of a block's list; see `Entry`.
 *
 * Sources tell it, and where another block became an item, the blank lines that it kept. An item
 * without a source has the rhythm of the one before it, and so has one that was that one's child.
 */
export function rhythmOf(around: Surroundings, lead: string): number | null {
  const { block, entries, index } = around;
  const read = readRhythm(block);
  if (read !== null) return read;
  if (block.source?.gap === 'child') return siblingRhythm(around);
  const above = entries.blockAt(writtenBefore(entries, index));
  if (gapKind(above, block) === 'next') return countLines(lead);
  return block.source === null ? siblingRhythm(around) : null;
}

function usualGap(kind: string, style: NoteStyle): number {
  if (kind === 'start') return 0;
  return style.gaps[kind] ?? (isListGap(kind) ? 0 : 1);
}
