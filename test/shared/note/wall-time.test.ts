import { describe, expect, it } from 'vitest';
import { formatWritten, wallMinuteOf, wallTimeOf } from '../../../shared/note/wall-time.ts';

const today = '2026-11-26';
const at = (date: string, hour: number, minute: number) => ({
  date,
  minuteOfDay: hour * 60 + minute,
});

describe('the time at which a line was written', () => {
  it('is that of the clock on the wall', () => {
    const now = new Date(2026, 10, 22, 10, 7, 59);
    expect(wallTimeOf(wallMinuteOf(now))).toEqual(at('2026-11-22', 10, 7));
  });

  it('is a stamp on the day of the event and in the night after it', () => {
    const event = { date: '2026-12-31', today };
    expect(formatWritten(at('2026-12-31', 10, 7), event)).toBe('[10:07]');
    expect(formatWritten(at('2027-01-01', 0, 20), event)).toBe('[00:20]');
  });

  it('has its date, and is no stamp, on any other day', () => {
    const event = { date: '2026-11-22', today };
    expect(formatWritten(at('2026-11-23', 9, 5), event)).toBe('2026/11/23 09:05');
    expect(formatWritten(at('2026-11-21', 23, 50), event)).toBe('2026/11/21 23:50');
  });

  it('is a stamp in a note without a date if it is of today', () => {
    const event = { date: null, today };
    expect(formatWritten(at(today, 14, 30), event)).toBe('[14:30]');
    expect(formatWritten(at('2026-11-20', 14, 30), event)).toBe('2026/11/20 14:30');
  });
});
