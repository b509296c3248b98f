import { describe, expect, it } from 'vitest';
import { Finder } from '../../../renderer/editor/find/finder.ts';
import { type Match, type Query, search } from '../../../renderer/editor/find/search.ts';
import type { FindTarget } from '../../../renderer/editor/find/target.ts';

const query = (words: string, some: Partial<Query> = {}): Query => ({
  words,
  isRegex: false,
  matchCase: false,
  ...some,
});
const found = (texts: readonly string[], wanted: Query, replacement: string | null = null) =>
  search(texts, wanted, replacement).map(({ index, from, to, replacement: put }) => [
    index,
    from,
    to,
    put,
  ]);

describe('a search', () => {
  it('takes words literally, in any case or in theirs', () => {
    expect(found(['a.b A.B', 'axb'], query('a.b'))).toEqual([
      [0, 0, 3, 'a.b'],
      [0, 4, 7, 'A.B'],
    ]);
    expect(found(['a.b A.B'], query('A.B', { matchCase: true }))).toEqual([[0, 4, 7, 'A.B']]);
    expect(
      found(['$1 (x) [y] {z} a+b ^ | \\ - /'], query('(x) [y] {z} a+b ^ | \\ - /')),
    ).toHaveLength(1);
  });

  it('takes a letter and its decomposed form, as a Mac names files, for the same one', () => {
    const [composed, decomposed] = ['ガイド'.normalize('NFC'), 'ガイド'.normalize('NFD')];
    const texts = [`- ${composed}`, `- ${decomposed}`, 'e\u0301te', '神 \ufa19 ❤\ufe0f'];
    const places = (words: string) =>
      found(texts, query(words)).map(([at, from, to]) => [at, from, to]);
    const both = [
      [0, 2, 5],
      [1, 2, 7],
    ];
    expect([places(composed), places(decomposed)]).toEqual([both, both]);
    expect([places('été'), places('\u00e9'), places('e')]).toEqual([[], [[2, 0, 2]], [[2, 3, 4]]]);
    // Half of a letter is none: replaced, it would leave its sound mark on whatever comes there.
    expect(places('カ')).toEqual([]);
    expect([places('\ufa19').length, places('❤')]).toEqual([2, [[3, 4, 5]]]);
  });

  it('takes an expression by line, with groups in its replacement', () => {
    const expression = query('^(\\w+) (?<second>\\w+)$', { isRegex: true });
    expect(found(['one two\nthree four'], expression, '$<second> $1 $$ $&')).toEqual([
      [0, 0, 7, 'two one $ one two'],
      [0, 8, 18, 'four three $ three four'],
    ]);
    expect(found(['one'], query('o', {}), '$1 $&')).toEqual([[0, 0, 1, '$1 $&']]);
  });

  it('finds nothing for an expression that is none, nothing empty, and nothing with an image in it', () => {
    expect(found(['(a'], query('(a', { isRegex: true }))).toEqual([]);
    expect(found(['aaa'], query('b*', { isRegex: true }))).toEqual([]);
    expect(found(['a\uFFFCb'], query('a.b', { isRegex: true }))).toEqual([]);
    expect(found(['a'], query(''))).toEqual([]);
  });
});

describe('the finder', () => {
  function target(texts: string[]) {
    const visits: Match[] = [];
    const listeners = new Set<() => void>();
    const made: FindTarget = {
      isReadOnly: false,
      texts: () => texts,
      runs: () => [texts],
      caret: () => ({ index: 1, offset: 0 }),
      selectedText: () => '',
      selectedWords: () => '',
      paint: () => undefined,
      visit: (match) => visits.push(match),
      replace: () => undefined,
      settle: async () => undefined,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      focus: () => undefined,
      isComposing: () => false,
    };
    return { made, visits, change: () => listeners.forEach((listener) => void listener()) };
  }
  const finder = () =>
    new Finder(async ({ texts, query: wanted, replacement }) => ({
      kind: 'found',
      matches: search(texts, wanted, replacement),
    }));

  it('begins at the caret and goes round at both ends', async () => {
    const { made, visits } = target(['x', 'x', 'x']);
    const find = finder();
    find.setTarget(made);
    await find.open(false);
    await find.look({ words: 'x' });
    await find.step(1);
    await find.step(1);
    await find.step(-1);
    expect(visits.map(({ index }) => index)).toEqual([1, 2, 0, 2]);
    expect(find.state.get()).toMatchObject({ count: 3, current: 2 });
  });

  it('keeps the visited match when something else in the note changes', async () => {
    const texts = ['x', 'x', 'x'];
    const { made, change } = target(texts);
    const find = finder();
    find.setTarget(made);
    await find.open(false);
    await find.look({ words: 'x' });
    texts[0] = 'y';
    change();
    await Promise.resolve().then(() => Promise.resolve());
    expect(find.state.get()).toMatchObject({ count: 2, current: 0 });
  });
});
