import { longestCommon } from '../longest-common.ts';

/**
 * For each line, or word, the index of the former one that is the same, in order; null where none is.
 *
 * Where many are alike, those at the same place are the same.
 */
export function pairLines(
  lines: readonly string[],
  former: readonly string[],
): readonly (number | null)[] {
  const pairs: (number | null)[] = lines.map(() => null);
  const common = longestCommon(lines, former);
  for (const [at, from] of common) pairs[at] = from;
  if (lines.length !== former.length) return pairs;
  const inPlace = lines.map((line, at) => (line === former[at] ? at : null));
  return inPlace.filter((at) => at !== null).length < common.length ? pairs : inPlace;
}

/** For each line without a pair the former one that it was changed from: between two pairs they go in order. */
export function changedFrom(
  pairs: readonly (number | null)[],
  former: number,
): readonly (number | null)[] {
  const found = pairs.map(() => null as number | null);
  let end = former;
  for (let to = pairs.length; to > 0; ) {
    let from = to;
    while (from > 0 && pairs[from - 1] === null) from--;
    const first = from > 0 ? (pairs[from - 1] ?? 0) + 1 : 0;
    for (let at = from; at < to && first + at - from < end; at++) found[at] = first + at - from;
    end = first - 1;
    to = from - 1;
  }
  return found;
}
