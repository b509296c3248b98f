import { describe, expect, it } from 'vitest';
import { readTalk, type TalkHeading } from '../../../shared/note/talk.ts';
import { editTalk, spliceText } from '../../../shared/note/talk-edit.ts';

function edited(heading: string, change: Partial<TalkHeading>): string {
  return spliceText(heading, editTalk(heading, { ...readTalk(heading), ...change }));
}

describe('a talk edited in the panel', () => {
  it('keeps the shape of its heading', () => {
    const heading = '[10:02] Ownership for the rest of us (40min) - Speaker Name';
    expect([
      edited(heading, { title: 'Borrowing' }),
      edited(heading, { minutes: 20 }),
      edited(heading, { speaker: 'Ann' }),
      edited(heading, { startMinute: 605 }),
      edited(heading, { title: 'Borrowing', minutes: 20, speaker: 'Ann', startMinute: 605 }),
      edited(heading, {}),
    ]).toEqual([
      '[10:02] Borrowing (40min) - Speaker Name',
      '[10:02] Ownership for the rest of us (20min) - Speaker Name',
      '[10:02] Ownership for the rest of us (40min) - Ann',
      '[10:05] Ownership for the rest of us (40min) - Speaker Name',
      '[10:05] Borrowing (20min) - Ann',
      heading,
    ]);
  });

  it('keeps brackets, digits, units, dashes and their order', () => {
    expect([
      edited('発表（３０分）－ 山田', { minutes: 45, speaker: '田中' }),
      edited('Talk (1h) by Ann', { minutes: 120, speaker: 'Bob' }),
      edited('Talk (1h)', { minutes: 90 }),
      edited('Talk (30 minutes)- Ann', { minutes: 25 }),
      edited('(30min) Talk – Ann', { title: 'Other', minutes: 5 }),
      edited('Title - Name (30min)', { speaker: 'Other', title: 'New' }),
      edited('One (30min) two', { title: 'Three' }),
    ]).toEqual([
      '発表（４５分）－ 田中',
      'Talk (2h) by Bob',
      'Talk (90min)',
      'Talk (25 minutes)- Ann',
      '(5min) Other – Ann',
      'New - Other (30min)',
      'Three (30min)',
    ]);
  });

  it('gains and loses what a heading can have', () => {
    const bare = 'Ownership';
    expect([
      edited(bare, { minutes: 40, speaker: 'Ann', startMinute: 9 }),
      edited('[10:02] Ownership (40min) - Ann', {
        minutes: null,
        speaker: null,
        startMinute: null,
      }),
      edited('', { title: 'First', minutes: 5 }),
      edited('[10:02]', { title: 'First' }),
    ]).toEqual(['[00:09] Ownership (40min) - Ann', 'Ownership', 'First (5min)', '[10:02]First']);
  });

  it('is written letter by letter only where it differs', () => {
    const heading = 'Borrow checker (40min) - Ann Lee';
    const splices = editTalk(heading, {
      ...readTalk(heading),
      title: 'Borrowing checker',
      minutes: 45,
    });
    expect(splices).toEqual([
      { start: 6, end: 6, text: 'ing' },
      { start: 17, end: 18, text: '5' },
    ]);
  });
});
