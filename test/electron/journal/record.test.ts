import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeRecords,
  encodeRecord,
  type JournalRecord,
} from '../../../electron/notebook/journal/record.ts';
import { replay } from '../../../electron/notebook/journal/replay.ts';
import { applyPatch, splitLines } from '../../../shared/text-patch.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const record: fc.Arbitrary<JournalRecord> = fc.oneof(
  fc.record({
    kind: fc.constant('base' as const),
    atEpochMs: fc.integer(),
    name: text,
    hash: fc.option(text),
    text,
    held: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('edit' as const),
    atEpochMs: fc.integer(),
    patch: fc.record({ fromLine: fc.nat(), deletedLines: fc.nat(), inserted: text }),
  }),
  fc.record({
    kind: fc.constant('saved' as const),
    atEpochMs: fc.integer(),
    hash: text,
    behind: fc.nat(),
  }),
);

function logOf(records: readonly JournalRecord[]): Buffer {
  return Buffer.from(records.map(encodeRecord).join(''), 'utf8');
}

describe('a log', () => {
  it('gives its records back, whatever the text in them', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        expect([...decodeRecords(logOf(records))]).toEqual(records);
      }),
    );
  });

  it('that is cut anywhere gives all whole records before the cut, and says that it is torn', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), fc.nat(), (records, at) => {
        const whole = logOf(records);
        const cut = whole.subarray(0, at % whole.length);
        const lines = cut.toString('latin1').split('\n');
        const torn = lines.at(-1) === '' ? [] : [{ kind: 'damage' }];
        expect([...decodeRecords(cut)]).toEqual([...records.slice(0, lines.length - 1), ...torn]);
      }),
    );
  });

  it('in which any one byte changed never gives a record that was not written', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (records, at, change) => {
          const log = logOf(records);
          const place = at % log.length;
          log[place] = (log[place] ?? 0) ^ change;
          const written = records.map((entry) => JSON.stringify(entry));
          for (const entry of decodeRecords(log)) {
            if (entry.kind !== 'damage') expect(written).toContain(JSON.stringify(entry));
          }
        },
      ),
    );
  });
});

describe('replaying a log', () => {
  const base: JournalRecord = {
    kind: 'base',
    atEpochMs: 1,
    name: 'note.md',
    hash: 'h0',
    text: '- one\n',
    held: { fromLine: 1, deletedLines: 0, inserted: '- two\n' },
  };
  const third: JournalRecord = {
    kind: 'edit',
    atEpochMs: 2,
    patch: { fromLine: 2, deletedLines: 0, inserted: '- three\n' },
  };

  it('tells the file, the held text and what is unsaved between them', () => {
    const saved: JournalRecord = { kind: 'saved', atEpochMs: 3, hash: 'h1', behind: 1 };
    expect(replay([base, third, saved])).toEqual({
      name: 'note.md',
      file: { hash: 'h1', lines: ['- one\n', '- two\n'] },
      unsaved: [third.patch],
      lines: ['- one\n', '- two\n', '- three\n'],
      atEpochMs: 3,
      versions: [
        { atEpochMs: 1, lines: ['- one\n'] },
        { atEpochMs: 3, lines: ['- one\n', '- two\n'] },
      ],
    });
  });

  it('gives the text that the patches make one by one, with any line ends, saved or not', () => {
    const piece = fc.constantFrom('a', 'b\n', 'c\r\n', '\r', '\n', 'd', '');
    const some = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    const change = fc.tuple(fc.nat(9), fc.nat(3), some, fc.option(fc.nat(2)));
    fc.assert(
      fc.property(some, fc.array(change, { maxLength: 12 }), (text, changes) => {
        let lines: readonly string[] = splitLines(text);
        const records: JournalRecord[] = [{ ...base, text, held: null }];
        for (const [from, deleted, inserted, behind] of changes) {
          const fromLine = Math.min(from, lines.length);
          const deletedLines = Math.min(deleted, lines.length - fromLine);
          const patch = { fromLine, deletedLines, inserted };
          lines = applyPatch(lines, patch) ?? [];
          records.push({ kind: 'edit', atEpochMs: 1, patch });
          if (behind !== null) records.push({ kind: 'saved', atEpochMs: 1, hash: 'h', behind });
        }
        const found = replay(records);
        expect(found?.lines).toEqual(lines);
        const again = found?.unsaved.reduce<readonly string[]>(
          (file, patch) => applyPatch(file, patch) ?? [],
          found.file.lines,
        );
        expect(again).toEqual(lines);
      }),
      { numRuns: 1_000 },
    );
  });

  it('applies nothing behind a damaged place before the next base', () => {
    const damage = { kind: 'damage' } as const;
    expect(replay([base, damage, third])?.lines).toEqual(['- one\n', '- two\n']);
    expect(replay([base, damage, third, { ...base, held: third.patch }])?.lines).toEqual([
      '- one\n',
    ]);
    expect(replay([damage, third])).toBeNull();
  });
});
