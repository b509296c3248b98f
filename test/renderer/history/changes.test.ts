import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../renderer/app/history/changes.ts';

const THEN = `Night
=====

2026/11/22 @Hall

# [10:02] First talk

- stays
- said only then
- a line that will change a little

# Second talk

- the same
`;

describe('an earlier version of a note', () => {
  it('is told apart talk by talk, by items that came, went or changed', () => {
    const now = THEN.replace('- said only then\n', '')
      .replace('will change a little', 'has changed a little')
      .replace('- the same\n', '- the same\n    - and more\n');
    expect(compareVersions(THEN, now)).toEqual([
      {
        title: 'First talk',
        changes: [
          { kind: 'then', text: '- said only then' },
          {
            kind: 'changed',
            stretches: [
              { text: '- a line that ', kind: 'same' },
              { text: 'will', kind: 'then' },
              { text: 'has', kind: 'now' },
              { text: ' ', kind: 'same' },
              { text: 'change', kind: 'then' },
              { text: 'changed', kind: 'now' },
              { text: ' a little', kind: 'same' },
            ],
          },
        ],
      },
      { title: 'Second talk', changes: [{ kind: 'now', text: '    - and more' }] },
    ]);
  });

  it('has no changes where it is the same, and all of them where one side is empty', () => {
    expect(compareVersions(THEN, THEN)).toEqual([]);
    expect(compareVersions('', '- one\n- two\n')).toEqual([
      {
        title: null,
        changes: [
          { kind: 'now', text: '- one' },
          { kind: 'now', text: '- two' },
        ],
      },
    ]);
  });

  it('shows a line that became quite another as two', () => {
    expect(compareVersions('- apples and pears\n', '- quarterly figures\n')).toEqual([
      {
        title: null,
        changes: [
          { kind: 'then', text: '- apples and pears' },
          { kind: 'now', text: '- quarterly figures' },
        ],
      },
    ]);
  });
});
