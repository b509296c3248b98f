import fc from 'fast-check';
import type { Paragraph } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parseInline } from '../../../../shared/markdown/inline/index.ts';
import { contentOf, definitionsOf, judged, readMdast } from './judge.ts';

const DEFINITIONS =
  '\n\n[a]: /a "t"\n[ref]: <u v>\n[強調]: /j\n[a b]: /ab\n\n[^n]: note\n\n[^a\\]]: odd\n';

/** A text as both read it, or null where it is not one paragraph. */
function bothReadings(source: string) {
  const tree = readMdast(source + DEFINITIONS);
  const first = 'children' in tree ? tree.children[0] : undefined;
  if (first?.type !== 'paragraph' || !isWhole(first, source)) return null;
  const definitions = definitionsOf(tree);
  return {
    ours: judged(parseInline(source, definitions)),
    theirs: judged(contentOf(first.children, source, definitions)),
  };
}

function isWhole(paragraph: Paragraph, source: string): boolean {
  const start = paragraph.position?.start.offset ?? -1;
  const end = paragraph.position?.end.offset ?? -1;
  return !/[^ \t\n]/.test(source.slice(0, start) + source.slice(end));
}

const TOKENS = [
  ...['*', '**', '***', '_', '__', '~', '~~', '`', '``', '[', ']', '![', '](', ')', '(', '<', '>'],
  ...['\\', '!', '&', '&amp;', '&#65;', '&#x3042;', '&lt', '\n', '  \n', '\\\n', ' ', '  ', '\t'],
  ...[
    'a',
    'b',
    'word',
    'é',
    'が',
    '強調',
    '「',
    '」',
    '。',
    '！',
    '　',
    '😀',
    '👩‍💻',
    '\u0300',
    '\u00a0',
  ],
  ...['http://', 'https://a.b', 'www.', 'www.c.d', '@', 'm@x.org', '.', '-', '/', ':', '"', "'"],
  ...['[a]', '[ref]', '[強調][]', '[^n]', '![^n]', '[^a\\]]', '(/u)', '(/u "t")', "(<x y> 't')"],
  ...['<b>', '</b>', '<!--', '-->', '<?', '?>', '<a b="', '<http://x>', '<m@x.org>', '=', '+', '?'],
  ...['\uFFFD', '|', '#', '1', ';', '$', '{', '}', '](/v)', '](', '[10:07]', '\u2028', '€'],
];

const markup = fc
  .array(fc.constantFrom(...TOKENS), { maxLength: 14 })
  .map((all) => all.join('').replace(/^[ \t\n]+|[ \t\n]+$/g, ''));

describe('parseInline', () => {
  test('reads any mixture of markup as mdast does', { timeout: 120_000 }, () => {
    let compared = 0;
    fc.assert(
      fc.property(markup, (source) => {
        const both = bothReadings(source);
        if (both === null) return;
        compared++;
        expect(both.ours).toEqual(both.theirs);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 5000) },
    );
    expect(compared).toBeGreaterThan(1000);
  });
});
