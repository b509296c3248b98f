import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editedSource, shownSource } from '../../../renderer/editor/source/lines.ts';
import { diffLines, splitLines } from '../../../shared/text-patch.ts';

const text = fc
  .array(fc.tuple(fc.constantFrom('', 'a', '- b', '  c '), fc.constantFrom('\n', '\r\n', '\r')))
  .map((lines) => lines.flat().join(''))
  .chain((lines) => fc.constantFrom(lines, `\uFEFF${lines}`, `${lines}end`));

describe('the text behind an edited source', () => {
  it('is the same bytes where nothing was edited', () => {
    fc.assert(fc.property(text, (before) => editedSource(before, shownSource(before)) === before));
  });

  it('shows what was typed, whatever the line ends are', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('', 'x', 'x\ny\n', '\n'), (before, shown) => {
        expect(shownSource(editedSource(before, shown))).toBe(shown);
      }),
    );
  });

  it('has the line ends of the lines around, and differs in the edited lines only', () => {
    const before = '\uFEFFone\r\ntwo\r\nthree\nlast';
    const after = editedSource(before, 'one\ntwo x\nnew\nthree\nlast');
    expect(after).toBe('\uFEFFone\r\ntwo x\r\nnew\r\nthree\nlast');
    expect(diffLines(splitLines(before), splitLines(after))).toEqual({
      fromLine: 1,
      deletedLines: 1,
      inserted: 'two x\r\nnew\r\n',
    });
  });
});
