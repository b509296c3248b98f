import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  followLines,
  type Mark,
  recogniseLines,
} from '../../../../electron/notebook/time-track/follow-lines.ts';
import { rememberGone } from '../../../../electron/notebook/time-track/gone.ts';
import { keyOfWords, lineWords } from '../../../../electron/notebook/time-track/line-words.ts';
import '../../../property-seed.ts';

/** A note that is written to, minute after minute. */
function writing(first: string) {
  const gone = rememberGone();
  let lines: readonly string[] = [];
  let marks: readonly Mark[] = [];
  let minute = 0;
  const become = (text: string, nowMinute: number | null): void => {
    const after = text.split(/(?<=\n)/);
    const followed = followLines(marks, { before: lines, after, nowMinute, recall: gone.recall });
    gone.add(followed.gone);
    [lines, marks] = [after, followed.marks];
  };
  const step = (text: string): void => become(text, ++minute);
  step(first);
  return {
    step,
    elsewhere: (text: string) => become(text, null),
    times: () => marks.map(([, time]) => time),
    lines: () => lines,
  };
}

describe('the time of a line', () => {
  it('is that of its first words and stays while it is typed on, indented, marked and made a task', () => {
    const note = writing('- one\n');
    note.step('- one\n- \n');
    expect(note.times()).toEqual([1, null]);
    for (const line of ['- thr', '- three ru', '    - three rules', '    - [ ] **three** rules'])
      note.step(`- one\n${line}\n`);
    expect(note.times()).toEqual([1, 3]);
    note.step('- one\n# three rules of mine\n');
    note.step('- one\n# [10:07] three rules of mine\n- new\n');
    expect(note.times()).toEqual([1, 3, 8]);
  });

  it('goes along when lines are moved, cut and pasted, deleted and brought back', () => {
    const note = writing('- first line\n');
    note.step('- first line\n- second line\n');
    note.step('- first line\n- second line\n- third line\n');
    note.step('- third line\n- first line\n- second line\n');
    expect(note.times()).toEqual([3, 1, 2]);
    note.step('- third line\n');
    note.step('- third line\n- something else\n');
    note.step('- third line\n- something else\n- first line\n- second line\n');
    expect(note.times()).toEqual([3, 6, 1, 2]);
  });

  it('belongs to the line that was written first where a copy of it is made', () => {
    const note = writing('- over and over\n');
    note.step('- over and over\n- over and over\n');
    expect(note.times()).toEqual([1, 2]);
  });

  it('is had by both halves of a line that is split, and is the earlier one of two that are joined', () => {
    const note = writing('- borrow checker as a reviewer\n');
    note.step('- borrow checker as a reviewer\n- three rules\n');
    note.step('- borrow checker\n- as a reviewer\n- three rules\n');
    expect(note.times()).toEqual([1, 1, 2]);
    note.step('- borrow checker\n- as a reviewer three rules\n');
    expect(note.times()).toEqual([1, 1]);
    note.step('- borrow checker\n- as a reviewer\n- three rules\n');
    expect(note.times()).toEqual([1, 1, 2]);
  });

  it('is not that of a line whose place it took', () => {
    const note = writing('- kubernetes\n');
    note.step('- 東京の会場\n');
    expect(note.times()).toEqual([2]);
  });

  it('is not known where the line came from elsewhere, also when it is edited here', () => {
    const note = writing('- mine\n');
    note.elsewhere('- mine\n- theirs from another place\n');
    note.step('- mine\n- theirs from another place, edited\n- and mine again\n');
    expect(note.times()).toEqual([1, null, 2]);
  });

  it('is found again in the note as it was read, whatever another program put between', () => {
    const note = writing('- a line\n');
    note.step('- a line\n- twice\n- twice\n');
    const marks = note
      .lines()
      .map((line, index): Mark => [keyOfWords(lineWords(line)), note.times()[index] ?? null]);
    const read = ['new\n', '* twice\n', '\n', '- gone?\n', '- twice\n', '- twice\n'];
    const { marks: found, gone } = recogniseLines(read, marks);
    expect(found.map(([, time]) => time)).toEqual([null, 2, null, null, 2, null]);
    expect(gone.map(([, time]) => time)).toEqual([1]);
  });
});

describe('whatever is done to a note', () => {
  const word = fc.constantFrom(
    'alpha beta',
    'gamma delta',
    '会場の写真',
    'epsilon zeta',
    'eta theta',
  );
  const operation = fc.tuple(
    fc.constantFrom('insert' as const, 'remove' as const, 'move' as const, 'type' as const),
    fc.nat(30),
    fc.nat(30),
    word,
  );

  function operate(
    lines: readonly string[],
    [kind, one, other, words]: readonly [
      'insert' | 'remove' | 'move' | 'type',
      number,
      number,
      string,
    ],
    serial: number,
  ): string[] {
    const at = one % lines.length;
    const line = lines[at] ?? '';
    const rest = lines.toSpliced(at, 1);
    switch (kind) {
      case 'insert':
        return lines.toSpliced(at, 0, `- ${words} ${serial}\n`);
      case 'type':
        return lines.with(at, line.replace('\n', ` ${serial}\n`));
      case 'move':
        return rest.toSpliced(other % lines.length, 0, `    ${line}`);
      case 'remove':
        return rest.length > 0 ? rest : [...lines];
    }
  }

  it('there is a time for each line that has words, and undo to the start brings the first ones back', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 25 }), (operations) => {
        let lines = ['- first words here\n', '- second words here\n', '- third words here\n'];
        const note = writing(lines.join(''));
        const history: string[] = [lines.join('')];
        for (const [serial, operation] of operations.entries()) {
          lines = operate(lines, operation, serial);
          note.step(lines.join(''));
          history.push(lines.join(''));
          expect(note.times()).toHaveLength(note.lines().length);
          expect(note.times()).not.toContain(null);
        }
        for (const text of history.toReversed()) note.step(text);
        expect(note.times()).toEqual([1, 1, 1]);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
    );
  });
});

/*
 * A line of 80,000 letters without a blank, pasted, took the main process half a minute, and 340,000
 * letters more than five: each letter was tried as the beginning of an address.
 */
it('says what a line of a million letters says, whatever it is made of', () => {
  expect(lineWords(`- [10:02] ${'あ'.repeat(1_000_000)}`)).toBe('あ'.repeat(1_000_000));
  const embedded = `iVBORw0KGgo/${'+/A'.repeat(500_000)}`;
  expect(lineWords(`![](${embedded})`)).toBe(`iVBORw0KGgo${'A'.repeat(500_000)}`);
  expect(lineWords('![](夜.assets/1002-talk-1.png) [x](夜.assets/b.png)')).toBe(
    '1002talk1pngxbpng',
  );
});
