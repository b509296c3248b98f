import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDate } from '../../../shared/note/date.ts';

describe('dates', () => {
  test.each([
    ['2018/11/08 @Google', '2018-11-08'],
    ['2018-11-8', '2018-11-08'],
    ['on 2018.11.08.', '2018-11-08'],
    ['2018年11月8日(木)', '2018-11-08'],
    ['２０１８年１１月８日', '2018-11-08'],
    ['２０１８／１１／０８', '2018-11-08'],
    ['平成30年11月8日', '2018-11-08'],
    ['令和元年5月1日', '2019-05-01'],
    ['November 22, 2026', '2026-11-22'],
    ['Nov. 22nd 2026', '2026-11-22'],
    ['Sept 3, 2026', '2026-09-03'],
    ['22 November 2026', '2026-11-22'],
    ['the 1st of May 2026', '2026-05-01'],
    ['2026/11/22-23', '2026-11-22'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (line, date) => {
    expect(findDate(line)?.date).toBe(date);
  });

  test.each([
    '2018/13/08',
    '2018/02/30',
    '2023-02-29',
    '2018/11-08',
    '11/08/2018',
    '20181108',
    'v2018.11.08123',
    'November 2026',
    '11月8日',
    'Marching 3, 2026',
    '',
  ])('%s is no date that we read', (line) => {
    expect(findDate(line)).toBeNull();
  });

  test('of two dates the first counts, and its place is told', () => {
    expect(findDate('x 2018年1月2日, 2019/03/04')).toEqual({
      start: 2,
      end: 11,
      date: '2018-01-02',
    });
  });

  test('every day of the calendar is read back from each way to write it', () => {
    const names = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
    const day = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
        const number = Number(dayOfMonth);
        const forms = [
          iso,
          `${year}/${month}/${dayOfMonth}`,
          `${year}年${Number(month)}月${number}日`,
          `${names.format(date)} ${number}, ${year}`,
          `${number} ${names.format(date).slice(0, 3)} ${year}`,
        ];
        expect(forms.map((form) => findDate(form)?.date)).toEqual(forms.map(() => iso));
      }),
    );
  });
});
