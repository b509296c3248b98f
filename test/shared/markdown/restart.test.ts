import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openText, parse } from '../../../shared/markdown/index.ts';
import type { ReadBlock } from '../../../shared/markdown/read/leaf.ts';
import { readTexts, restartBefore, startOf } from '../../../shared/markdown/write/entry.ts';
import {
  GFM,
  mutated,
  outlineNote,
  REFERENCES,
  RUNS,
  readmes,
  SPEC,
  soup,
  TIMEOUT_MS,
} from './corpus.ts';

/** What a block of a reading says of itself; the states behind it are told by what follows. */
function said({ lead, text, inside, opens, leaf, margin }: ReadBlock): unknown {
  return { lead, text, inside, opens, leaf, margin };
}

/** Where a reading that is taken up before a block finds something else, as index and what it found. */
function strayed(note: string, places: (count: number) => readonly number[]): readonly unknown[] {
  const { entries } = openText(parse(/[\r\n]$/.test(note) ? note : `${note}\n`));
  const whole = entries.slice(0, entries.length);
  return places(whole.length).flatMap((index) => {
    const from = restartBefore(entries, index);
    const texts = whole.slice(from).map(({ text }) => text);
    const found = readTexts(startOf(entries, from), texts).map(said);
    const wanted = whole.slice(from).flatMap(({ reads }) => reads.map(said));
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ note, index, found }];
  });
}

const everywhere = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a reading that is taken up before a block', { timeout: TIMEOUT_MS }, () => {
  it('finds what the whole one found, in every example of the specifications', () => {
    for (const note of [...SPEC, ...GFM, ...REFERENCES])
      expect(strayed(note, everywhere)).toEqual([]);
  });

  it.each([
    ['a line of two markers below words, the second of which begins nothing there', 'a\n- - \n'],
    ['a number below indented code, which is no item there', '    a\n\n2. b\n'],
    ['words below a definition that stand far in', '[a]: /b\n     words\n'],
    ['words below the table of a quote, which are no head', '> |a|\n> |-|\n|b|\n|-|\n'],
    ['HTML that stands lazily below the words of an item', '- a\n<b>\n'],
  ])('finds it where that depends on what stands above: %s', (_name, note) => {
    expect(strayed(note, everywhere)).toEqual([]);
  });

  it('finds it in real notes', () => {
    for (const note of readmes().filter(({ length }) => length < 20_000))
      expect(
        strayed(note, (count) => [1, 2, 3, 5, 7].map((part) => Math.ceil((part * count) / 7))),
      ).toEqual([]);
  });

  it('finds it in outlines, and in markup without sense', () => {
    fc.assert(
      fc.property(fc.oneof(outlineNote, soup, mutated(fc.constantFrom(...SPEC))), (note) => {
        expect(strayed(note, everywhere)).toEqual([]);
      }),
      { numRuns: 2000 * RUNS },
    );
  });

  it.each([
    ['definitions', (index: number) => `[a${index}]: /b\n`],
    ['code', () => '```\na\n```\n'],
    ['HTML', () => '<div>\n\n'],
    ['comments', () => '<!-- a -->\n'],
    ['code in items', () => '- ```\n  a\n  ```\n'],
    ['code without an end in items', () => '- ```\n  a\n'],
    ['indented code in items', () => '-     a\n'],
    ['definitions in a quote', (index: number) => `> [a${index}]: /b\n`],
    ['definitions in an item', (index: number) => `${index === 0 ? '-' : ' '} [a${index}]: /b\n`],
  ])('begins right before it, however many stand above: %s', (_name, make) => {
    const note = Array.from({ length: 100 }, (_, index) => make(index)).join('');
    const { entries } = openText(parse(`${note}\nlast\n`));
    expect(entries.length).toBe(101);
    const near = everywhere(101).map((index) => index - restartBefore(entries, index));
    expect(Math.max(...near)).toBeLessThanOrEqual(2);
  });
});
