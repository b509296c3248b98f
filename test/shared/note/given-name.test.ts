import { describe, expect, it } from 'vitest';
import { freeNoteName, givenFolder, givenNoteName } from '../../../shared/note/given-name.ts';
import { err, ok } from '../../../shared/result.ts';

describe('a name that a person gives a note', () => {
  it.each([
    ['Rustfest', 'Rustfest.md'],
    ['  Rustfest.md ', 'Rustfest.md'],
    ['か\u3099っこう', 'がっこう.md'],
    ['2026.11 (draft)', '2026.11 (draft).md'],
  ])('%j is the file %j', (typed, name) => {
    expect(givenNoteName(typed)).toEqual(ok(name));
  });

  it.each([
    ['', 'empty'],
    [' .md', 'empty'],
    ['a/b', 'characters'],
    ['a\\b', 'characters'],
    ['what?', 'characters'],
    ['12:30', 'characters'],
    ['a\u202eb', 'characters'],
    ['.hidden', 'hidden'],
    ['con', 'reserved'],
    ['git~1', 'reserved'],
    ['ends with a dot.', 'reserved'],
    ['長'.repeat(80), 'too-long'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(givenNoteName(typed)).toEqual(err(problem));
  });

  it.each([
    ['', ok('')],
    ['2018/meetups', ok('2018/meetups')],
    [' 2018 / 勉強会 /', ok('2018/勉強会')],
    ['../up', err('hidden')],
    ['.git', err('hidden')],
    ['a.assets', err('reserved')],
    ['x/node_modules', err('reserved')],
  ])('the folder %j', (typed, answer) => {
    expect(givenFolder(typed)).toEqual(answer);
  });
});

describe('a free name', () => {
  const taken =
    (...names: string[]) =>
    (name: string) =>
      names.includes(name);

  it('is the wanted one, else the first with a number', () => {
    expect(freeNoteName('x/a.md', taken())).toBe('x/a.md');
    expect(freeNoteName('x/a.md', taken('x/a.md', 'x/a-2.md'))).toBe('x/a-3.md');
    expect(freeNoteName('a-2.md', taken('a.md', 'a-2.md'))).toBe('a-3.md');
    expect(freeNoteName('2026-11-22.md', taken('2026-11-22.md'))).toBe('2026-11-22-2.md');
  });

  it('stays short enough for its folder of images', () => {
    const long = `${'長'.repeat(76)}.md`;
    expect(freeNoteName(long, taken(long))).toBe(`${'長'.repeat(76)}-2.md`);
    const longest = `${'a'.repeat(230)}.md`;
    expect(freeNoteName(longest, taken(longest))).toBe(`${'a'.repeat(228)}-2.md`);
  });
});
