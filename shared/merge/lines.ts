import { longestCommon } from '../longest-common.ts';

/** A part of a three-way comparison by lines. */
export type Hunk =
  | { readonly kind: 'agreed'; readonly lines: readonly string[] }
  | {
      readonly kind: 'both';
      readonly first: readonly string[];
      readonly second: readonly string[];
    };

/**
 * Merges the lines inside one node: a paragraph of several lines, a code block, a table.
 *
 * Where only one side changed a stretch its lines are taken; where both did, the hunk carries
 * both and the caller decides how they stand next to each other.
 */
export function mergeLines(
  base: readonly string[],
  first: readonly string[],
  second: readonly string[],
): Hunk[] {
  const inFirst = new Map(longestCommon(base, first));
  const inSecond = new Map(longestCommon(base, second));
  const hunks: Hunk[] = [];
  let [atBase, atFirst, atSecond] = [0, 0, 0];
  for (let index = 0; index <= base.length; index++) {
    const end = index === base.length;
    const toFirst = end ? first.length : inFirst.get(index);
    const toSecond = end ? second.length : inSecond.get(index);
    if (toFirst === undefined || toSecond === undefined) continue;
    hunks.push(
      ...mergeStretch(
        base.slice(atBase, index),
        first.slice(atFirst, toFirst),
        second.slice(atSecond, toSecond),
      ),
    );
    if (!end) hunks.push({ kind: 'agreed', lines: [base[index] ?? ''] });
    [atBase, atFirst, atSecond] = [index + 1, toFirst + 1, toSecond + 1];
  }
  return hunks;
}

function mergeStretch(
  base: readonly string[],
  first: readonly string[],
  second: readonly string[],
): Hunk[] {
  if (sameLines(first, second)) return first.length > 0 ? [{ kind: 'agreed', lines: first }] : [];
  if (sameLines(first, base)) return [{ kind: 'agreed', lines: second }];
  if (sameLines(second, base)) return [{ kind: 'agreed', lines: first }];
  return [{ kind: 'both', first, second }];
}

/** True for equal lists of lines. */
export function sameLines(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}
