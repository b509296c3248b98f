import { longestCommon } from '../longest-common.ts';
import type { Outline } from './outline.ts';
import { pick } from './resolve.ts';

/** The three versions of a note, as they were read. */
export interface Versions {
  readonly base: Outline;
  readonly first: Outline;
  readonly second: Outline;
}

/**
 * The end of each line of a merged note.
 *
 * Where a version mixes line ends, each line keeps the one that it has there: a merge may change no
 * line that neither side touched. `usual` is the end of lines that no version tells one of.
 */
export function lineEndsOf(
  lines: readonly string[],
  { base, first, second }: Versions,
  usual: string,
): readonly string[] {
  if (![base, first, second].some(({ isMixed }) => isMixed)) return lines.map(() => usual);
  const [was, one, other] = [base, first, second].map((version) => endsIn(version, lines));
  return lines.map((_, at) => {
    const [inBase, inFirst, inSecond] = [was?.get(at), one?.get(at), other?.get(at)];
    if (inFirst === undefined || inSecond === undefined)
      return inFirst ?? inSecond ?? inBase ?? usual;
    return pick(inBase, inFirst, inSecond) ?? usual;
  });
}

/** The ends that a version has for lines, by their index. */
function endsIn({ source }: Outline, lines: readonly string[]): ReadonlyMap<number, string> {
  const bare = source.map((line) => line.replace(/[\r\n]+$/, ''));
  return new Map(
    longestCommon(keysOf(lines), keysOf(bare)).flatMap(([at, from]) => {
      const end = (source[from] ?? '').slice(bare[from]?.length);
      return end === '' ? [] : [[at, end] as const];
    }),
  );
}

/** What tells lines apart: a blank one is told by the words that it stands between. */
function keysOf(lines: readonly string[]): readonly string[] {
  const above = wordsBefore(lines);
  const below = wordsBefore(lines.toReversed()).toReversed();
  return lines.map((line, at) => (isBlank(line) ? [line, above[at], below[at]].join('\n') : line));
}

/** For each line the last one with words up to it. */
function wordsBefore(lines: readonly string[]): readonly string[] {
  let last = '';
  return lines.map((line) => {
    if (!isBlank(line)) last = line;
    return last;
  });
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}
