import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openText, parse } from '../../../shared/markdown/index.ts';
import { Entries } from '../../../shared/markdown/write/entries.ts';
import { type Entry, unwritten } from '../../../shared/markdown/write/entry.ts';

const WRITTEN: readonly Entry[] = [
  ...openText(parse('- a\n    - b\n        - c\n\n          more\n\n\ntext\ngoes on\n\n---\n'))
    .entries,
];

/** Entries of several depths and numbers of lines, some not in the text, some like the end of front matter. */
const KINDS: readonly Entry[] = [...WRITTEN, ...WRITTEN.map(({ block }) => unwritten(block))];

const some = (most: number) =>
  fc.array(fc.constantFrom(...KINDS.map((entry) => ({ ...entry }))), { maxLength: most });

/** Entries after splices, as the sequence and as a plain array. */
const spliced = fc
  .tuple(
    some(900),
    fc.array(
      fc.record({ at: fc.nat(2000), count: fc.oneof(fc.nat(3), fc.nat(700)), entries: some(600) }),
      { maxLength: 8 },
    ),
  )
  .map(([first, splices]) => {
    let [entries, plain] = [Entries.of(first), first];
    for (const { at, count, entries: added } of splices) {
      const from = at % (plain.length + 1);
      const to = Math.min(plain.length, from + count);
      entries = entries.splice(from, to, added);
      plain = plain.toSpliced(from, to - from, ...added);
    }
    return { entries, plain };
  });

function depthOf({ block }: Entry): number {
  return block.inside.length;
}

describe('the entries of a text', () => {
  it('are those of an array, after any splices', () => {
    fc.assert(
      fc.property(spliced, fc.nat(4000), fc.nat(4000), ({ entries, plain }, one, other) => {
        expect(entries.length).toBe(plain.length);
        expect([...entries]).toEqual(plain);
        const [from, to] = [one, other].map((at) => at % (plain.length + 1)).sort((a, b) => a - b);
        expect(entries.slice(from ?? 0, to ?? 0)).toEqual(plain.slice(from, to));
        expect(entries.at(one)).toBe(plain[one]);
        expect([entries.at(-1), entries.at(plain.length)]).toEqual([undefined, undefined]);
      }),
      { numRuns: 100 },
    );
  });

  it('tell lines, outer blocks and ends of front matter as looking at each would', () => {
    fc.assert(
      fc.property(spliced, fc.nat(4000), fc.nat(3), ({ entries, plain }, place, depth) => {
        const at = place % (plain.length + 1);
        const lines = plain.slice(0, at).reduce((sum, entry) => sum + entry.lines, 0);
        expect(entries.linesBefore(at)).toBe(lines);
        const outer = plain.findIndex((entry, index) => index >= at && depthOf(entry) < depth);
        expect(entries.shallowerFrom(at, depth)).toBe(outer === -1 ? plain.length : outer);
        const written = plain.map((entry) => (entry.reads.length > 0 ? depthOf(entry) : Infinity));
        const before = written.findLastIndex((found, index) => index < at && found <= depth);
        expect(entries.writtenBefore(at, depth)).toBe(before);
        const last = written.findLastIndex((found, index) => index < at && found < Infinity);
        expect(entries.writtenBefore(at)).toBe(last);
        const fences = plain.slice(at).some(({ text }) => /^---$/m.test(text));
        expect(entries.fencesFrom(at)).toBe(fences);
      }),
      { numRuns: 200 },
    );
  });
});
