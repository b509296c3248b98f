/** A pair of positions in two sequences that hold the same thing. */
export type Pair = readonly [left: number, right: number];

/** Beyond this many differences in one gap the search stops: what is left counts as different. */
const MAX_DIFFERENCES = 800;

/**
 * The longest common subsequence of two lists of keys, as rising pairs.
 *
 * Equal ends first, then anchors that occur once on each side (as in patience diff), then Myers'
 * O(ND) search between the anchors, so that two long notes with little in common stay fast.
 */
export function longestCommon(left: readonly string[], right: readonly string[]): Pair[] {
  return commonInRange(left, right, [0, left.length], [0, right.length], true);
}

type Range = readonly [from: number, to: number];

function commonInRange(
  left: readonly string[],
  right: readonly string[],
  [leftFrom, leftTo]: Range,
  [rightFrom, rightTo]: Range,
  anchored: boolean,
): Pair[] {
  const head: Pair[] = [];
  while (leftFrom < leftTo && rightFrom < rightTo && left[leftFrom] === right[rightFrom]) {
    head.push([leftFrom++, rightFrom++]);
  }
  const tail: Pair[] = [];
  while (leftFrom < leftTo && rightFrom < rightTo && left[leftTo - 1] === right[rightTo - 1]) {
    tail.push([--leftTo, --rightTo]);
  }
  tail.reverse();
  if (leftFrom === leftTo || rightFrom === rightTo) return [...head, ...tail];
  const anchors = anchored
    ? rising(uniquePairs(left, right, [leftFrom, leftTo], [rightFrom, rightTo]))
    : [];
  if (anchors.length === 0) {
    return [...head, ...search(left, right, [leftFrom, leftTo], [rightFrom, rightTo]), ...tail];
  }
  const middle: Pair[] = [];
  for (const [atLeft, atRight] of [...anchors, [leftTo, rightTo] as const]) {
    const gap = commonInRange(left, right, [leftFrom, atLeft], [rightFrom, atRight], false);
    for (const pair of gap) middle.push(pair);
    if (atLeft < leftTo) middle.push([atLeft, atRight]);
    leftFrom = atLeft + 1;
    rightFrom = atRight + 1;
  }
  return [...head, ...middle, ...tail];
}

/** Positions of keys that occur exactly once in both ranges, by their place on the left. */
function uniquePairs(
  left: readonly string[],
  right: readonly string[],
  leftRange: Range,
  rightRange: Range,
): Pair[] {
  const inRight = onceIn(right, rightRange);
  const pairs: Pair[] = [];
  for (const [key, at] of onceIn(left, leftRange)) {
    const other = inRight.get(key);
    if (at !== null && other !== undefined && other !== null) pairs.push([at, other]);
  }
  return pairs.sort((a, b) => a[0] - b[0]);
}

function onceIn(keys: readonly string[], [from, to]: Range): Map<string, number | null> {
  const places = new Map<string, number | null>();
  for (let at = from; at < to; at++) {
    const key = keys[at] ?? '';
    places.set(key, places.has(key) ? null : at);
  }
  return places;
}

/** The longest run of pairs that rises on the right, too (patience sorting). */
function rising(pairs: readonly Pair[]): Pair[] {
  const tops: { readonly pair: Pair; readonly before: Chain | null }[] = [];
  for (const pair of pairs) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tops[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    tops[low] = { pair, before: tops[low - 1] ?? null };
  }
  const result: Pair[] = [];
  for (let link: Chain | null = tops.at(-1) ?? null; link !== null; link = link.before) {
    result.push(link.pair);
  }
  return result.reverse();
}

interface Chain {
  readonly pair: Pair;
  readonly before: Chain | null;
}

/** Myers' greedy search; a gap that differs too much gives no pair. */
function search(
  left: readonly string[],
  right: readonly string[],
  [leftFrom, leftTo]: Range,
  [rightFrom, rightTo]: Range,
): Pair[] {
  const width = leftTo - leftFrom;
  const height = rightTo - rightFrom;
  const most = Math.min(width + height, MAX_DIFFERENCES);
  const offset = most + 1;
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let cost = 0; cost <= most; cost++) {
    trace.push(reach.slice(offset - cost - 1, offset + cost + 2));
    for (let k = -cost; k <= cost; k += 2) {
      const down =
        k === -cost || (k !== cost && at(reach, offset + k - 1) < at(reach, offset + k + 1));
      let x = down ? at(reach, offset + k + 1) : at(reach, offset + k - 1) + 1;
      while (x < width && x - k < height && left[leftFrom + x] === right[rightFrom + x - k]) {
        x++;
      }
      reach[offset + k] = x;
      if (x >= width && x - k >= height) return walkBack(trace, width, height, leftFrom, rightFrom);
    }
  }
  return [];
}

/** Follows the search back from its end; `trace[d]` holds the reach before cost `d`, around k = 0. */
function walkBack(
  trace: readonly Int32Array[],
  width: number,
  height: number,
  leftFrom: number,
  rightFrom: number,
): Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [width, height];
  for (let cost = trace.length - 1; cost >= 0; cost--) {
    const reach = trace[cost] ?? new Int32Array();
    const middle = cost + 1;
    const k = x - y;
    const down =
      k === -cost || (k !== cost && at(reach, middle + k - 1) < at(reach, middle + k + 1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = cost === 0 ? 0 : at(reach, middle + fromK);
    const fromY = cost === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) pairs.push([leftFrom + --x, rightFrom + --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}
