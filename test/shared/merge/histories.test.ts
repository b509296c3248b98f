import { describe, expect, test } from 'vitest';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { FULL } from '../markdown/corpus.ts';
import { growthOf, realNotes, written } from './real-notes.ts';

const SIDES = ['ours', 'theirs'] as const;

/** Of each note every twentieth version: all of them, where the whole corpus is wanted. */
const EVERY = FULL ? 1 : 20;

function* steps() {
  for (const note of realNotes()) yield* growthOf(note, EVERY);
}

/** What a person changes who reads it on another computer: a word of a line in the middle. */
function reworded(text: string): string {
  const lines = text.split('\n');
  const from = Math.floor(lines.length / 3);
  const at = lines.findIndex((line, index) => index >= from && /\p{L}{4,}.*\p{L}{4,}/u.test(line));
  return lines
    .with(at, lines[at]?.replace(/(\p{L}{4,})(?!.*\p{L}{4,})/u, '$1 (reworded)') ?? '')
    .join('\n');
}

function onlyChange(before: string, after: string): readonly [was: string, now: string] {
  const [lines, others] = [before.split('\n'), after.split('\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  return [lines[at] ?? '', others[at] ?? ''];
}

describe('merging notes that people wrote, as they grew', () => {
  test('two people who write every other chapter each get the whole note, byte for byte', () => {
    for (const note of realNotes()) {
      const base = written(note, () => false);
      const ours = written(note, (chapter) => chapter % 2 === 0);
      const theirs = written(note, (chapter) => chapter % 2 === 1);
      for (const first of SIDES)
        expect(mergeNotes(base, ours, theirs, first)).toEqual({ text: note, keptBoth: [] });
    }
  });

  test('a version merged with itself, with its base, or again with its merge stays as it is', () => {
    for (const { before, after } of steps()) {
      expect(mergeNotes(before, before, before, 'ours').text).toBe(before);
      expect(mergeNotes(before, after, before, 'ours').text).toBe(after);
      expect(mergeNotes(before, before, after, 'ours').text).toBe(after);
      const joined = mergeNotes(before, after, reworded(before), 'ours').text;
      expect(mergeNotes(after, joined, after, 'ours').text).toBe(joined);
    }
  });

  test('who writes on here meets who changed a word there: both are in it, and nothing else moved', () => {
    for (const { before, after } of steps()) {
      const there = reworded(before);
      const [was, now] = onlyChange(before, there);
      const lines = after.split('\n');
      const at = lines.indexOf(was);
      // A line that stands there twice has no place that could be told.
      if (at === -1 || lines.lastIndexOf(was) !== at) continue;
      const here = mergeNotes(before, after, there, 'ours');
      expect(mergeNotes(before, there, after, 'theirs')).toEqual(here);
      expect(here.text).toBe(lines.with(at, now).join('\n'));
    }
  });
});
