import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findStamps, formatStamp, minutesSince } from '../../../shared/note/stamp.ts';

describe('stamps', () => {
  test('a time is written with two digits each', () => {
    expect(formatStamp({ hour: 9, minute: 5 })).toBe('[09:05]');
    expect(formatStamp({ hour: 23, minute: 59 })).toBe('[23:59]');
  });

  test('stamps are found where they stand, with and without seconds', () => {
    expect(findStamps('a [10:02] b [00:00:59]')).toEqual([
      { start: 2, end: 9, minuteOfDay: 602 },
      { start: 12, end: 22, minuteOfDay: 0 },
    ]);
  });

  test('what is no time of day is no stamp', () => {
    const none = [
      '[24:00]',
      '[10:60]',
      '[9:05]',
      '[10:02:60]',
      '10:02',
      '(10:02)',
      '[10:02',
      '[a]',
      '',
    ];
    expect(none.filter((source) => findStamps(source).length > 0)).toEqual([]);
  });

  test('every time that is written is found again', () => {
    const time = fc.record({
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    });
    fc.assert(
      fc.property(fc.string(), time, (before, { hour, minute }) => {
        const safe = before.replaceAll('[', '');
        const found = findStamps(`${safe}${formatStamp({ hour, minute })}`);
        expect(found).toEqual([
          { start: safe.length, end: safe.length + 7, minuteOfDay: hour * 60 + minute },
        ]);
      }),
    );
  });

  test('a talk may pass midnight, and a stamp may stand shortly before its start', () => {
    expect(minutesSince(600, 607)).toBe(7);
    expect(minutesSince(23 * 60 + 50, 10)).toBe(20);
    expect(minutesSince(600, 595)).toBe(-5);
    expect(minutesSince(5, 23 * 60 + 55)).toBe(-10);
    expect(minutesSince(600, 600)).toBe(0);
  });

  test('a stamp is never further away than half a day', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, (start, stamp) => {
        const since = minutesSince(start, stamp);
        expect((start + since + 1440) % 1440).toBe(stamp);
        expect(since).toBeGreaterThan(-720);
        expect(since).toBeLessThanOrEqual(720);
      }),
    );
  });
});
