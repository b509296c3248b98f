import { diffLines } from '../../../shared/text-patch.ts';
import { keyOfWords, lineWords } from './line-words.ts';

/** A line of a note: the key of its words, and the wall-clock minute of its first writing. */
export type Mark = readonly [key: string, writtenMinute: number | null];

/** What becomes of a note's marks when its lines change. */
export interface Followed {
  readonly marks: readonly Mark[];
  /** Lines that went, with times that none of the new ones has. */
  readonly gone: readonly Mark[];
}

export interface LineChange {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The time of lines that are new; null where nobody knows it. */
  readonly nowMinute: number | null;
  /** Gives the time of a line that went before and is back; null where there was none. */
  readonly recall: (key: string) => number | null;
}

/** What a line says, with its mark. */
interface Known {
  readonly words: string;
  readonly mark: Mark;
}

/** A line of one line more or less alike is that line, edited. */
const ALIKE = 0.5;
/** Where one line stands in the place of one line, this much in common makes it the same. */
const ALIKE_IN_PLACE = 0.2;
/** The most comparisons of one change; larger ones are followed by equal words only. */
const MAX_COMPARISONS = 20_000;
/** Fewer letters are no line that comes back: each new one begins with some. */
const MIN_RECALLED = 4;

/** Gives the lines of a note that was just read the times that are known of it, in order. */
export function recogniseLines(lines: readonly string[], known: readonly Mark[]): Followed {
  const waiting = grouped(
    known.filter(([key]) => key !== ''),
    ([key]) => key,
  );
  const marks = lines.map((line): Mark => {
    const key = keyOfWords(lineWords(line));
    return waiting.get(key)?.shift() ?? [key, null];
  });
  return { marks, gone: [...waiting.values()].flat() };
}

/**
 * Carries the times of lines over a change of them.
 *
 * A line that moved, or came back, is known by its words; one that was edited, split or joined by
 * being like what went. A line without words has no time: it is written when its words are.
 */
export function followLines(marks: readonly Mark[], change: LineChange): Followed {
  const { before, after } = change;
  const { fromLine, deletedLines } = diffLines(before, after);
  const end = fromLine + deletedLines;
  const old = before.slice(fromLine, end).map((line, index): Known => {
    return { words: lineWords(line), mark: marks[fromLine + index] ?? ['', null] };
  });
  const fresh = after.slice(fromLine, after.length - (before.length - end)).map(lineWords);
  const { made, gone } = followRegion(old, fresh, change);
  return { marks: [...marks.slice(0, fromLine), ...made, ...marks.slice(end)], gone };
}

function followRegion(
  old: readonly Known[],
  fresh: readonly string[],
  { nowMinute, recall }: LineChange,
): { readonly made: readonly Mark[]; readonly gone: readonly Mark[] } {
  const waiting = grouped(
    old.filter(({ words }) => words !== ''),
    ({ words }) => words,
  );
  const same = fresh.map((words) => waiting.get(words)?.shift() ?? null);
  const rest = [...waiting.values()].flat();
  const changed = fresh.filter((words, index) => words !== '' && same[index] === null);
  const inPlace = rest.length === 1 && changed.length === 1;
  const enough = inPlace ? ALIKE_IN_PLACE : ALIKE;
  const comparable = rest.length * changed.length <= MAX_COMPARISONS ? rest : [];
  const gone = new Set(rest);

  function timeOf(words: string, key: string): number | null {
    const back = words.length < MIN_RECALLED ? null : recall(key);
    if (back !== null) return back;
    const parents = comparable.filter((known) => likeness(known.words, words) >= enough);
    if (parents.length === 0) return nowMinute;
    const times = parents.map(({ mark: [, minute] }) => minute);
    const first = times.includes(null) ? null : Math.min(...times.map(Number));
    for (const parent of parents) if (parent.mark[1] === first) gone.delete(parent);
    return first;
  }

  const made = fresh.map((words, index): Mark => {
    const known = same[index];
    if (known != null) return known.mark;
    const key = keyOfWords(words);
    return [key, words === '' ? null : timeOf(words, key)];
  });
  return { made, gone: [...gone].map(({ mark }) => mark) };
}

/** How much of the shorter text the longer one has at its ends, from 0 to 1. */
function likeness(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < shorter - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) {
    tail++;
  }
  return shorter === 0 ? 0 : (head + tail) / shorter;
}

function grouped<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}
