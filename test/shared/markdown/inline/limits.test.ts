import { describe, expect, test } from 'vitest';
import {
  DEFAULT_INLINE_STYLE,
  NO_DEFINITIONS,
  parseInline,
  printInline,
} from '../../../../shared/markdown/inline/index.ts';

const LENGTH = 300_000;

/** Quadratic reading of any of these takes minutes, so this bound holds on a slow machine too. */
const LONGEST_MS = 5000;

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

const repeated = UNITS.map((unit) => [unit, unit.repeat(LENGTH / unit.length)] as const);
const half = LENGTH / 2;
const nested: readonly (readonly [string, string])[] = [
  ['brackets', '['.repeat(half) + ']'.repeat(half)],
  ['links', `${'['.repeat(half / 4)}a${'](x)'.repeat(half / 4)}`],
  ['images', `${'!['.repeat(half / 4)}a${'](x)'.repeat(half / 4)}`],
  ['emphasis', `${'*a '.repeat(half / 3)}b${' a*'.repeat(half / 3)}`],
  ['asterisks', `${'*'.repeat(half)}a${'*'.repeat(half)}`],
  ['a far bracket', `${'[a](b (c'.repeat(LENGTH / 8)})`],
  ['dots of an address', `www.a${'.'.repeat(LENGTH)}b`],
];

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe('hostile text takes linear time', () => {
  test.each([...repeated, ...nested])('reading %j', (_name, source) => {
    expect(timed(() => parseInline(source, NO_DEFINITIONS))).toBeLessThan(LONGEST_MS);
  });

  test.each(repeated.filter(([unit]) => !unit.includes('\n')))(
    'typing into %j',
    (_name, source) => {
      const context = {
        previous: source,
        definitions: NO_DEFINITIONS,
        style: DEFAULT_INLINE_STYLE,
        position: 'task' as const,
      };
      const former = parseInline(source, NO_DEFINITIONS);
      const wanted = [...former, { type: 'text' as const, text: 'x', marks: [] }];
      expect(timed(() => printInline(wanted, context))).toBeLessThan(2 * LONGEST_MS);
    },
  );
});

test('plain items cost next to nothing', () => {
  const items = Array.from({ length: 10_000 }, (_, index) => `クラスタの設定を${index}回見直す話`);
  const read = () => items.map((item) => parseInline(item, NO_DEFINITIONS));
  read();
  expect(timed(read)).toBeLessThan(100);
});
