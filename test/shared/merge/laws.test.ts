import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { readOutline } from '../../../shared/merge/outline.ts';
import { editsArbitrary, noteArbitrary, play, tokensOf, write } from './random-outline.ts';

const RUNS = { numRuns: 1500 };

/** Three versions of a random note, and which side comes first. */
const versions = fc
  .record({
    note: noteArbitrary,
    ours: editsArbitrary,
    theirs: editsArbitrary,
    first: fc.constantFrom('ours' as const, 'theirs' as const),
    lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
    related: fc.boolean(),
  })
  .map(({ note, ours, theirs, first, lineEnd, related }) => ({
    base: related ? write(note, lineEnd) : '',
    ours: write(play(note, ours, 'o'), lineEnd),
    theirs: write(play(note, theirs, 'f'), lineEnd),
    first,
  }));

/** Any text at all, as three versions. */
const wild = fc.record({
  base: wildText(),
  ours: wildText(),
  theirs: wildText(),
  first: fc.constantFrom('ours' as const, 'theirs' as const),
});

function wildText(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    '- ',
    '    ',
    '\t',
    '# ',
    '---',
    '===',
    '```',
    '~~~',
    '[ ] ',
    '1. ',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    'foo',
    'bar',
    '＃　見出し',
    '|a|b|',
    '> ',
    '[10:02] ',
    '\uFEFF',
    ' ',
  );
  return fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
}

describe('laws of the outline merge', () => {
  test('a version merged with itself, or with its base, comes back byte for byte', () => {
    fc.assert(
      fc.property(wild, ({ base, ours, first }) => {
        expect(mergeNotes(ours, ours, ours, first).text).toBe(ours);
        expect(mergeNotes(base, ours, base, first).text).toBe(ours);
        expect(mergeNotes(base, base, ours, first).text).toBe(ours);
        expect(mergeNotes(base, ours, ours, first).text).toBe(ours);
      }),
      RUNS,
    );
  });

  test('no line of either side is lost unless the other side deleted it unchanged', () => {
    fc.assert(
      fc.property(versions, ({ base, ours, theirs, first }) => {
        const merged = tokensOf(mergeNotes(base, ours, theirs, first).text);
        const [inBase, inOurs, inTheirs] = [base, ours, theirs].map(tokensOf);
        const due = [...(inOurs ?? []), ...(inTheirs ?? [])].filter(
          (token) => !inBase?.has(token) || (inOurs?.has(token) && inTheirs?.has(token)),
        );
        expect(due.filter((token) => !merged.has(token))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('nothing is invented: every line of the result stands on a side, and no marker appears', () => {
    fc.assert(
      fc.property(versions, ({ base, ours, theirs, first }) => {
        const { text } = mergeNotes(base, ours, theirs, first);
        const bare = (note: string) => readOutline(note).nodes.flatMap((node) => node.lines);
        const known = new Set([...bare(ours), ...bare(theirs)]);
        expect(bare(text).filter((line) => !known.has(line))).toEqual([]);
        expect(text).not.toMatch(/^(<{7}|={7}|>{7})/m);
      }),
      RUNS,
    );
  });

  test('the order of the sides does not change a byte', () => {
    fc.assert(
      fc.property(fc.oneof(versions, wild), ({ base, ours, theirs, first }) => {
        const other = first === 'ours' ? 'theirs' : 'ours';
        expect(mergeNotes(base, theirs, ours, other)).toEqual(
          mergeNotes(base, ours, theirs, first),
        );
      }),
      RUNS,
    );
  });

  test('what both wrote at one place is there once, whatever each wrote besides', () => {
    const inserts = editsArbitrary.map((edits) =>
      edits.map((edit) => ({ ...edit, kind: 'insert' as const })),
    );
    fc.assert(
      fc.property(noteArbitrary, inserts, inserts, inserts, (note, both, here, there) => {
        const known = play(note, both, 'b9');
        const [ours, theirs] = [write(play(known, here, 'o')), write(play(known, there, 'f'))];
        const { text, keptBoth } = mergeNotes(write(note), ours, theirs, 'ours');
        const found = text.match(/\b[bof]\d+x\b/g) ?? [];
        expect(found.toSorted()).toEqual([...new Set(found)].sort());
        expect(tokensOf(text)).toEqual(new Set([...tokensOf(ours), ...tokensOf(theirs)]));
        expect(keptBoth).toEqual([]);
      }),
      RUNS,
    );
  });

  test('merging again from the base the commit graph gives changes nothing', () => {
    fc.assert(
      fc.property(versions, ({ base, ours, theirs, first }) => {
        const { text } = mergeNotes(base, ours, theirs, first);
        expect(mergeNotes(ours, text, ours, first).text).toBe(text);
        expect(mergeNotes(theirs, theirs, text, first).text).toBe(text);
      }),
      RUNS,
    );
  });

  test('any text merges, and no word of either side that is new there disappears', () => {
    fc.assert(
      fc.property(wild, ({ base, ours, theirs, first }) => {
        const { text } = mergeNotes(base, ours, theirs, first);
        for (const word of ['foo', 'bar', '見出し']) {
          const isNew = !base.includes(word) && (ours.includes(word) || theirs.includes(word));
          if (isNew) expect(text).toContain(word);
        }
      }),
      RUNS,
    );
  });

  test('a line neither side touched keeps its bytes', () => {
    fc.assert(
      fc.property(noteArbitrary, editsArbitrary, (note, edits) => {
        const base = write(note);
        const ours = `${base}\n* o99x appended\n`;
        const theirs = write(
          play(
            note,
            edits.filter((edit) => edit.kind === 'edit'),
            'f',
          ),
        );
        const merged = new Set(mergeNotes(base, ours, theirs, 'ours').text.split('\n'));
        const due = base.split('\n').filter((line) => theirs.split('\n').includes(line));
        expect(due.filter((line) => !merged.has(line))).toEqual([]);
      }),
      RUNS,
    );
  });
});
