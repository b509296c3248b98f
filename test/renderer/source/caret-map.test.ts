import { describe, expect, it } from 'vitest';
import { outlineCaret, sourceOffset } from '../../../renderer/editor/source/caret-map.ts';

const BLOCKS = [
  { source: '# [10:02] A **bold** talk\n', words: '[10:02] A bold talk' },
  { source: '\n- an [link](https://example.com/an) 会場\n', words: 'an link 会場' },
  { source: '    - fish &amp; \\*chips\\*\n', words: 'fish & *chips*' },
  { source: '\n```js\njs();\n```\n', words: 'js();' },
  { source: '- ', words: '' },
];
const SOURCE = BLOCKS.map(({ source }) => source).join('');

describe('a caret between outline and source', () => {
  it.each([
    [0, 0, '# |[10:02] A'],
    [0, 14, '**bold|** talk'],
    [0, 15, '** |talk'],
    [1, 7, '[link|](https'],
    [1, 10, '会場|\n'],
    [2, 14, 'chips\\*|\n'],
    [3, 2, '```js\njs|();'],
    [4, 0, '- |'],
  ])('stands in block %i at %i as in %j', (index, offset, around) => {
    const at = sourceOffset(BLOCKS, { index, offset });
    const shown = `${SOURCE.slice(0, at)}|${SOURCE.slice(at)}`;
    expect(shown).toContain(around);
    expect(outlineCaret(BLOCKS, at)).toEqual({ index, offset });
  });

  it('is never inside an entity or half of an emoji', () => {
    const block = { source: '- a &lt; **😀** b\n', words: 'a < 😀 b' };
    const shown = [2, 3, 6, 8].map((offset) => {
      const at = sourceOffset([block], { index: 0, offset });
      return `${block.source.slice(0, at)}|${block.source.slice(at)}`;
    });
    expect(shown).toEqual([
      '- a |&lt; **😀** b\n',
      '- a |&lt; **😀** b\n',
      '- a &lt; **😀|** b\n',
      '- a &lt; **😀** b|\n',
    ]);
  });

  it('that stands in a marker or an address comes back to the words behind it', () => {
    expect(outlineCaret(BLOCKS, 1)).toEqual({ index: 0, offset: 0 });
    expect(outlineCaret(BLOCKS, SOURCE.indexOf('example'))).toEqual({ index: 1, offset: 7 });
    expect(outlineCaret(BLOCKS, SOURCE.length)).toEqual({ index: 4, offset: 0 });
    expect(outlineCaret([], 3)).toEqual({ index: 0, offset: 0 });
  });
});
