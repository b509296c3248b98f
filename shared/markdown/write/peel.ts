import { splitLines } from '../../text-patch.ts';
import type { Source } from '../model.ts';
import { takeOpening } from '../read/containers.ts';
import { LineCursor } from '../read/cursor.ts';
import { quotesIn } from './place.ts';

/** One line of a block's source, cut where its containers' prefixes end. */
export interface PeeledLine {
  /** The whole line with its end. */
  readonly raw: string;
  /** What it says behind the prefixes. */
  readonly text: string;
  readonly end: string;
}

/** A block's source by its parts. */
export interface Peeled {
  /** What the containers in `inside` take of the first line. */
  readonly prefix: string;
  /** The containers that the block opens, as written. */
  readonly markers: readonly PeeledMarker[];
  /** Lines that hold only markers, and blank ones below them, before the first line of words. */
  readonly head: string;
  readonly lines: readonly PeeledLine[];
  /** The column where its containers end on further lines that lack no prefix. */
  readonly column: number;
}

export interface PeeledMarker {
  readonly indent: string;
  readonly text: string;
  /** White space between the marker and what it holds. */
  readonly gap: string;
}

/**
 * Cuts the source of a block as it was read.
 *
 * The containers it opened are found again from its first line: words that look like a marker
 * would have been one. Only the margin must be known, because an outer item takes white space
 * that looks like an inner one's.
 */
export function peel(source: Pick<Source, 'text' | 'margin'>): Peeled {
  const raw = splitLines(source.text);
  const cursor = new LineCursor();
  const first = raw[0] ?? '';
  cursor.open(first);
  skipToColumn(cursor, source.margin);
  const prefix = first.slice(0, cursor.at);
  const { markers, column } = takeMarkers(cursor, first);
  const quotes = quotesIn(prefix) + markers.filter(({ text }) => text === '>').length;
  const alone = markers.length > 0 && cursor.isBlank() && raw.length > 1;
  const from = alone ? raw.findIndex((line, index) => index > 0 && !isBlank(line, quotes)) : 0;
  const lines = raw.slice(Math.max(from, 0)).map((line, index): PeeledLine => {
    if (index === 0 && from <= 0) return cut(cursor, first);
    cursor.open(line);
    skipPrefixes(cursor, quotes, column);
    return cut(cursor, line);
  });
  return { prefix, markers, head: from > 0 ? raw.slice(0, from).join('') : '', lines, column };
}

function cut(cursor: LineCursor, line: string): PeeledLine {
  return { raw: line, text: cursor.rest(), end: line.slice(cursor.end) };
}

function isBlank(line: string, quotes: number): boolean {
  const cursor = new LineCursor();
  cursor.open(line);
  skipPrefixes(cursor, quotes, 0);
  return cursor.isBlank();
}

function skipToColumn(cursor: LineCursor, column: number): void {
  while (cursor.column < column && cursor.at < cursor.end) {
    if (cursor.indent() > 0) cursor.skipIndent(column - cursor.column);
    else cursor.skipCharacters(1);
  }
}

/** Takes the markers of a line, and tells where their containers end on further ones. */
function takeMarkers(
  cursor: LineCursor,
  line: string,
): { readonly markers: readonly PeeledMarker[]; readonly column: number } {
  const markers: PeeledMarker[] = [];
  // A footnote takes four columns of further lines, however long its label is.
  let ahead = 0;
  for (;;) {
    const start = cursor.at;
    const further = cursor.column - ahead;
    const opening = takeOpening(cursor, false);
    if (opening === null) return { markers, column: further };
    if (opening.container.kind === 'footnote') ahead = cursor.column - (further + opening.size);
    const taken = line.slice(start, cursor.at);
    const [, indent = '', text = '', gap = ''] = /^([ \t]*)(.*?)([ \t]*)$/.exec(taken) ?? [];
    markers.push({ indent, text, gap });
  }
}

/** Takes what a further line has of its containers' prefixes; a lazy line lacks some of it. */
function skipPrefixes(cursor: LineCursor, quotes: number, column: number): void {
  for (let left = quotes; left > 0; left--) {
    const place = cursor.place();
    cursor.skipIndent(Number.POSITIVE_INFINITY);
    if (cursor.code() !== 62) {
      cursor.restore(place);
      return;
    }
    cursor.skipCharacters(1);
    cursor.skipIndent(1);
  }
  cursor.skipIndent(Math.max(0, column - cursor.column));
}
