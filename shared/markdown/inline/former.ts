import type { Inline, Mark } from '../model.ts';
import { flatten } from './flatten.ts';
import type { Definitions } from './label.ts';
import type { InlinePosition, Piece } from './piece.ts';
import { scan } from './scan.ts';

/** A mark as the source writes it. */
export interface Span {
  readonly mark: Mark;
  /** The source of its delimiters. */
  readonly open: string;
  readonly close: string;
  /** The label of a link by reference. */
  readonly label: string | null;
}

/**
 * The former reading of a block that changed.
 *
 * Content is counted in atoms: a UTF-16 unit of text, or an image, a break, a piece of source.
 */
export interface Former {
  readonly source: string;
  readonly content: readonly Inline[];
  readonly pieces: readonly Piece[];
  /** The atoms before each piece. */
  readonly starts: readonly number[];
  /** The spans by the index of their opening piece. */
  readonly spans: ReadonlyMap<number, Span>;
  readonly atoms: number;
}

/** A place where the former source can be cut. */
export interface Cut {
  /** The index in the source. */
  readonly index: number;
  /** The atoms before it. */
  readonly atoms: number;
  /** The spans around the kept side, outermost first. */
  readonly spans: readonly Span[];
}

/** A stack that shares its tail, so that remembering one at every piece costs nothing. */
type Nest = { readonly span: Span; readonly outer: Nest } | null;

/** How many atoms a run of content is. */
export function atomsOf(inline: Inline): number {
  return inline.type === 'text' ? inline.text.length : 1;
}

/** Reads the former source of a block. */
export function readFormer(
  source: string,
  definitions: Definitions,
  position: InlinePosition,
): Former {
  return formerOf(source, scan(source, definitions, position));
}

/** A source as it was read. */
export function formerOf(source: string, pieces: readonly Piece[]): Former {
  const starts: number[] = [];
  let atoms = 0;
  for (const piece of pieces) {
    starts.push(atoms);
    atoms += pieceAtoms(piece);
  }
  return {
    source,
    content: flatten(pieces, source),
    pieces,
    starts,
    spans: pairSpans(pieces, source),
    atoms,
  };
}

function pieceAtoms(piece: Piece): number {
  if (piece.kind === 'text') return piece.text.length;
  return piece.kind === 'image' || piece.kind === 'break' || piece.kind === 'source' ? 1 : 0;
}

function pairSpans(pieces: readonly Piece[], source: string): ReadonlyMap<number, Span> {
  const spans = new Map<number, Span>();
  const open: { readonly index: number; readonly source: string }[] = [];
  pieces.forEach((piece, index) => {
    if (piece.kind === 'open') open.push({ index, source: source.slice(piece.from, piece.to) });
    if (piece.kind !== 'close') return;
    const opening = open.pop();
    if (opening === undefined) return;
    const close = source.slice(piece.from, piece.to);
    spans.set(opening.index, {
      mark: piece.mark,
      open: opening.source,
      close,
      label: piece.label,
    });
  });
  return spans;
}

/** The last place with at most `limit` atoms before it; with `outside`, one in no span. */
export function cutAfter(former: Former, limit: number, outside: boolean): Cut {
  let nest: Nest = null;
  let best: { index: number; atoms: number; nest: Nest } = {
    index: leadingBlanks(former),
    atoms: 0,
    nest,
  };
  for (const [index, piece] of former.pieces.entries()) {
    const start = former.starts[index] ?? 0;
    if (start >= limit) break;
    nest = nestAfter(former, index, nest);
    const taken = Math.min(pieceAtoms(piece), limit - start);
    if (taken === 0 || (outside && nest !== null)) continue;
    const at = indexInPiece(piece, taken);
    if (at !== null) best = { index: at, atoms: start + taken, nest };
  }
  return { index: best.index, atoms: best.atoms, spans: spansOf(best.nest) };
}

/** The first place with at least `limit` atoms before it; with `outside`, one in no span. */
export function cutBefore(former: Former, limit: number, outside: boolean): Cut {
  let nest: Nest = null;
  for (const [index, piece] of former.pieces.entries()) {
    const start = former.starts[index] ?? 0;
    nest = nestAfter(former, index, nest);
    const skipped = Math.max(0, limit - start);
    if (skipped >= pieceAtoms(piece) || (outside && nest !== null)) continue;
    const at = indexInPiece(piece, skipped);
    if (at !== null) return { index: at, atoms: start + skipped, spans: spansOf(nest) };
  }
  return { index: trailingBlanks(former), atoms: former.atoms, spans: [] };
}

/** The source index after `taken` atoms of a piece, or null where it cannot be cut there. */
function indexInPiece(piece: Piece, taken: number): number | null {
  if (taken === 0) return piece.from;
  if (taken === pieceAtoms(piece)) return piece.to;
  return piece.kind === 'text' && isLiteral(piece) ? piece.from + taken : null;
}

/** True for text that is written as it is read, character by character. */
export function isLiteral(piece: Extract<Piece, { kind: 'text' }>): boolean {
  return piece.text.length === piece.to - piece.from;
}

function nestAfter(former: Former, index: number, nest: Nest): Nest {
  const piece = former.pieces[index];
  if (piece?.kind === 'close') return nest?.outer ?? null;
  const span = former.spans.get(index);
  return span === undefined ? nest : { span, outer: nest };
}

function spansOf(nest: Nest): readonly Span[] {
  const spans: Span[] = [];
  for (let at = nest; at !== null; at = at.outer) spans.push(at.span);
  return spans.reverse();
}

function leadingBlanks(former: Former): number {
  const first = former.pieces[0];
  return first?.kind === 'blank' && former.pieces.length > 1 ? first.to : 0;
}

function trailingBlanks(former: Former): number {
  const last = former.pieces.at(-1);
  return last?.kind === 'blank' && former.pieces.length > 1 ? last.from : former.source.length;
}

/** The pieces that hold the atoms from `from` to `to`, with the first atom of each. */
export function* piecesBetween(
  former: Former,
  from: number,
  to: number,
): Generator<{ readonly piece: Piece; readonly start: number }> {
  for (let index = firstPieceAt(former, from); index < former.pieces.length; index++) {
    const piece = former.pieces[index];
    const start = former.starts[index] ?? 0;
    if (piece === undefined || start >= to) return;
    if (pieceAtoms(piece) > 0) yield { piece, start };
  }
}

/** The index of the last piece that begins at or before `atom`, by halving. */
function firstPieceAt(former: Former, atom: number): number {
  let [low, high] = [0, former.starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((former.starts[middle] ?? 0) <= atom) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
