import { describe, expect, test } from 'vitest';
import {
  DEFAULT_INLINE_STYLE,
  NO_DEFINITIONS,
  parseInline,
  printInline,
} from '../../../../shared/markdown/inline/index.ts';
import type { Inline, Mark } from '../../../../shared/markdown/model.ts';
import { growth } from '../../growth.ts';

/** Lengths of what is read, and of what is typed into, which is read and checked several times. */
const READ = 240_000;
const TYPED = 40_000;
/** Runs of what is written. */
const MANY = 6000;

/** Eight times the length may take so many times as long; what is quadratic takes 64 times. */
const MOST = 40;

const UNITS = [
  ...['*', '_', '*_', '`', 'a`b``c', '[', '![', '![[[[', '<', '[a](', 'a**b', '[a](b "', '<!--'],
  ...['[a](b (c', '<a b="', '<a b=\'"', '~a ', '~~a~', '&', '\\', 'www.a.', 'http://a', 'a@b.'],
  ...[
    '*a ',
    ' a*',
    '*a **b ',
    'a  \n',
    '<a ',
    '<![CDATA[',
    '<?',
    '<!A',
    '[^n',
    '**「強」**で',
    '&#',
  ],
];

type Source = (length: number) => string;

const repeated = UNITS.map((unit): readonly [string, Source] => [
  unit,
  (length) => unit.repeat(length / unit.length),
]);
const nested: readonly (readonly [string, Source])[] = [
  ['brackets', (length) => '['.repeat(length / 2) + ']'.repeat(length / 2)],
  ['links', (length) => `${'['.repeat(length / 8)}a${'](x)'.repeat(length / 8)}`],
  ['images', (length) => `${'!['.repeat(length / 8)}a${'](x)'.repeat(length / 8)}`],
  ['emphasis', (length) => `${'*a '.repeat(length / 6)}b${' a*'.repeat(length / 6)}`],
  ['asterisks', (length) => `${'*'.repeat(length / 2)}a${'*'.repeat(length / 2)}`],
  ['a far bracket', (length) => `${'[a](b (c'.repeat(length / 8)})`],
  ['dots of an address', (length) => `www.a${'.'.repeat(length)}b`],
];

/** How many times as long work takes with a long source as with one of an eighth of its length. */
function grown(make: Source, length: number, work: (source: string) => () => void): number {
  return growth(work(make(length / 8)), work(make(length)), MOST);
}

const text = (words: string, ...marks: readonly Mark[]): Inline => ({
  type: 'text',
  text: words,
  marks,
});
const STRONG: Mark = { type: 'strong' };
const STRIKE: Mark = { type: 'strike' };
const linkTo = (place: number): Mark => ({ type: 'link', url: `/${place}`, title: null });

/** Contents of so many runs, as a paste may bring them. */
const RUNS: Readonly<Record<string, (place: number) => Inline>> = {
  'a mark over runs of another': (place) =>
    text(`${place} `, STRONG, ...(place % 2 === 0 ? [{ type: 'emphasis' } as const] : [])),
  'blanks and breaks with a mark': (place) =>
    place % 2 === 0 ? text(' ', STRONG) : { type: 'break', hard: false, marks: [STRONG] },
  'links to as many targets': (place) => text(`${place}`, linkTo(place)),
  'images of as many targets': (place) => ({
    type: 'image',
    alt: '',
    url: `/${place}`,
    title: null,
    marks: [],
  }),
};

describe('hostile text takes linear time', () => {
  test.each([...repeated, ...nested])('reading %j', (_name, make) => {
    const read = (source: string) => () => void parseInline(source, NO_DEFINITIONS);
    expect(grown(make, READ, read)).toBeLessThan(MOST);
  });

  test.each(repeated.filter(([unit]) => !unit.includes('\n')))('typing into %j', (_name, make) => {
    const type = (previous: string) => {
      const context = {
        previous,
        definitions: NO_DEFINITIONS,
        style: DEFAULT_INLINE_STYLE,
        position: 'task' as const,
      };
      const former = parseInline(previous, NO_DEFINITIONS);
      const wanted = [...former, { type: 'text' as const, text: 'x', marks: [] }];
      return () => void printInline(wanted, context);
    };
    expect(grown(make, TYPED, type)).toBeLessThan(MOST);
  });

  test.each(Object.entries(RUNS))('writing, and all in another way, %s', (_name, make) => {
    const write = (count: number) => {
      const context = {
        definitions: NO_DEFINITIONS,
        style: DEFAULT_INLINE_STYLE,
        position: 'task' as const,
      };
      const content = Array.from({ length: count }, (_, place) => make(place));
      const previous = printInline(content, { ...context, previous: null });
      const wanted = content.map((inline) => ({ ...inline, marks: [...inline.marks, STRIKE] }));
      return () => {
        printInline(content, { ...context, previous: null });
        printInline(wanted, { ...context, previous });
      };
    };
    expect(growth(write(MANY / 8), write(MANY), MOST)).toBeLessThan(MOST);
  });
});
