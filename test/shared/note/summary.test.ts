import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newEventNote } from '../../../shared/note/new-note.ts';
import { readSummary } from '../../../shared/note/summary.ts';
import { growth } from '../growth.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

describe('the summary of a note', () => {
  test.each(
    [
      { file: 'test/notes/outline-tools-night.md', talks: 6 },
      { file: '../shared/notes/kubernetes-meetup-tokyo-14.md', talks: 8 },
    ].filter(({ file }) => existsSync(resolve(ROOT, file))),
  )('of $file', ({ file, talks }) => {
    const summary = readSummary(readFileSync(resolve(ROOT, file), 'utf8'));
    expect(summary).toMatchObject({ talks });
    expect(summary.title).not.toBeNull();
    expect(summary.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('is the same with every kind of line end, with a byte order mark and without a last line end', () => {
    const note = 'Event\n=====\n\n2018/11/08 @x\n\n# One\n\n- a\n\n# Two';
    const expected = { title: 'Event', date: '2018-11-08', talks: 2 };
    const variants = [
      note,
      `${note}\n`,
      `\ufeff${note}`,
      note.replaceAll('\n', '\r\n'),
      note.replaceAll('\n', '\r'),
    ];
    expect(variants.map(readSummary)).toEqual(variants.map(() => expected));
  });

  test.each<[string, string, string | null, string | null, number]>([
    ['an empty note', '', null, null, 0],
    ['text only', 'hello 2018/11/08\n', null, '2018-11-08', 0],
    ['a lone heading', '# Rust 2026\n\n2026/11/22 @x\n', 'Rust 2026', '2026-11-22', 1],
    ['a lone heading with the date in an item', '# Rust\n\n- 2026/11/22\n', 'Rust', null, 1],
    ['level 2 talks', '# E\n\n## a\n### b\n## c\n', 'E', null, 2],
    ['no title', '## a\n## b\n', null, null, 2],
    ['closing hashes', '# E ##\n# T\n', 'E', null, 1],
    ['hashes that close nothing', '# C#\n# T\n', 'C#', null, 1],
    ['hash tags', '#tag\n# E\n# T\n', 'E', null, 1],
    ['an empty heading', '#\n# T\n', null, null, 1],
    ['seven hashes', '####### x\n# E\n# T\n', 'E', null, 1],
    ['a setext title of two lines', 'A\nB\n===\n\n# T\n', 'A B', null, 1],
    ['setext talks', '# E\n\nOne 2018/11/08\n---\n\nTwo\n---\n', 'E', null, 2],
    ['a fence', '# E\n\n```\n# no\n~~~\n# no\n````\n\n# T\n', 'E', null, 1],
    ['a fence in an item', '# E\n\n- ```\n  # no\n  ```\n\n# T\n', 'E', null, 1],
    ['a fence that never ends', '# E\n# T\n```\n# no\n', 'E', null, 1],
    ['code in one line is no fence', '# E\n\n```x``` y\n\n# T\n', 'E', null, 1],
    ['indented code', '# E\n\n    # no\n\n# T\n', 'E', null, 1],
    ['a heading in an item', '# E\n\n- a\n\n  # no\n- # no\n\n# T\n', 'E', null, 1],
    ['a heading in a quote', '# E\n\n> # no\n\n# T\n', 'E', null, 1],
    ['a rule below an item', '# E\n\n- a\n---\n\n# T\n', 'E', null, 1],
    ['a lazy line above a rule', '# E\n\n- a\nlazy\n---\n\n# T\n', 'E', null, 1],
    ['a rule', '# E\n\n***\n- - -\n\n# T\n', 'E', null, 1],
    ['front matter', '---\ntitle: x\ndate: 2020-01-01\n# no\n---\n\n# E\n# T\n', 'E', null, 1],
    ['no front matter', '---\n\n# E\n# T\n', 'E', null, 1],
    ['an item in the header', '# E\n\n- on 2018/11/08\n\n# T\n', 'E', '2018-11-08', 1],
    [
      'marks',
      '# The **bold** `code` [link](http://x.y) \\*star\\* CS_Toku _it_\n# T\n',
      'The bold code link *star* CS_Toku it',
      null,
      1,
    ],
    ['a date below the first talk', '# E\n# T\n2018/11/08\n', 'E', null, 1],
  ])('of %s', (_, source, title, date, talks) => {
    expect(readSummary(source)).toEqual({ title, date, talks });
  });

  test('of a new event has what was typed', () => {
    const note = newEventNote({
      title: '- #1: a_b & <c>',
      date: '2026-11-22',
      venue: 'x',
      url: '',
    });
    expect(readSummary(note)).toEqual({ title: '- #1: a_b & <c>', date: '2026-11-22', talks: 1 });
  });

  test('never fails, whatever the text', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('# x', '- a', '```', '---', '===', '    c', '> q', ''),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(readSummary(lines.join('\n')).talks).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test.each(['# ', '*', '[', '`', ' ', '- ', '_ ', '# a'])(
    'takes time that grows with the length of %j, not with its square',
    (part) => {
      const read = (count: number) => {
        const source = part.repeat(count);
        return () => void readSummary(`# ${source}\n${source}\n===`);
      };
      // Eight times the length; what is quadratic takes 64 times as long.
      expect(growth(read(12_500), read(100_000), 40)).toBeLessThan(40);
    },
  );
});
