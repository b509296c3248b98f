import { describe, expect, it } from 'vitest';
import {
  bytesLabel,
  dayLabel,
  lengthLabel,
  localeOf,
  minuteLabel,
  momentLabel,
} from '../../../renderer/app/times.ts';
import { translate } from '../../../shared/messages/index.ts';

describe('times in words', () => {
  it('have the clock of the stamps, also where people say PM', () => {
    const moment = new Date(2026, 10, 22, 16, 5).getTime();
    expect(momentLabel(moment, 'en-US')).toBe('Nov 22, 2026, 16:05');
    expect(momentLabel(moment, 'ja')).toBe('2026/11/22 16:05');
  });

  it('are written the system’s way where it speaks the interface’s language', () => {
    expect(dayLabel('2026-11-22', localeOf('en', 'en-US'))).toBe('Nov 22, 2026');
    expect(dayLabel('2026-11-22', localeOf('en', 'en-GB'))).toBe('22 Nov 2026');
    expect(dayLabel('2026-11-22', localeOf('ja', 'en-GB'))).toBe('2026年11月22日');
    expect(localeOf('en', 'en_US.UTF-8')).toBe('en');
    expect(localeOf('en', 'en-')).toBe('en');
    expect(localeOf('ja', '')).toBe('ja');
  });

  it('stay as they are where a note tells a day that is none', () => {
    expect(dayLabel('2026-99-01', 'en')).toBe('2026-99-01');
  });

  it('of a talk are a clock time and a length', () => {
    expect([0, 605, 1439].map(minuteLabel)).toEqual(['00:00', '10:05', '23:59']);
    const english = (minutes: number) =>
      lengthLabel(minutes, (key, ...values) => translate('en', key, ...values));
    expect([5, 60, 90, 125].map(english)).toEqual(['5 min', '1 h', '1 h 30 min', '2 h 5 min']);
  });

  it('and sizes have the unit that suits them', () => {
    expect([1, 999, 250_000, 1_840_000, 3e9].map((bytes) => bytesLabel(bytes, 'en'))).toEqual([
      '1 kB',
      '1 kB',
      '250 kB',
      '1.8 MB',
      '3 GB',
    ]);
  });
});
