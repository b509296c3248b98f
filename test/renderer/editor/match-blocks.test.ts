import { describe, expect, it } from 'vitest';
import { blocksThatStay, withUnwritten } from '../../../renderer/editor/match-blocks.ts';
import { parse } from '../../../shared/markdown/index.ts';
import type { Block, Inline } from '../../../shared/markdown/model.ts';
import { insertItemAfter } from '../../../shared/outline/index.ts';

function blocksOf(text: string): readonly Block[] {
  return parse(text).blocks;
}

/** The block with other words. */
function saying(block: Block | undefined, text: string): Block {
  if (block?.body.kind !== 'paragraph') throw new Error('No words');
  return { ...block, body: { ...block.body, content: [words(text)] } };
}

function words(text: string): Inline {
  return { type: 'text', text, marks: [] };
}

/** Blocks as an outline, with `.` for one without words. */
function outline(blocks: readonly Block[]): string {
  return blocks
    .map(({ inside, body }) => {
      const content = body.kind === 'paragraph' ? body.content : [];
      const said = content.map((inline) => (inline.type === 'text' ? inline.text : '')).join('');
      return `${'-'.repeat(inside.length)}${said || '.'}`;
    })
    .join(' ');
}

describe('a block that is shown', () => {
  const [one, two] = blocksOf('- one\n- two\n');
  const theirs = blocksOf('- new\n- one\n- two\n');

  it('stays where only the blank behind its words is in no text', () => {
    expect(blocksThatStay([saying(one, 'one '), saying(two, ' two')], theirs)).toEqual([
      null,
      0,
      1,
    ]);
  });

  it('does not stay where it says something else', () => {
    expect(blocksThatStay([saying(one, 'one'), saying(two, 'two !')], theirs)).toEqual([
      null,
      0,
      null,
    ]);
  });
});

describe('an item without words that is in no text', () => {
  const held = blocksOf('- one\n- two\n');
  /** Two of them below the first item. */
  const shown = [1, 2].reduce<readonly Block[]>((blocks) => {
    const [first, ...others] = insertItemAfter(blocks, 0, []).map((block, index) =>
      index === 1 ? { ...block, inside: ['item' as const] } : block,
    );
    return first === undefined ? [] : [first, ...others];
  }, held);

  it('stays behind the block it stands behind', () => {
    expect(outline(shown)).toBe('one -. -. two');
    expect(outline(withUnwritten(shown, held, blocksOf('- new\n- one\n- 2\n')))).toBe(
      'new one -. -. 2',
    );
  });

  it('goes where that is another one now', () => {
    expect(outline(withUnwritten(shown, held, blocksOf('- 1\n- two\n')))).toBe('1 two');
  });

  it('goes where it is in the text and another program took it', () => {
    const written = blocksOf('- one\n-\n- two\n');
    expect(outline(withUnwritten(written, written, held))).toBe('one two');
  });
});
