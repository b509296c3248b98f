import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assetsFolderName,
  imageFileName,
  noteFileName,
  safeNoteName,
} from '../../../shared/note/name.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(
      '.',
      '/',
      '\\',
      ' ',
      ':',
      'あ',
      '\u200b',
      '\u202e',
      'é',
      '𠮷',
      '\ud800',
      'G',
      'it',
    ),
  }),
);

describe('the name of a new note', () => {
  test.each([
    ['Rustfest Osaka 2026', '2026-11-22', '2026-11-22-rustfest-osaka-2026.md'],
    ['Kubernetes Meetup Tokyo #14', '2018/11/08', '2018-11-08-kubernetes-meetup-tokyo-14.md'],
    ['第14回 勉強会（夜）', '2018年11月8日', '2018-11-08-第14回-勉強会-夜.md'],
    ['Cafe\u0301', '', 'café.md'],
    ['', '2026-11-22', '2026-11-22-note.md'],
    ['../../.git/hooks', 'soon', 'git-hooks.md'],
    ['CON', '', 'note-con.md'],
    ['a\u200bb\u202ec', '', 'abc.md'],
    ['a\r\nb\tc', '', 'a-b-c.md'],
    ['❤️ Rust', '', 'rust.md'],
    ['x.', '', 'x.md'],
  ])('of %j on %j is %s', (title, date, name) => {
    expect(noteFileName(title, date)).toBe(name);
  });

  test('is cut by bytes where characters are long, and never inside one', () => {
    expect(noteFileName('𠮷'.repeat(100), '2026-11-22')).toBe(`2026-11-22-${'𠮷'.repeat(45)}.md`);
  });

  test('is always one safe path segment of at most 60 characters and 200 bytes, in NFC', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('', '2026-11-22'), (title, date) => {
        const name = noteFileName(title, date);
        expect(safeNoteName(name)).toEqual({ ok: true, value: name });
        expect(name).not.toMatch(/[/\\\s]/);
        expect(name).toBe(name.normalize('NFC'));
        expect(Array.from(name.slice(date.length)).length).toBeLessThanOrEqual(64);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('the names of images', () => {
  test('their folder has the name of the note', () => {
    expect(assetsFolderName('a/2026-11-22-x.md')).toBe('a/2026-11-22-x.assets');
  });

  test('tell the time and the talk', () => {
    const talk = 'Ownership for the rest of us';
    expect(imageFileName({ minuteOfDay: 607, talk, n: 1, extension: 'png' })).toBe(
      '1007-ownership-for-the-rest-of-us-1.png',
    );
    expect(imageFileName({ minuteOfDay: 5, talk: '', n: 12, extension: 'webp' })).toBe(
      '0005-slide-12.webp',
    );
  });

  test('an extension that came from a page is refused', () => {
    expect(() => imageFileName({ minuteOfDay: 0, talk: '', n: 1, extension: 'p/g' })).toThrow(
      'Invariant',
    );
  });
});

describe('a name that a window or a remote gave', () => {
  test.each([
    'a.md',
    'b/c d.md',
    '.obsidian/x.md',
    'あ/い.md',
    'a..b.md',
    '.github/x.md',
    'git.md',
    'a~1.md',
  ])('%s is used', (name) => {
    expect(safeNoteName(name)).toEqual({ ok: true, value: name });
  });

  test.each([
    '',
    '.md/..',
    '../a.md',
    'a/../../b.md',
    './a.md',
    '/etc/a.md',
    'a//b.md',
    'C:/a.md',
    'a:b.md',
    'a\\b.md',
    '\\\\host\\share\\a.md',
    'a\0.md',
    'a\n.md',
    '.git/a.md',
    'x/.GIT/hooks/a.md',
    '.g\u200cit/a.md',
    '.\ufeffgit/a.md',
    '.git./a.md',
    '.git /a.md',
    '.git::$INDEX_ALLOCATION/a.md',
    'git~1/a.md',
    'GIT~2/a.md',
    '．git/a.md',
    'a./b.md',
    'a /b.md',
    'con.md',
    'x/NUL.md',
    'com1.a/b.md',
    'lpt¹.md',
    'con .md',
    '\u202eevil.md',
    'a\ud800.md',
    'a.txt',
    `${'a'.repeat(256)}.md`,
    `${'a/'.repeat(600)}b.md`,
  ])('%j is refused', (name) => {
    expect(safeNoteName(name)).toMatchObject({ ok: false, error: { kind: 'unsafe' } });
  });

  test('that passes leads to a file below the folder, never to the folder itself or out of it', () => {
    const segment = fc.oneof(
      fc.constantFrom('..', '.', '', '.git', 'a', 'b.md', 'あ', 'con', 'a\\b'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const name = segments.join('/');
        if (!safeNoteName(name).ok) return;
        const { pathname } = new URL(
          name.split('/').map(encodeURIComponent).join('/'),
          'file:///base/',
        );
        expect(decodeURIComponent(pathname)).toBe(`/base/${name}`);
      }),
    );
  });
});
