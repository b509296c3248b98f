import { inlinesEqual } from './compare.ts';
import type { InlineContext } from './context.ts';
import { type Draft, escapeAt, TEXT } from './draft.ts';
import { flatten } from './flatten.ts';
import { isLiteral } from './former.ts';
import type { Definitions } from './label.ts';
import { lineStartEscapes } from './line-start.ts';
import type { InlinePosition, Piece } from './piece.ts';
import { scan } from './scan.ts';

/** Each round escapes at least one character; a text that needs more is escaped as a whole. */
const MOST_ROUNDS = 12;

/** A draft without accidents, and how it is read. */
export interface Repaired {
  readonly draft: Draft;
  readonly pieces: readonly Piece[];
}

/**
 * Escapes the text of a draft that Markdown would take for syntax, and nothing else.
 *
 * The draft is read, and where a construct begins at a character that is meant as text, that
 * character is escaped, until none does. So an asterisk between blanks stays as it is.
 */
export function repair(
  draft: Draft,
  definitions: Definitions,
  position: InlinePosition,
  previous: string | null,
): Repaired {
  let current = position === 'cell' ? escapeAt(draft, barsOf(draft)) : draft;
  for (let round = 0; ; round++) {
    const pieces = scan(current.source, definitions, position);
    if (round === MOST_ROUNDS) return { draft: current, pieces };
    const accidents = accidentsIn(pieces, current);
    const escapes =
      accidents.length > 0 ? accidents : lineStartEscapes(current, position, previous);
    if (escapes.length === 0) return { draft: current, pieces };
    current = escapeAt(current, escapes);
  }
}

/** How a draft is read if nothing begins at its text, else null. */
export function accidentFree(
  draft: Draft,
  { definitions, position, previous }: Omit<InlineContext, 'style'>,
): readonly Piece[] | null {
  if (position === 'cell' && barsOf(draft).length > 0) return null;
  const pieces = scan(draft.source, definitions, position);
  const isFree =
    accidentsIn(pieces, draft).length === 0 &&
    lineStartEscapes(draft, position, previous).length === 0;
  return isFree ? pieces : null;
}

/** Escapes times characters beyond this are left as they are: each costs another reading. */
const MOST_TO_THIN = 20_000;

/**
 * Leaves out what escapes others have made needless, of those that came into `draft`.
 *
 * The result is read as the repaired draft is.
 */
export function thinOut(
  draft: Draft,
  repaired: Repaired,
  context: Omit<InlineContext, 'style'>,
): Repaired {
  let escapes = addedEscapes(draft, repaired.draft);
  if (escapes.length * draft.source.length > MOST_TO_THIN) return repaired;
  const wanted = flatten(repaired.pieces, repaired.draft.source);
  let best = repaired;
  // What was needed beside an escape may not be needed without it, so it is asked again.
  for (let before = Number.POSITIVE_INFINITY; escapes.length < before; ) {
    before = escapes.length;
    for (const one of escapes) {
      const fewer = escapes.filter((at) => at !== one);
      const candidate = escapeAt(draft, fewer);
      const pieces = accidentFree(candidate, context);
      if (pieces === null || !inlinesEqual(flatten(pieces, candidate.source), wanted)) continue;
      escapes = fewer;
      best = { draft: candidate, pieces };
    }
  }
  return best;
}

/** Where escapes came into a draft, as indices of the former one. */
function addedEscapes(before: Draft, after: Draft): readonly number[] {
  const found: number[] = [];
  let ahead = 0;
  for (let at = 0; at < before.source.length; at++) {
    if (before.roles[at] !== TEXT || after.roles[at + ahead] === TEXT) continue;
    found.push(at);
    ahead++;
  }
  return found;
}

/** The bars of a table cell that no backslash guards. */
function barsOf(draft: Draft): number[] {
  return textMatches(draft, /\|/g);
}

/** Escapes all text that could be inline syntax: the way out where the rest fails. */
export function escapeAll(draft: Draft): Draft {
  return escapeAt(draft, textMatches(draft, /[\\`*_~[\]<>&!]|@|\.|:(?=\/\/)/g));
}

function textMatches(draft: Draft, pattern: RegExp): number[] {
  const found: number[] = [];
  for (const match of draft.source.matchAll(pattern)) {
    if (draft.roles[match.index] === TEXT) found.push(match.index);
  }
  return found;
}

/** The characters meant as text with which something else begins. */
function accidentsIn(pieces: readonly Piece[], draft: Draft): readonly number[] {
  const begins: number[] = [];
  const ends: number[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'close') ends.push(...delimiterText(piece, draft));
    else if (piece.kind === 'open') begins.push(...delimiterText(piece, draft));
    else if (piece.kind === 'image') begins.push(...textIn(piece, draft).slice(0, 2).slice(-1));
    else if (piece.kind === 'text' && isLiteral(piece)) continue;
    else if (piece.kind !== 'blank') begins.push(...textIn(piece, draft).slice(0, 1));
  }
  // Text that only ends what is meant to go on is escaped last: often the rest settles it.
  return begins.length > 0 ? begins : ends;
}

/** All of a run of asterisks or backticks, but only the bracket of a link's end. */
function delimiterText(piece: Extract<Piece, { kind: 'open' | 'close' }>, draft: Draft): number[] {
  const text = textIn(piece, draft);
  return piece.mark.type === 'link' ? text.slice(0, 1) : text;
}

function textIn(piece: Piece, draft: Draft): number[] {
  const found: number[] = [];
  for (let at = piece.from; at < piece.to && found.length < 64; at++) {
    if (draft.roles[at] === TEXT) found.push(at);
  }
  return found;
}
