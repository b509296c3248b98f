import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refuseHostile } from '../../../electron/sync/paths.ts';

function brings(path: string, mode = '100644') {
  const after = { id: '0'.repeat(40), mode };
  return () => refuseHostile([{ path, before: null, after, renamedFrom: null }]);
}

/** What some file system or other takes for `.git`. */
const SPELLINGS: readonly string[] = [
  '.git',
  '.GIT',
  '.Git',
  'git~1',
  'GIT~1',
  'gIt~27',
  '.git.',
  '.git ',
  '.git . .',
  '.git::$INDEX_ALLOCATION',
  '.git:x',
  '.g\u200cit',
  '.gi\u200dt',
  '\uFEFF.git',
  '.git\u2060',
  '\u202e.git',
  '．ｇｉｔ',
];

describe('names that a remote brings', () => {
  test.each(SPELLINGS)('%j as a folder or a file, at the top or below, is refused', (name) => {
    for (const path of [name, `${name}/config`, `sub/${name}`, `会議/${name}/hooks/pre-commit`])
      expect(brings(path)).toThrow();
  });

  test('so is each of them with any case, invisible characters and ends mixed in', () => {
    const invisible = fc.constantFrom('', '', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff');
    const letter = (char: string) => fc.constantFrom(char, char.toUpperCase());
    const name = fc
      .tuple(
        invisible,
        fc.constant('.'),
        invisible,
        letter('g'),
        invisible,
        letter('i'),
        invisible,
        letter('t'),
        invisible,
        fc.constantFrom('', '.', ' ', '. .', ':stream', '::$DATA'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(name, (spelling) => {
        expect(brings(`a/${spelling}/b`)).toThrow();
      }),
    );
  });

  test.each([
    ['out of the notebook', '../a.md'],
    ['through itself', 'a/./b.md'],
    ['from the root', '/etc/a.md'],
    ['from a drive', 'C:/a.md'],
    ['with a backslash', '..\\a.md'],
    ['without a name', 'a//b.md'],
    ['with a line end', 'a\nb.md'],
    ['with an escape', 'a\u001b[31m.md'],
    ['with its end written first', 'photo\u202egnp.md'],
  ])('a path %s is refused', (_, path) => expect(brings(path)).toThrow());

  test.each(['120000', '160000', '040000'])('an entry of mode %s is refused', (mode) =>
    expect(brings('a.md', mode)).toThrow(),
  );

  test.each([
    '.gitignore',
    '.gitattributes',
    'git.md',
    'digit~1/a.md',
    'a.git/b.md',
    '会議/メモ ・ 1.md',
    'が.md'.normalize('NFD'),
    '👩‍💻.md',
    '.github/x.md',
  ])('%s is an ordinary name', (path) => expect(brings(path)).not.toThrow());
});
