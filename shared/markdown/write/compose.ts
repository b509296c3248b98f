import type { Block, Container, NoteStyle } from '../model.ts';
import type { LeafText } from './leaf-text.ts';
import { pairFromEnds } from './line-pairs.ts';
import { ownStart } from './own-start.ts';
import type { Peeled, PeeledLine } from './peel.ts';
import { blankPrefix, columnsOf, type Place, padTo } from './place.ts';

/** What a block's lines are made of. */
export interface Parts {
  readonly block: Block;
  readonly place: Place;
  readonly leaf: LeafText;
  /** The block's former source where its lines may be kept. */
  readonly peeled: Peeled | null;
  /** White space behind a marker where the block has none of its own. */
  readonly gap: string;
  readonly lineEnd: string;
  readonly style: NoteStyle;
}

/**
 * Joins prefixes, markers and words to a block's own lines; each has a line end.
 *
 * A line whose words and whose prefix are as before keeps its bytes: lazy prefixes, trailing
 * blanks and line ends are nobody's business but the author's.
 */
export function composeBlock(parts: Parts): string {
  const { block, place, leaf, peeled, style } = parts;
  let first = place.first;
  let rest = place.rest;
  // A footnote takes four columns of further lines, however long its label is.
  let ahead = 0;
  for (const [index, container] of block.opens.entries()) {
    const former = peeled?.markers[index];
    if (index > 0) first += former?.indent ?? '';
    const markerColumn = columnsOf(first);
    first += markerOf(container) + gapOf(container, former?.gap ?? parts.gap, leaf);
    if (container.kind === 'quote') rest = `${padTo(rest, markerColumn - ahead, style)}> `;
    else if (container.kind === 'item') rest = padTo(rest, columnsOf(first) - ahead, style);
    else {
      rest = padTo(rest, columnsOf(rest) + 4, style);
      ahead = columnsOf(first) - columnsOf(rest);
    }
  }
  return joinLines(parts, first, rest);
}

function markerOf(container: Container): string {
  if (container.kind === 'quote') return '>';
  return container.kind === 'item' ? container.marker : `[^${container.label}]:`;
}

function gapOf(container: Container, gap: string, leaf: LeafText): string {
  if (leaf.lines.length === 1 && leaf.lines[0] === '') return gap;
  if (container.kind === 'quote') return ' ';
  return gap === '' || /\t/.test(gap.slice(1)) ? ' ' : gap;
}

function joinLines(parts: Parts, first: string, rest: string): string {
  const { leaf, peeled, lineEnd } = parts;
  const former = keepsPlace(parts) ? (peeled?.lines ?? []) : [];
  const kept = pairFromEnds(leaf.lines, former, says);
  const last = leaf.lines.length - 1;
  let text = '';
  for (const [index, line] of leaf.lines.entries()) {
    const known = kept[index];
    if (known !== undefined && (index > 0 || startsAs(known, first))) {
      text += known.end === '' ? known.raw + lineEnd : known.raw;
      continue;
    }
    const prefix = index === 0 ? first : rest;
    const end = known?.end ?? former[index]?.end ?? lineEnd;
    const blank =
      line === '' ? (index === 0 ? first.trimEnd() : blankPrefix(prefix)) : prefix + line;
    text += blank + (end === '' || index === last ? lineEnd : end);
  }
  return text;
}

/** True where the block's lines stand where they stood. */
function keepsPlace({ peeled, place, block }: Parts): boolean {
  return peeled !== null && place.first === ownStart(block, peeled);
}

function startsAs(line: PeeledLine, first: string): boolean {
  if (!line.raw.startsWith(first)) return false;
  const words = line.raw.slice(first.length);
  // What is left of a tab that a container takes a part of stands in `first`, too.
  return words.startsWith(line.text) || words.startsWith(line.text.trimStart());
}

/** The blanks at both ends of a paragraph's lines do not count where only words are compared. */
function says(words: string, line: PeeledLine): boolean {
  return line.text.trimEnd() === words.trimEnd();
}
