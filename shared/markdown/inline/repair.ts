import { type Draft, escapeAt, TEXT } from './draft.ts';
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
