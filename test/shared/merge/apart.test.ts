import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { splitLines, type TextPatch } from '../../../shared/text-patch.ts';
import {
  GFM,
  INPUT_CLASSES,
  outlineNote,
  REFERENCES,
  RUNS,
  SPEC,
  TIMEOUT_MS,
} from '../markdown/corpus.ts';
import { applyEdit, EDIT_OPS, type Edit, TYPED } from '../markdown/edits.ts';

/** Everything that the editor does to a block but carry it: what is moved is at two places. */
const edit: fc.Arbitrary<Edit> = fc.record({
  op: fc.constantFrom(...EDIT_OPS.filter((op) => !op.startsWith('move'))),
  at: fc.nat(99_999),
  where: fc.nat(999),
  text: fc.constantFrom(...TYPED),
});

const example = fc.constantFrom(...SPEC, ...GFM, ...REFERENCES);
const twoExamples = fc
  .tuple(example, example)
  .map(([above, below]) => `${above}\n- one\n- two\n- three\n\n${below}`);
/** Ends that differ from line to line: of two blank lines in a row nobody can tell which one is new. */
const { 'mixed line ends': _, ...others } = INPUT_CLASSES;
const CLASSES = [
  ...Object.values(others),
  (text: string) => text.replace(/\n/g, (_, at: number) => (at < text.length / 2 ? '\r\n' : '\n')),
];
const note = fc
  .tuple(
    fc.oneof(outlineNote, twoExamples),
    fc.constantFrom((text: string) => text, ...CLASSES),
    fc.infiniteStream(fc.nat(2)),
  )
  .map(([text, change, picks]) => change(text.replaceAll('\r\n', '\n'), picks));

/** What two people make of a note, one near its beginning and the other near its end. */
interface Written {
  readonly base: string;
  readonly above: { readonly text: string; readonly patch: TextPatch };
  readonly below: { readonly text: string; readonly patch: TextPatch };
}

/** So many lines that nobody touched are between the two. */
const APART = 2;

function writtenApart(base: string, one: Edit, other: Edit): Written | null {
  const { blocks, ...rest } = parse(base);
  const near = Math.floor(blocks.length / 3);
  if (near === 0) return null;
  const opened = openText({ ...rest, blocks });
  const [above, below] = [
    { ...one, at: one.at % near },
    { ...other, at: blocks.length - 1 - (other.at % near) },
  ].map((edit) => updateText(opened, applyEdit(blocks, edit)));
  if (!above?.patch || !below?.patch) return null;
  if (above.patch.fromLine + above.patch.deletedLines + APART > below.patch.fromLine) return null;
  const side = ({ text, patch }: { readonly text: unknown; readonly patch: TextPatch }) => ({
    text: String(text),
    patch,
  });
  return {
    base,
    above: side({ ...above, patch: above.patch }),
    below: side({ ...below, patch: below.patch }),
  };
}

/** The note with both patches. */
function together({ base, above, below }: Written): string {
  const lines = splitLines(base);
  const [one, other] = [above.patch, below.patch];
  return [
    ...lines.slice(0, one.fromLine),
    one.inserted,
    ...lines.slice(one.fromLine + one.deletedLines, other.fromLine),
    other.inserted,
    ...lines.slice(other.fromLine + other.deletedLines),
  ].join('');
}

/** True where a line that somebody took away stands in the note a second time: which one it was cannot be told. */
function takesOneOfTwo({ base, above, below }: Written): boolean {
  const lines = splitLines(base).map((line) => line.trim());
  return [above.patch, below.patch].some(({ fromLine, deletedLines }) =>
    lines
      .slice(fromLine, fromLine + deletedLines)
      .some((line) => line !== '' && lines.indexOf(line) !== lines.lastIndexOf(line)),
  );
}

describe('two people who write at two places of a note', () => {
  test(
    'get what one who wrote both would have, to the byte',
    () => {
      let compared = 0;
      fc.assert(
        fc.property(note, edit, edit, (base, one, other) => {
          const written = writtenApart(base, one, other);
          if (written === null || takesOneOfTwo(written)) return;
          compared++;
          const { above, below } = written;
          const merged = mergeNotes(base, above.text, below.text, 'ours');
          expect(merged).toEqual({ text: together(written), keptBoth: [] });
          expect(mergeNotes(base, below.text, above.text, 'ours')).toEqual(merged);
        }),
        { numRuns: 400 * RUNS },
      );
      expect(compared).toBeGreaterThan(80);
    },
    TIMEOUT_MS,
  );
});
