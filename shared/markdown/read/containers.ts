import type { Container } from '../model.ts';
import type { LineCursor } from './cursor.ts';
import type { Frame } from './frame.ts';

/** A container that begins at the cursor, before it has its place among the frames. */
export interface Opening {
  readonly container: Container;
  readonly size: number;
  readonly markerColumn: number;
  readonly column: number;
  readonly delimiter: string;
  readonly blankStart: 'no' | 'line';
}

const QUOTE = 62;
const QUOTE_CONTAINER = { kind: 'quote' } as const;
const BRACKET = 91;
const FOOTNOTE_INDENT = 4;
/** Bounded, as a pattern that tries other ways at each character cannot go through megabytes. */
const FOOTNOTE = /\[\^((?:\\[[\]\\]|[^[\]\\ \t\r\n]|\\(?![[\]\\ \t\r\n])){1,999})\]:/y;
const MARKER = /(?:[-*+]|(\d{1,9})[.)])(?=[ \t\r\n]|$)/y;
/** Longest label of a footnote, in characters. */
const MAX_LABEL = 999;

/**
 * Takes the prefix that keeps a line inside a container; false, and nothing taken, where it has none.
 *
 * A blank line stays inside items and footnotes, never inside a quote.
 */
export function staysInside(cursor: LineCursor, frame: Frame): boolean {
  if (frame.container.kind === 'quote') return takeQuote(cursor) !== null;
  if (cursor.isBlank()) {
    if (frame.container.kind === 'item') cursor.skipIndent(frame.size);
    return true;
  }
  if (frame.blankStart === 'gap' || cursor.indent() < frame.size) return false;
  cursor.skipIndent(frame.size);
  return true;
}

/**
 * Takes the start of a container at the cursor; null, and nothing taken, where none begins.
 *
 * While a paragraph is open (`interrupting`) an item must have text and a number must be 1
 * (CommonMark 0.31, section 5.3).
 */
export function takeOpening(cursor: LineCursor, interrupting: boolean): Opening | null {
  if (cursor.indent() >= 4) return null;
  const place = cursor.place();
  const opening = takeQuote(cursor) ?? takeFootnote(cursor) ?? takeItem(cursor, interrupting);
  if (opening === null) cursor.restore(place);
  return opening;
}

/** Takes the start of a further item of the list that `frame` belongs to, or nothing. */
export function takeSibling(cursor: LineCursor, frame: Frame): Opening | null {
  if (frame.container.kind !== 'item' || cursor.indent() >= 4) return null;
  const place = cursor.place();
  const opening = takeItem(cursor, false);
  if (opening !== null && opening.delimiter === frame.delimiter) return opening;
  cursor.restore(place);
  return null;
}

function takeQuote(cursor: LineCursor): Opening | null {
  const place = cursor.place();
  if (cursor.indent() < 4) {
    cursor.skipIndent(3);
    if (cursor.code() === QUOTE) {
      const markerColumn = cursor.column;
      cursor.skipCharacters(1);
      cursor.skipIndent(1);
      const place = { markerColumn, column: cursor.column } as const;
      return { container: QUOTE_CONTAINER, size: 0, ...place, delimiter: '>', blankStart: 'no' };
    }
  }
  cursor.restore(place);
  return null;
}

function takeFootnote(cursor: LineCursor): Opening | null {
  const place = cursor.place();
  cursor.skipIndent(3);
  if (cursor.code() === BRACKET) {
    FOOTNOTE.lastIndex = cursor.at;
    const match = FOOTNOTE.exec(cursor.line);
    const label = match?.[1] ?? '';
    if (match !== null && label.length <= MAX_LABEL && FOOTNOTE.lastIndex <= cursor.end) {
      const markerColumn = cursor.column;
      cursor.skipCharacters(match[0].length);
      cursor.skipIndent(Number.POSITIVE_INFINITY);
      const container = { kind: 'footnote', label } as const;
      const place = { markerColumn, column: cursor.column } as const;
      return { container, size: FOOTNOTE_INDENT, ...place, delimiter: '', blankStart: 'no' };
    }
  }
  cursor.restore(place);
  return null;
}

function takeItem(cursor: LineCursor, interrupting: boolean): Opening | null {
  const start = cursor.column;
  cursor.skipIndent(3);
  MARKER.lastIndex = cursor.at;
  const match = MARKER.exec(cursor.line);
  if (match === null || cursor.at + match[0].length > cursor.end) return null;
  const [marker, digits] = match;
  if (interrupting && digits !== undefined && digits !== '1') return null;
  if (digits === undefined && cursor.isRule()) return null;
  const markerColumn = cursor.column;
  cursor.skipCharacters(marker.length);
  const container = { kind: 'item', marker, task: null } as const;
  const delimiter = marker.slice(-1);
  if (cursor.isBlank()) {
    if (interrupting) return null;
    const column = cursor.column + 1;
    const size = column - start;
    return { container, size, markerColumn, column, delimiter, blankStart: 'line' };
  }
  // More than four columns after the marker are one blank and indented code.
  cursor.skipIndent(cursor.indent() > 4 ? 1 : 4);
  const { column } = cursor;
  return { container, size: column - start, markerColumn, column, delimiter, blankStart: 'no' };
}
