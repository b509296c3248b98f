import { describe, expect, test } from 'vitest';
import type { Block } from '../../../shared/markdown/model.ts';
import { type EventOutline, readEvent } from '../../../shared/note/event.ts';
import { growth } from '../growth.ts';
import { heading, item, paragraph, text } from './blocks.ts';

const nothing: EventOutline = {
  title: null,
  url: null,
  date: null,
  venue: null,
  talkLevel: null,
  talks: [],
};

describe('an event', () => {
  test('of the acceptance kind: setext title, address, date and venue, talks of level 1', () => {
    const address = 'https://example.com/event/104450/';
    const blocks = [
      heading(1, 'Kubernetes Meetup Tokyo #14'),
      paragraph([text(address, { type: 'link', url: address, title: null })]),
      paragraph('2018/11/08 @Google'),
      heading(1, 'マイクロサービス化 (30min)'),
      item('Quipper'),
      item('[19:35] 教育サービス', 1),
      heading(1, 'Usernetes- AkihiroSuda'),
      heading(1, 'ConfigMap - potsbo'),
    ];
    expect(readEvent(blocks)).toEqual({
      title: 'Kubernetes Meetup Tokyo #14',
      url: address,
      date: '2018-11-08',
      venue: 'Google',
      talkLevel: 1,
      talks: [
        {
          blockIndex: 3,
          endIndex: 6,
          level: 1,
          title: 'マイクロサービス化',
          speaker: null,
          minutes: 30,
          startMinute: 19 * 60 + 35,
        },
        {
          blockIndex: 6,
          endIndex: 7,
          level: 1,
          title: 'Usernetes',
          speaker: 'AkihiroSuda',
          minutes: null,
          startMinute: null,
        },
        {
          blockIndex: 7,
          endIndex: 8,
          level: 1,
          title: 'ConfigMap',
          speaker: 'potsbo',
          minutes: null,
          startMinute: null,
        },
      ],
    });
  });

  test('an empty note tells nothing', () => {
    expect(readEvent([])).toEqual(nothing);
  });

  test('a note without headings still tells its date, place and address', () => {
    const blocks = [paragraph('2026年11月22日 (日) 19:00〜 ＠渋谷\nhttps://example.com/a.')];
    expect(readEvent(blocks)).toEqual({
      ...nothing,
      url: 'https://example.com/a',
      date: '2026-11-22',
      venue: '渋谷',
    });
  });

  test('a lone heading is title and talk at once, and the lines below it are its header', () => {
    const blocks = [
      heading(1, '[10:02] Rust night (30min) - Ada'),
      paragraph('https://example.com/'),
      paragraph('2026/11/22 @Osaka'),
      item('2019/01/01 @elsewhere'),
    ];
    const outline = readEvent(blocks);
    expect(outline).toMatchObject({
      title: 'Rust night (30min) - Ada',
      date: '2026-11-22',
      venue: 'Osaka',
    });
    expect(outline.talks).toEqual([
      {
        blockIndex: 0,
        endIndex: 4,
        level: 1,
        title: 'Rust night',
        speaker: 'Ada',
        minutes: 30,
        startMinute: 602,
      },
    ]);
  });

  test('a new event without a talk already has its date', () => {
    const blocks = [heading(1, 'Rustfest'), item('2026/11/22 @Osaka')];
    expect(readEvent(blocks).date).toBeNull();
    const written = [heading(1, 'Rustfest'), paragraph('2026/11/22 @Osaka')];
    expect(readEvent(written).date).toBe('2026-11-22');
  });

  test('talks of level 2 below a title of level 1; deeper headings are parts, a shallower one ends', () => {
    const blocks = [
      heading(1, 'Day one'),
      heading(2, 'First'),
      heading(3, 'Part'),
      item('x'),
      heading(2, 'Second'),
      heading(1, 'Day two'),
      paragraph('between'),
      heading(2, 'Third'),
    ];
    const { talkLevel, talks } = readEvent(blocks);
    expect(talkLevel).toBe(2);
    expect(talks.map(({ title, blockIndex, endIndex }) => [title, blockIndex, endIndex])).toEqual([
      ['First', 1, 4],
      ['Second', 4, 5],
      ['Third', 7, 8],
    ]);
  });

  test('a first heading that is not of level 1 is a talk, and the event has no title', () => {
    const { title, talkLevel, talks } = readEvent([heading(2, 'A'), heading(2, 'B')]);
    expect([title, talkLevel, talks.length]).toEqual([null, 2, 2]);
  });

  test('headings in items and quotes are no talks', () => {
    const quoted: Block = { ...heading(1, 'Quoted'), opens: [{ kind: 'quote' }] };
    const nested: Block = { ...heading(1, 'Nested'), inside: ['item'] };
    const blocks = [heading(1, 'Event'), heading(2, 'A'), quoted, nested];
    expect(readEvent(blocks).talks.map(({ title, endIndex }) => [title, endIndex])).toEqual([
      ['A', 4],
    ]);
  });

  test('marks are not part of a title, an image counts by its words', () => {
    const content = [
      text('The '),
      text('borrow', { type: 'emphasis' }),
      { type: 'break', hard: false, marks: [] } as const,
      text('checker', { type: 'code' }),
      { type: 'image', alt: '!', url: 'x.png', title: null, marks: [] } as const,
    ];
    expect(readEvent([heading(1, content), heading(1, 'x')]).title).toBe('The borrow checker!');
  });

  test('a stamp in code or in a link does not start a talk', () => {
    const blocks = [
      heading(1, 'Event'),
      heading(1, 'Talk'),
      paragraph([text('[09:00]', { type: 'code' }), text(' then '), text('[09:30]')]),
    ];
    expect(readEvent(blocks).talks[0]?.startMinute).toBe(570);
  });

  test.each([
    ['2018/11/08 19:00 @ Google Japan', 'Google Japan'],
    ['@Google 2018/11/08', 'Google'],
    ['2018/11/08@Google', 'Google'],
    ['会場：渋谷ストリーム', '渋谷ストリーム'],
    ['Venue: Grand Front', 'Grand Front'],
    ['2018/11/08 ask me@example.com', null],
    ['thanks to @ada for the slides', null],
    ['2018/11/08', null],
  ])('the venue of "%s" is %s', (line, venue) => {
    expect(readEvent([paragraph(line), heading(1, 'Talk')]).venue).toBe(venue);
  });

  test('what the lines do not tell is looked for in the title, but never the venue', () => {
    const title = [
      text('Rust @night 2026/11/22', { type: 'link', url: 'https://example.com/', title: null }),
    ];
    expect(readEvent([heading(1, title), heading(1, 'Talk')])).toMatchObject({
      date: '2026-11-22',
      url: 'https://example.com/',
      venue: null,
    });
  });

  test('only web addresses count as the address', () => {
    const link = text('files', { type: 'link', url: 'file:///etc', title: null });
    expect(readEvent([paragraph([link]), heading(1, 'Talk')]).url).toBeNull();
  });

  test('the time it takes grows with the note, not with its square', () => {
    const note = (size: number) =>
      Array.from({ length: size }, (_, index) =>
        index % 200 === 0 ? heading(1, `Talk ${index} (30min) - Ada`) : item(`line ${index} [x]`),
      );
    const [small, large] = [note(2000), note(32_000)];
    expect(readEvent(large).talks.length).toBe(159);
    const read = (blocks: readonly Block[]) => () => void readEvent(blocks);
    // Sixteen times the blocks; a quadratic reading would take 256 times as long.
    expect(growth(read(small), read(large), 64)).toBeLessThan(64);
  });
});
