import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTalk, type TalkHeading } from '../../../shared/note/talk.ts';

const none: TalkHeading = { title: '', speaker: null, minutes: null, startMinute: null };

describe('the heading of a talk', () => {
  test.each<[string, Partial<TalkHeading>]>([
    [
      '[10:02] Ownership for the rest of us (40min) - Speaker Name',
      {
        title: 'Ownership for the rest of us',
        speaker: 'Speaker Name',
        minutes: 40,
        startMinute: 602,
      },
    ],
    [
      'Quipper のマイクロサービス化への道のり (30min)',
      { title: 'Quipper のマイクロサービス化への道のり', minutes: 30 },
    ],
    [
      'Usernetes: Kubernetes installable under $HOME, without the root privileges- AkihiroSuda',
      {
        title: 'Usernetes: Kubernetes installable under $HOME, without the root privileges',
        speaker: 'AkihiroSuda',
      },
    ],
    [
      'kubernetes/sig-docs-jaについて - CS_Toku',
      { title: 'kubernetes/sig-docs-jaについて', speaker: 'CS_Toku' },
    ],
    ['Garbage (30分)', { title: 'Garbage', minutes: 30 }],
    ['休憩（３０分）', { title: '休憩', minutes: 30 }],
    ['Keynote (1h)', { title: 'Keynote', minutes: 60 }],
    ['Keynote (1.5h)', { title: 'Keynote', minutes: 90 }],
    ['Keynote (1h30m) by Ada Lovelace', { title: 'Keynote', minutes: 90, speaker: 'Ada Lovelace' }],
    ['基調講演（1時間30分） - 山田 太郎', { title: '基調講演', minutes: 90, speaker: '山田 太郎' }],
    ['Deep dive - Ada (20 minutes)', { title: 'Deep dive', speaker: 'Ada', minutes: 20 }],
    ['Talk by @tjun', { title: 'Talk', speaker: '@tjun' }],
    ['発表 by 鈴木', { title: '発表', speaker: '鈴木' }],
    ['A – B — Ada', { title: 'A – B', speaker: 'Ada' }],
    ['Zero-downtime deploys', { title: 'Zero-downtime deploys' }],
    ['Kubernetes step by step', { title: 'Kubernetes step by step' }],
    ['Roadmap 2018 - 2019', { title: 'Roadmap 2018 - 2019' }],
    ['- Ada', { title: '- Ada' }],
    ['Rust (2026)', { title: 'Rust (2026)' }],
    ['Nothing (0min)', { title: 'Nothing (0min)' }],
    ['A year (9000h)', { title: 'A year (9000h)' }],
    ['Ends at [10:30]', { title: 'Ends at [10:30]' }],
    ['[10:02]', { startMinute: 602 }],
    ['', {}],
  ])('%s', (source, expected) => {
    expect(readTalk(source)).toEqual({ ...none, ...expected });
  });

  test('is read from any text without an error, and the title is never longer than the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (source) => {
        expect(readTalk(source).title.length).toBeLessThanOrEqual(source.length);
      }),
    );
  });

  test('put together from its parts, is read into the same parts', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{0,8}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
    const parts = fc.record({
      title: words,
      speaker: words,
      minutes: fc.integer({ min: 1, max: 1440 }),
      startMinute: fc.integer({ min: 0, max: 1439 }),
    });
    fc.assert(
      fc.property(parts, ({ title, speaker, minutes, startMinute }) => {
        const hour = String(Math.floor(startMinute / 60)).padStart(2, '0');
        const minute = String(startMinute % 60).padStart(2, '0');
        expect(readTalk(`[${hour}:${minute}] ${title} (${minutes}min) - ${speaker}`)).toEqual({
          title,
          speaker,
          minutes,
          startMinute,
        });
      }),
    );
  });
});
