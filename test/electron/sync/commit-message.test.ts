import { expect, test } from 'vitest';
import { type CommitContents, commitMessage } from '../../../electron/sync/commit-message.ts';

const NOTHING: CommitContents = { notes: [], images: 0, others: 0, deleted: [] };
const EVENT = 'Rustfest Osaka\n=====\n\n# One\n\n```\n# no talk\n```\n\n# [10:02] Two\n\n# Three\n';
const note = (text: string, path = 'a.md') => ({ path, text, isNew: true });

test.each<readonly [string, Partial<CommitContents>, string]>([
  ['an event', { notes: [note(EVENT)], images: 4 }, 'Rustfest Osaka: 3 talks, 4 slides'],
  ['one talk', { notes: [note('# [10:02] Ownership\n\n- a\n')] }, 'Ownership: notes'],
  ['a note without a heading', { notes: [note('- a\n', 'x/会議 1.md')] }, '会議 1: notes'],
  [
    'several notes',
    { notes: [note(EVENT), note('# 集まり\n')], deleted: ['old.md'] },
    'Rustfest Osaka, 集まり: 2 notes, 1 deleted',
  ],
  ['slides alone', { images: 1 }, 'Notebook: 1 slide'],
  ['other files', { others: 2 }, 'Notebook: 2 other files'],
  ['a deleted note', { deleted: ['x/Old talk.md', 'x/1.png'] }, 'Old talk: 2 deleted'],
  ['settings of a tool', {}, 'Notebook: kept up to date'],
])('a person would write of %s', (_, contents, message) => {
  expect(commitMessage({ ...NOTHING, ...contents })).toBe(`${message}\n`);
});

test('a long title is cut, its facts are not, and the line holds 72 characters', () => {
  const long = `# ${'長い題名'.repeat(30)}\n\n# Talk\n`;
  const message = commitMessage({ ...NOTHING, notes: [note(long)], images: 12 });
  expect([...message.trimEnd()]).toHaveLength(72);
  expect(message).toMatch(/…: 1 talk, 12 slides\n$/);
});
