import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkForm, trimForm } from '../../../renderer/app/dialogs/event-form.ts';
import { callSchemas } from '../../../shared/ipc/contract.ts';

const good = {
  title: 'Rustfest 大阪 2026',
  date: '2026-11-22',
  venue: 'Grand Front',
  url: 'https://example.com/rustfest',
};

describe('the form of a new note', () => {
  it('is fine with a title and a day', () => {
    expect(checkForm(good)).toEqual({});
    expect(checkForm({ ...good, venue: '', url: '' })).toEqual({});
  });

  it('names what is wrong with each field', () => {
    expect(checkForm({ title: '', date: '', venue: 'v'.repeat(501), url: 'example' })).toEqual({
      title: 'missing',
      date: 'not-a-day',
      venue: 'too-long',
      url: 'not-an-address',
    });
  });

  it('knows days that are none', () => {
    for (const date of ['2026-02-30', '2026-13-01', '22026-01-01', 'today', '2026-1-1'])
      expect(checkForm({ ...good, date })).toEqual({ date: 'not-a-day' });
    expect(checkForm({ ...good, date: '2028-02-29' })).toEqual({});
  });

  it('takes web addresses only', () => {
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'https://',
      'https://a b',
      '//x',
    ])
      expect(checkForm({ ...good, url })).toEqual({ url: 'not-an-address' });
    expect(checkForm({ ...good, url: 'HTTP://例え.jp/勉強会?x=1' })).toEqual({});
  });

  it('takes the blanks around a value, full-width ones too', () => {
    expect(trimForm({ ...good, title: '　Rust　勉強会 ' }).title).toBe('Rust　勉強会');
    expect(checkForm(trimForm({ ...good, title: ' 　' }))).toEqual({ title: 'missing' });
  });

  it('takes a day as people write it', () => {
    for (const date of [
      '2026/11/22',
      ' 2026-11-22',
      '2026.11.22',
      '2026年11月22日',
      '２０２６／１１／２２',
      '令和8年11月22日',
      'Nov 22, 2026',
    ])
      expect(trimForm({ ...good, date }).date).toBe('2026-11-22');
    for (const date of ['11/22/2026', '2026/11/22 evening', '2026/2/30', '2026/11', ''])
      expect(checkForm(trimForm({ ...good, date }))).toEqual({ date: 'not-a-day' });
  });

  it('passes nothing that the contract refuses', () => {
    const full = { ...good, title: 't'.repeat(500), venue: 'v'.repeat(500) };
    expect(checkForm(full)).toEqual({});
    expect(v.safeParse(callSchemas.createNote, full).success).toBe(true);
  });
});
