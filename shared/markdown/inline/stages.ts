import { contentOf } from '../fingerprint.ts';
import { pairLines } from '../line-pairs.ts';
import type { Inline } from '../model.ts';
import { commonAtoms, countAtoms } from './common.ts';
import { joinRuns, sameMarks } from './compare.ts';
import type { Former } from './former.ts';

/** Stages times characters beyond this are one: each is printed and read. */
const MOST_TO_PRINT = 200_000;

/**
 * The contents from a former one to another, each with one more stretch of words changed.
 *
 * One printing writes all anew from the first change to the last. So that what lies between two
 * changes keeps its source, each can be printed for itself.
 */
export function stagesTo(
  { content: former, source }: Pick<Former, 'content' | 'source'>,
  content: readonly Inline[],
): readonly (readonly Inline[])[] {
  if (source.length > MOST_TO_PRINT / 2 || isOnePlace(former, content)) return [content];
  const [left, right] = [wordsOf(former), wordsOf(content)];
  const pairs = pairLines(right.map(keyOf), left.map(keyOf));
  const stages: (readonly Inline[])[] = [];
  const stage = (from: number, to: number): void => {
    stages.push(joinRuns([...right.slice(0, to), ...left.slice(from)]));
  };
  const most = MOST_TO_PRINT / source.length;
  let [from, to] = [0, 0];
  for (const [now, before] of [...pairs, left.length].entries()) {
    if (before === null) continue;
    const [were, are] = [left.slice(from, before), right.slice(to, now)];
    // Of words that were changed one by one, the marks beside each are its own.
    const isOneByOne =
      were.length === are.length && were.every((word, at) => isLike(word, are[at]));
    if (stages.length + (isOneByOne ? are.length : 1) > most) return [content];
    if (isOneByOne) for (let at = 1; at <= are.length; at++) stage(from + at, to + at);
    else stage(before, now);
    [from, to] = [before + 1, now + 1];
  }
  return stages.length === 0 ? [content] : stages;
}

/** Words that only came, or only went, between the same ones did so in one place: most edits, told cheaply. */
function isOnePlace(former: readonly Inline[], content: readonly Inline[]): boolean {
  const { head, tail } = commonAtoms(former, content);
  return Math.min(countAtoms(former), countAtoms(content)) === head + tail;
}

function isLike(one: Inline, other: Inline | undefined): boolean {
  return other !== undefined && one.type === other.type && sameMarks(one.marks, other.marks);
}

function keyOf(word: Inline): string {
  return contentOf([word]);
}

/** Words and what stands between them: blanks, marks that end a clause where no blanks are written, and what was NUL. */
const WORD = /[^\s、。！？\uFFFD]+|[\s、。！？\uFFFD]+/g;

function wordsOf(content: readonly Inline[]): readonly Inline[] {
  return joinRuns(content).flatMap((inline): readonly Inline[] => {
    if (inline.type !== 'text') return [inline];
    return (inline.text.match(WORD) ?? []).map((text) => ({ ...inline, text }));
  });
}
