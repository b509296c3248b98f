import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeNotes, filterNotes, sortNotes } from '../../../renderer/app/state/note-list.ts';
import type { NoteSummary } from '../../../shared/ipc/contract.ts';

function note(name: string, some: Partial<NoteSummary> = {}): NoteSummary {
  const modifiedEpochMs = new Date(2026, 5, 15, 12).getTime();
  return { name, title: name, date: null, talks: 0, modifiedEpochMs, waiting: false, ...some };
}

const names = (notes: readonly NoteSummary[]) => notes.map(({ name }) => name);

describe('the list of notes', () => {
  it('has the newest event first, by name within a day', () => {
    const notes = [
      note('b.md', { date: '2026-01-02' }),
      note('c.md', { date: '2026-11-22' }),
      note('a.md', { date: '2026-01-02' }),
    ];
    expect(names(sortNotes(notes))).toEqual(['c.md', 'a.md', 'b.md']);
  });

  it('puts a note without a date under the day of its last change', () => {
    const notes = [
      note('old.md', { date: '2026-06-14' }),
      note('plain.md'),
      note('new.md', { date: '2026-06-16' }),
    ];
    expect(names(sortNotes(notes))).toEqual(['new.md', 'plain.md', 'old.md']);
  });

  it('believes the date in a file name more than a change, which a clone makes of all notes today', () => {
    const notes = [
      note('2024-01-31.md'),
      note('daily/2026-06-16 standup.md'),
      note('2026-99-01.md'),
      note('2024-02-01-night.md', { date: '2025-01-01' }),
      note('2023-05-05/plain.md'),
    ];
    expect(names(sortNotes(notes))).toEqual([
      'daily/2026-06-16 standup.md',
      '2023-05-05/plain.md',
      '2026-99-01.md',
      '2024-02-01-night.md',
      '2024-01-31.md',
    ]);
  });

  it('does not move a note that is written in', () => {
    const notes = sortNotes([note('a.md'), note('b.md'), note('c.md')]);
    const later = note('c.md', {
      title: 'Typed',
      modifiedEpochMs: note('c.md').modifiedEpochMs + 60_000,
    });
    const changed = changeNotes(notes, [later], []);
    expect(names(changed)).toEqual(['a.md', 'b.md', 'c.md']);
    expect(changed[2]).toBe(later);
  });

  // Each save told of its note, and ten thousand rows were gone through for a time that no row shows.
  it('stays the same list where a save changed nothing that it shows', () => {
    const notes = sortNotes([note('a.md'), note('b.md')]);
    const saved = note('b.md', { modifiedEpochMs: note('b.md').modifiedEpochMs + 1000 });
    expect(changeNotes(notes, [saved], [])).toBe(notes);
    const later = { ...saved, modifiedEpochMs: saved.modifiedEpochMs + 60_000 };
    expect(changeNotes(notes, [later], [])).toEqual([note('a.md'), later]);
    expect(changeNotes(notes, [{ ...saved, waiting: true }], [])).not.toBe(notes);
    expect(changeNotes(notes, [saved], ['a.md'])).toEqual([note('b.md')]);
  });

  it('takes over what came, changed and went as if it had been read anew', () => {
    const day = fc.constantFrom(null, '2026-01-01', '2026-06-15', '2026-12-31');
    const summary = fc.record({ name: fc.constantFrom('a.md', 'b.md', 'c.md', 'd.md'), date: day });
    const list = fc.uniqueArray(summary, { selector: ({ name }) => name });
    const gone = fc.subarray(['a.md', 'b.md', 'c.md', 'd.md']);
    fc.assert(
      fc.property(list, list, gone, (before, changed, removed) => {
        const was = before.map(({ name, date }) => note(name, { date }));
        const news = changed.map(({ name, date }) => note(name, { date, title: 'new' }));
        const taken = removed.filter((name) => news.every((one) => one.name !== name));
        const all = new Map([...was, ...news].map((one) => [one.name, one]));
        for (const name of taken) all.delete(name);
        expect(changeNotes(sortNotes(was), news, taken)).toEqual(sortNotes([...all.values()]));
      }),
    );
  });
});

describe('the search', () => {
  const notes = [
    note('2026-11-22-rustfest.md', { title: 'RustFest 大阪', date: '2026-11-22' }),
    note('ラスト.md', { title: 'ラストワンマイルの話' }),
    note('k8s.md', { title: 'Kubernetes Meetup Tokyo #14', date: '2018-11-08' }),
  ];

  it('wants every word, anywhere in title, date or file name', () => {
    expect(names(filterNotes(notes, 'tokyo 2018'))).toEqual(['k8s.md']);
    expect(names(filterNotes(notes, 'tokyo 2019'))).toEqual([]);
    expect(names(filterNotes(notes, 'k8s'))).toEqual(['k8s.md']);
  });

  it('does not mind case, width and kana', () => {
    expect(names(filterNotes(notes, 'ｒｕｓｔ'))).toEqual(['2026-11-22-rustfest.md']);
    expect(names(filterNotes(notes, 'らすと'))).toEqual(['ラスト.md']);
    expect(names(filterNotes(notes, 'ﾗｽﾄ'))).toEqual(['ラスト.md']);
    expect(names(filterNotes(notes, '大阪　ＲＵＳＴ'))).toEqual(['2026-11-22-rustfest.md']);
  });

  it('without a word shows them all', () => {
    expect(filterNotes(notes, ' 　')).toBe(notes);
  });
});
