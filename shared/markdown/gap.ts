import type { Block } from './model.ts';

/** What of a block counts here. */
type Standing = Pick<Block, 'inside' | 'opens' | 'body'>;

/**
 * What meets between two neighbouring blocks, as a key for habits about blank lines.
 *
 * `next` is an item after another one of its level, `child` the first item below an item; all
 * other meetings are named by what stands above and below.
 */
export function gapKind(above: Standing | undefined, below: Standing): string {
  if (above === undefined) return 'start';
  if (below.opens[0]?.kind === 'item') {
    const depth = below.inside.length;
    if (kindAt(above, depth) === 'item') return isOtherList(above, below) ? 'item>item' : 'next';
    const outer = above.inside.length + above.opens.length;
    if (depth === outer && kindAt(above, depth - 1) === 'item') return 'child';
  }
  return `${nameOf(above)}>${nameOf(below)}`;
}

/** True for an item right below an item of another list: with another bullet, or a number there. */
function isOtherList(above: Standing, below: Standing): boolean {
  const [one, other] = [above.opens[0], below.opens[0]];
  if (above.inside.length !== below.inside.length) return false;
  if (one?.kind !== 'item' || other?.kind !== 'item') return false;
  return one.marker.slice(-1) !== other.marker.slice(-1);
}

/** The kind of the container that holds a block's words at a depth, counted from 0. */
function kindAt({ inside, opens }: Standing, depth: number): string | undefined {
  return depth < inside.length ? inside[depth] : opens[depth - inside.length]?.kind;
}

function nameOf(block: Standing): string {
  return block.opens[0]?.kind ?? block.body.kind;
}

/**
 * True for a block that has the name it had in the file; what met in front of it there tells.
 *
 * Nothing tells it of the first one, which keeps its name in most cases.
 */
export function hasNameOfFile(block: Block): boolean {
  const gap = block.source?.gap ?? 'start';
  if (gap === 'start') return true;
  return nameOf(block) === (isListGap(gap) ? 'item' : gap.slice(gap.indexOf('>') + 1));
}

/** True for the gaps inside a list, where blank lines make it loose. */
export function isListGap(kind: string): boolean {
  return kind === 'next' || kind === 'child';
}

/** True for the gaps inside a list, and between footnotes or definitions: the first one stands apart for all. */
export function isRunGap(kind: string): boolean {
  return isListGap(kind) || kind === 'footnote>footnote' || kind === 'definition>definition';
}

/** How many lines a lead has. */
export function countLines(lead: string): number {
  return lead === '' ? 0 : (lead.match(/\r\n|\n|\r/g)?.length ?? 0);
}
