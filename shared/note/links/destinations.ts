import { decodeText } from '../../markdown/inline/entity.ts';
import type { Definitions } from '../../markdown/inline/label.ts';
import type { Piece } from '../../markdown/inline/piece.ts';
import { scan } from '../../markdown/inline/scan.ts';
import type { Block } from '../../markdown/model.ts';
import { parse, readingOf } from '../../markdown/parse.ts';
import { DEEPEST_BRACKETS, destinationEnd } from '../../markdown/read/target.ts';
import { peel } from '../../markdown/write/peel.ts';

/** Where a link's destination stands in a note, as it is written there. */
export interface Destination {
  /** UTF-16 index in the note's text; `<` and `>` around it do not belong to it. */
  readonly from: number;
  readonly to: number;
  readonly written: string;
  /** What it means: escapes and entities read, percent-encoding still there. */
  readonly url: string;
  /** How it may be written. */
  readonly style: 'bare' | 'enclosed' | 'attribute';
}

/** A block without one of these holds no destination. */
const HINT = /\]\s*[(:]|(?:src|href)\s*=/i;
const ATTRIBUTE = /(?<=[\s"'](?:src|href)\s*=\s*)(["'])(.*?)\1/gis;
/** Behind the label of a definition, up to its destination. */
const DEFINITION = /^\s*\[(?:\\.|[^\\\]])*\]:\s*/;

/**
 * All destinations of a note that are written in it: of links, images, definitions, and of
 * `src` and `href` in HTML. In the order of the text.
 *
 * Found by the same reader that shows the note, so an example in a code block is none.
 */
export function findDestinations(text: string): readonly Destination[] {
  const note = parse(text);
  const definitions = readingOf(note)?.definitions ?? { has: () => false, get: () => undefined };
  const found: Destination[] = [];
  let at = note.bom.length;
  for (const block of note.blocks) {
    const { source } = block;
    if (source === null) continue;
    at += source.lead.length;
    if (HINT.test(source.text)) found.push(...destinationsOf(block, definitions, at));
    at += source.text.length;
  }
  return found;
}

function destinationsOf(block: Block, definitions: Definitions, at: number): Destination[] {
  const lines = linesOf(block);
  const joined = lines.map(({ text }) => text).join('\n');
  const found = spansOf(block, joined, definitions);
  return found.flatMap(({ from, to, style }) => {
    const start = placeOf(lines, from);
    if (start === null) return [];
    const written = joined.slice(from, to);
    const url = decodeText(written);
    return [{ from: at + start, to: at + start + written.length, written, url, style }];
  });
}

interface Line {
  readonly text: string;
  /** Where `text` begins in the block's source. */
  readonly from: number;
}

function linesOf({ source }: Block): readonly Line[] {
  if (source === null) return [];
  const { head, lines } = peel(source);
  let at = head.length;
  return lines.map(({ raw, text, end }) => {
    // From the line's end: of a tab, a part may belong to the container before it.
    const from = at + raw.length - end.length - text.length;
    at += raw.length;
    return { text, from };
  });
}

/** Where a character of the joined lines stands in the block's source. */
function placeOf(lines: readonly Line[], index: number): number | null {
  let left = index;
  for (const { text, from } of lines) {
    if (left <= text.length) return from + left;
    left -= text.length + 1;
  }
  return null;
}

type Span = Pick<Destination, 'from' | 'to' | 'style'>;

function spansOf({ body }: Block, joined: string, definitions: Definitions): readonly Span[] {
  switch (body.kind) {
    case 'paragraph':
    case 'heading':
      return inlineSpans(joined, 0, definitions);
    case 'table':
      return tableSpans(joined, definitions);
    case 'definition':
      return definitionSpans(joined);
    case 'html':
      return attributeSpans(joined, 0);
    default:
      return [];
  }
}

/** A row at a time, so that a stray mark in one hides nothing in the next. */
function tableSpans(joined: string, definitions: Definitions): Span[] {
  let at = 0;
  return joined.split('\n').flatMap((row) => {
    const spans = inlineSpans(row, at, definitions);
    at += row.length + 1;
    return spans;
  });
}

function inlineSpans(source: string, at: number, definitions: Definitions): Span[] {
  return scan(source, definitions).flatMap((piece) => {
    if (piece.kind === 'source') {
      const written = source.slice(piece.from, piece.to);
      return written.startsWith('<')
        ? attributeSpans(written, at + piece.from)
        : resourceSpans(source, source.indexOf('](', piece.from) + 1, at);
    }
    const bracket = resourceAt(piece);
    return bracket === null ? [] : resourceSpans(source, bracket, at);
  });
}

/** Where the round bracket of a link or an image would stand; null for references and text. */
function resourceAt(piece: Piece): number | null {
  if (piece.kind === 'image') return piece.label === null ? piece.tail + 1 : null;
  const isLinkEnd = piece.kind === 'close' && piece.mark.type === 'link' && piece.label === null;
  return isLinkEnd ? piece.from + 1 : null;
}

function resourceSpans(source: string, bracket: number, at: number): Span[] {
  if (source[bracket] !== '(') return [];
  const from = bracket + 1 + blanks(source, bracket + 1);
  return destinationSpan(source, from, destinationEnd(source, from, DEEPEST_BRACKETS), at);
}

function definitionSpans(joined: string): Span[] {
  const from = DEFINITION.exec(joined)?.[0].length ?? null;
  if (from === null) return [];
  return destinationSpan(joined, from, destinationEnd(joined, from, Number.POSITIVE_INFINITY), 0);
}

function destinationSpan(source: string, from: number, end: number | null, at: number): Span[] {
  if (end === null) return [];
  return source[from] === '<'
    ? [{ from: at + from + 1, to: at + end - 1, style: 'enclosed' }]
    : [{ from: at + from, to: at + end, style: 'bare' }];
}

function attributeSpans(html: string, at: number): Span[] {
  return Array.from(html.matchAll(ATTRIBUTE), ({ index, 2: value = '' }): Span => {
    const from = at + index + 1;
    return { from, to: from + value.length, style: 'attribute' };
  });
}

function blanks(source: string, from: number): number {
  return /^[ \t\n]*/.exec(source.slice(from))?.[0].length ?? 0;
}
