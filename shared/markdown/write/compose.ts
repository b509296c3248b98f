import { changedFrom, pairLines } from '../line-pairs.ts';
import type { Block, Container, NoteStyle } from '../model.ts';
import type { LeafText } from './leaf-text.ts';
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
  const { block, place, peeled, style } = parts;
  let first = place.first;
  let rest = place.rest;
  // A footnote takes four columns of further lines, however long its label is.
  let ahead = 0;
  for (const [index, container] of block.opens.entries()) {
    const former = peeled?.markers[index];
    if (index > 0) first += former?.indent ?? '';
    const markerColumn = columnsOf(first);
    first += markerOf(container) + gapOf(container, former?.gap, parts);
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

function gapOf(container: Container, former: string | undefined, parts: Parts): string {
  const { lines } = parts.leaf;
  const gap = former ?? parts.gap;
  if (lines.length === 1 && lines[0] === '') return gap;
  // Without a blank of its own a quote's sign would take one of the words'.
  if (container.kind === 'quote') {
    const hadWords = parts.peeled?.lines[0]?.text.trim() !== '';
    return former === '' && hadWords && !/^[ \t]/.test(lines[0] ?? '') ? '' : ' ';
  }
  return gap === '' || /\t/.test(gap.slice(1)) ? ' ' : gap;
}

function joinLines(parts: Parts, first: string, rest: string): string {
  const { leaf, place, lineEnd } = parts;
  const peeled = keepsPlace(parts) ? parts.peeled : null;
  const former = peeled?.lines ?? [];
  const isSameStart = peeled !== null && beginsAs(parts, peeled);
  // Words below a line of nothing but markers stay there; a task's box is one on its marker's line only.
  const head = isSameStart && /^(?!\\?\[)./s.test(leaf.lines[0] ?? '') ? peeled.head : '';
  // The former line that begins with the block's markers.
  const marked = peeled?.head === '' ? 0 : -1;
  const hasMarkers = isSameStart && marked === 0;
  // Blanks before words mean nothing where a container's line has taken a part of them.
  const start = /^(?:paragraph|heading)$/.test(leaf.leaf?.kind ?? '') ? /^[ \t]+/ : /^/;
  const said = (words: string, index: number): string =>
    index === 0 ? words.replace(start, '').trimEnd() : words.trimEnd();
  const pairs = pairLines(
    leaf.lines.map(said),
    former.map(({ text }, index) => said(text, index)),
  );
  const changed = changedFrom(pairs, former.length);
  const lines = leaf.lines.map((line, index) => {
    const isFirst = index === 0 && head === '';
    const known = former[pairs[index] ?? -1];
    const prefix = isFirst ? first : rest;
    const stands = (pairs[index] === marked) === isFirst && (hasMarkers || !isFirst);
    if (known !== undefined && (stands || startsAs(known, prefix)))
      return known.raw + (known.end === '' ? lineEnd : '');
    const old = former[changed[index] ?? -1];
    const isOwn = !isFirst || (hasMarkers && old !== undefined && isIndentedAs(line, old));
    // The prefix of an empty line may lack blanks that words stand behind.
    const keepsPrefix = place.keeps === true && line !== '' && isOwn && old?.text.trim() !== '';
    const text =
      keepsPrefix && old !== undefined ? behindOwn(old, line) : behind(line, prefix, isFirst);
    const end = index === leaf.lines.length - 1 ? '' : (known ?? old)?.end;
    return text + (end || lineEnd);
  });
  return head + lines.join('');
}

function behind(line: string, prefix: string, isFirst: boolean): string {
  if (line !== '') return prefix + line;
  return isFirst ? prefix.trimEnd() : blankPrefix(prefix);
}

function isIndentedAs(line: string, { text }: PeeledLine): boolean {
  return indentOf(line) === indentOf(text);
}

/** Other words behind the prefix that a line was written with, lazy or not, and its tabs. */
function behindOwn({ raw, text, end }: PeeledLine, line: string): string {
  const whole = raw.slice(0, raw.length - end.length);
  const indent = indentOf(line);
  // Where the words have the indentation they had, all of it stays: it may be a part of a tab.
  const isCut = !whole.endsWith(text);
  const isSame = indent === indentOf(text);
  const prefix = whole.slice(0, whole.length - (isSame || isCut ? text.trimStart() : text).length);
  return prefix + (isSame || isCut ? line.slice(indent.length) : line);
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** True where the block's lines stand where they stood. */
function keepsPlace({ peeled, place, block }: Parts): boolean {
  return peeled !== null && place.first === ownStart(block, peeled);
}

/** True where the block begins as it began: with the same markers. */
function beginsAs({ block }: Parts, { markers }: Peeled): boolean {
  const { opens } = block;
  const isSame = (container: Container, index: number) =>
    markerOf(container) === markers[index]?.text;
  return opens.length === markers.length && opens.every(isSame);
}

function startsAs(line: PeeledLine, first: string): boolean {
  if (!line.raw.startsWith(first)) return false;
  const words = line.raw.slice(first.length);
  // What is left of a tab that a container takes a part of stands in `first`, too.
  return words.startsWith(line.text) || words.startsWith(line.text.trimStart());
}
