import fc from 'fast-check';
import type { Paragraph } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parseInline } from '../../../../shared/markdown/inline/index.ts';
import { contentOf, definitionsOf, judged, readMdast } from './judge.ts';
import { DEFINITIONS, markup } from './markup.ts';

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
      { numRuns: Number(process.env.FUZZ_RUNS ?? 1500) },
    );
    expect(compared).toBeGreaterThan(500);
  });
});
