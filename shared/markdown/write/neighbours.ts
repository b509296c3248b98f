import type { Block, NoteStyle } from '../model.ts';
import { type Frame, frameAt } from '../read/frame.ts';
import type { Entries } from './entries.ts';
import { frameBefore } from './entry.ts';
import { ownStart } from './own-start.ts';
import { type Peeled, peel } from './peel.ts';
import { childColumn, columnsOf, continuation, type Place, padTo, quotesIn } from './place.ts';

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
    at = entries.writtenBefore(at, depth);
    const entry = entries.at(at);
    if (entry === undefined) return -1;
    const { inside, opens } = entry.held;
    if (inside.length > depth) continue;
    const alike = opens[0]?.kind === block.opens[0]?.kind;
    return inside.length === depth && alike ? at : -1;
  }
  return -1;
}

/** The place that a block has in its own source, or null where its containers are others now. */
export function ownPlace(around: Surroundings, peeled: Peeled): Place | null {
  const { block, frame, style } = around;
  // Lines of a quote are its own by their signs, wherever those stand; those of items by their column.
  const isByColumn = block.inside.some((kind) => kind !== 'quote');
  const rest = continuation(frame, style);
  // Below its first line a footnote takes four columns, wherever its words began.
  const column = block.inside.includes('footnote') ? columnsOf(rest) : (frame?.column ?? 0);
  const isOwn = isByColumn
    ? column === block.source?.margin
    : isOfQuotes(peeled.prefix, block.inside.length);
  return isOwn ? { first: ownStart(block, peeled), rest } : null;
}

/** True for what so many quotes, and no item that held them or was held by them, take of a line. */
function isOfQuotes(prefix: string, count: number): boolean {
  return quotesIn(prefix) === count && /^(?:[ \t]*>[ \t]?)*$/.test(prefix);
}

/** Where a block stands by what its neighbours do. */
export function neighbourPlace(around: Surroundings): Place {
  const { block, frame, style, sibling } = around;
  const rest = continuation(frame, style);
  const isItem = block.opens[0]?.kind === 'item';
  const like = sibling?.peeled ?? (isItem ? peeledNext(around) : null);
  if (like !== null) {
    const first = ownStart(block, like);
    return { first: /^[ \t>]*$/.test(first) ? first : padTo(rest, columnsOf(first), style), rest };
  }
  if (isItem && frame?.container.kind === 'item') {
    return { first: padTo(rest, childColumn(frame, style), style), rest };
  }
  return { first: rest, rest };
}

/** The source of the next item of the same list that has one. */
function peeledNext({ entries, index, block, frame }: Surroundings): Peeled | null {
  const depth = block.inside.length;
  for (let at = index + 1; ; at++) {
    const next = entries.blockAt(at);
    if (next === undefined || next.inside.length < depth) return null;
    if (next.inside.length > depth) continue;
    if (next.opens[0]?.kind !== 'item') return null;
    if (next.source !== null)
      return next.source.margin === (frame?.column ?? 0) ? peel(next.source) : null;
  }
}

/** The blanks behind a marker that the neighbours use; an empty item tells nothing of them. */
export function neighbourGap(around: Surroundings): string {
  const { entries, block } = around;
  for (let at = around.sibling?.index ?? -1; at !== -1; at = siblingBefore(entries, at, block)) {
    const gap = gapOf(entries, at, 0);
    if (gap !== '') return gap;
  }
  return peeledNext(around)?.markers[0]?.gap || parentGap(around) || ' ';
}

function gapOf(entries: Entries, at: number, marker: number): string {
  const read = entries.at(at)?.reads[0];
  return read === undefined ? '' : (peel(read).markers[marker]?.gap ?? '');
}

/** The blanks behind the marker of the item that holds a list, where both are bullets or numbers. */
function parentGap({ entries, index, block, frame }: Surroundings): string {
  const [item] = block.opens;
  const depth = block.inside.length - 1;
  if (item?.kind !== 'item' || frame?.container.kind !== 'item') return '';
  if (/\d/.test(item.marker) !== /\d/.test(frame.container.marker)) return '';
  const at = entries.writtenBefore(index, depth);
  const parent = entries.at(at);
  return parent === undefined ? '' : gapOf(entries, at, depth - parent.held.inside.length);
}
