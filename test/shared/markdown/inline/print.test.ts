import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_INLINE_STYLE,
  type InlineContext,
  normaliseInlines,
  parseInline,
  printInline,
} from '../../../../shared/markdown/inline/index.ts';
import type { Inline } from '../../../../shared/markdown/model.ts';
import { contentOf, definitionsOf, judged, readMdast } from './judge.ts';
import { content, DEFINITIONS } from './markup.ts';

const definitions = definitionsOf(readMdast(DEFINITIONS));
const RUNS = Number(process.env.FUZZ_RUNS ?? 3000);

function contextFor(previous: string | null): InlineContext {
  return { previous, definitions, style: DEFAULT_INLINE_STYLE, position: 'paragraph' };
}

/** What mdast reads in a printed paragraph; anything but one paragraph fails the comparison. */
function readBack(printed: string): readonly Inline[] | string {
  if (printed === '') return [];
  const tree = readMdast(printed + DEFINITIONS);
  const children = 'children' in tree ? tree.children : [];
  const [first, second] = children;
  if (first?.type !== 'paragraph' || second?.type !== 'definition') {
    return `${children.map((child) => child.type).join()}: ${JSON.stringify(printed)}`;
  }
  return judged(contentOf(first.children, printed, definitions));
}

/** Source that is not read as source becomes text, as the printer does. */
function wantedOf(content: readonly Inline[]): readonly Inline[] {
  const readable = content.map((each): Inline => {
    if (each.type !== 'source') return each;
    const alone = parseInline(each.source, definitions);
    return alone.length === 1 && alone[0]?.type === 'source'
      ? each
      : { type: 'text', text: each.source, marks: each.marks };
  });
  return judged(normaliseInlines(readable));
}

describe('printInline', () => {
  test('prints any content so that mdast reads just that', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(content, (wanted) => {
        expect(readBack(printInline(wanted, contextFor(null)))).toEqual(wantedOf(wanted));
      }),
      { numRuns: RUNS },
    );
  });
});
