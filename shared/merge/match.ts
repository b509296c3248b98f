import { longestCommon, type Pair } from '../longest-common.ts';
import { isFence, type OutlineNode } from './outline.ts';

/** Below this likeness two texts are two texts, not one edited. */
const ALIKE = 0.5;
/** Where one line stands in the place of one line, this much in common makes it the same, edited. */
const ALIKE_IN_PLACE = 0.15;
/** One text is the other with one piece more, at its end or inside: typing continued, a word put in. */
const CONTINUED = 0.9;
/** Of two texts equally like, the one at the same depth. */
const SAME_DEPTH = 0.02;
/** The most comparisons inside one gap; larger gaps are matched by equal text only. */
const MAX_COMPARISONS = 40_000;

/**
 * Finds for each node of `side` the node of `base` it was, in order.
 *
 * Equal texts first, by longest common subsequence, ignoring depth, marker, task and stamp; then,
 * inside the gaps that remain, the best alignment by likeness. The pairs rise on both sides.
 */
export function matchNodes(
  base: readonly OutlineNode[],
  side: readonly OutlineNode[],
): Map<OutlineNode, OutlineNode> {
  const pairs = longestCommon(base.map(nodeKey), side.map(nodeKey));
  const matched = new Map<OutlineNode, OutlineNode>();
  let [fromBase, fromSide] = [0, 0];
  for (const [toBase, toSide] of [...pairs, [base.length, side.length] as const]) {
    const baseGap = base.slice(fromBase, toBase);
    const sideGap = side.slice(fromSide, toSide);
    for (const [left, right] of alignGap(baseGap, sideGap)) link(sideGap[right], baseGap[left]);
    link(side[toSide], base[toBase]);
    [fromBase, fromSide] = [toBase + 1, toSide + 1];
  }
  return matched;

  function link(from: OutlineNode | undefined, to: OutlineNode | undefined): void {
    if (from !== undefined && to !== undefined) matched.set(from, to);
  }
}

/** What makes two nodes the same at first sight. There is one front matter, whatever it says. */
export function nodeKey(node: OutlineNode): string {
  if (node.kind === 'front') return node.kind;
  return `${node.kind}\n${node.lines.join('\n')}`;
}

/**
 * The best alignment of a gap; and where that leaves one line in the place of one line, these two.
 *
 * What changed beside a line says nothing of it: alone in its gap it would be the same, edited.
 */
function alignGap(base: readonly OutlineNode[], side: readonly OutlineNode[]): Pair[] {
  const pairs: Pair[] = [];
  let [fromBase, fromSide] = [0, 0];
  const ends: Pair = [base.length, side.length];
  for (const [toBase, toSide] of [...bestAlignment(base, side), ends]) {
    const isOne = toBase === fromBase + 1 && toSide === fromSide + 1;
    const [left, right] = [base[fromBase], side[fromSide]];
    if (isOne && left && right && likenessOf(left, right) >= ALIKE_IN_PLACE)
      pairs.push([fromBase, fromSide]);
    if (toBase < base.length) pairs.push([toBase, toSide]);
    [fromBase, fromSide] = [toBase + 1, toSide + 1];
  }
  return pairs;
}

/** Order-preserving alignment with the highest sum of likenesses (dynamic programming). */
function bestAlignment(base: readonly OutlineNode[], side: readonly OutlineNode[]): Pair[] {
  const [rows, columns] = [base.length, side.length];
  if (rows === 0 || columns === 0 || rows * columns > MAX_COMPARISONS) return [];
  const grams = new Map([...base, ...side].map((node) => [node, bigrams(node)]));
  const likeness = (row: number, column: number): number => {
    const [left, right] = [base[row], side[column]];
    return left === undefined || right === undefined ? 0 : likenessOf(left, right, grams);
  };
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const take = new Uint8Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const here = row * width + column;
      const skip = Math.max(best[here + width] ?? 0, best[here + 1] ?? 0);
      const like = likeness(row, column);
      const sameDepth = base[row]?.indent === side[column]?.indent ? SAME_DEPTH : 0;
      const taken = like < ALIKE ? -1 : like + sameDepth + (best[here + width + 1] ?? 0);
      take[here] = taken > skip ? 1 : (best[here + width] ?? 0) >= (best[here + 1] ?? 0) ? 2 : 3;
      best[here] = Math.max(taken, skip);
    }
  }
  return readAlignment(take, rows, columns);
}

function likenessOf(
  left: OutlineNode,
  right: OutlineNode,
  grams?: ReadonlyMap<OutlineNode, Bigrams>,
): number {
  if (!couldBeOne(left, right)) return 0;
  const [ofLeft, ofRight] = [left, right].map((node) => grams?.get(node) ?? bigrams(node));
  return alike(ofLeft, ofRight, textOf(left), textOf(right));
}

/** Code is never an edited item of words, even where it begins on the line of its item. */
function couldBeOne(left: OutlineNode, right: OutlineNode): boolean {
  return left.kind === right.kind && isFence(left) === isFence(right);
}

function readAlignment(take: Uint8Array, rows: number, columns: number): Pair[] {
  const pairs: Pair[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    const step = take[row * (columns + 1) + column];
    if (step === 1) pairs.push([row++, column++]);
    else if (step === 2) row++;
    else column++;
  }
  return pairs;
}

function textOf(node: OutlineNode): string {
  return node.lines.join('\n');
}

type Bigrams = ReadonlyMap<string, number>;

/** Pairs of neighbouring characters with their number; works for texts without spaces, too. */
function bigrams(node: OutlineNode): Bigrams {
  const text = textOf(node).slice(0, 2000);
  const counts = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at++) {
    const gram = text.slice(at, at + 2);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Likeness of two texts from 0 to 1: Dice's coefficient over bigrams. */
function alike(
  left: Bigrams | undefined,
  right: Bigrams | undefined,
  leftText: string,
  rightText: string,
): number {
  if (leftText === rightText) return 1;
  if (leftText === '' || rightText === '' || left === undefined || right === undefined) return 0;
  if (isOneInsertion(leftText, rightText)) return CONTINUED;
  let [common, total] = [0, 0];
  for (const [gram, count] of left) {
    common += Math.min(count, right.get(gram) ?? 0);
    total += count;
  }
  for (const count of right.values()) total += count;
  return total === 0 ? 0 : (2 * common) / total;
}

/** True where the longer text begins and ends as the shorter one does, which is all of that. */
function isOneInsertion(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  return long.endsWith(short.slice(same));
}
