import { describe, expect, it } from 'vitest';
import { readCarried, writeCarried } from '../../../shared/clipboard/carried.ts';
import { asItems } from '../../../shared/clipboard/fit.ts';
import { htmlOf } from '../../../shared/clipboard/html-of.ts';
import { readText } from '../../../shared/clipboard/outline-text.ts';
import { sliceContent } from '../../../shared/clipboard/slice.ts';
import { bareLetters, markdownOf, markdownOfContent } from '../../../shared/clipboard/text-of.ts';
import { parse } from '../../../shared/markdown/index.ts';
import type { Inline } from '../../../shared/markdown/model.ts';

function contentOf(source: string): readonly Inline[] {
  const body = parse(source).blocks[0]?.body;
  return body !== undefined && 'content' in body ? body.content : [];
}

describe('a copy as HTML', () => {
  it('nests lists as other programs do, across quotes, numbers and paragraphs', () => {
    const { blocks } = parse(
      '- a\n    - [x] b\n\n      more\n- c\n\n3. d\n4. e\n\n> f\n>\n> - g\n\n# H\n\n```js\n1 < 2\n```\n',
    );
    expect(htmlOf(blocks)).toBe(
      '<ul><li>a<ul><li><input type="checkbox" disabled checked> b<p>more</p></li></ul></li><li>c</li></ul>' +
        '<ol start="3"><li>d</li><li>e</li></ol>' +
        '<blockquote><p>f</p><ul><li>g</li></ul></blockquote>' +
        '<h1>H</h1><pre><code>1 &lt; 2\n</code></pre>',
    );
  });

  it('escapes every word and names no address that a note could not open', () => {
    const { blocks } = parse(
      '<script>alert(1)</script>\n\n[a](javascript:x) [b](https://e.com/?"&c) ![<i>](x.png) \\<b\\>\n',
    );
    expect(htmlOf(blocks)).toBe(
      '<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>' +
        '<p>a <a href="https://e.com/?&quot;&amp;c">b</a> &lt;i&gt; &lt;b&gt;</p>',
    );
  });

  it('gives a table its head and its sides', () => {
    expect(htmlOf(parse('| a | b |\n| --- | --: |\n| *c* | d |\n').blocks)).toBe(
      '<table><tr><th>a</th><th align="right">b</th></tr>' +
        '<tr><td><em>c</em></td><td align="right">d</td></tr></table>',
    );
  });
});

describe('a copy as Markdown', () => {
  it('stands on its own where it was cut out of the depth', () => {
    const { blocks } = parse('- a\n    - b\n        - c\n    - d\n- e\n');
    expect(markdownOf(blocks.slice(2, 5))).toBe('- c\n- d\n- e\n');
    expect(markdownOf(blocks.slice(1, 4))).toBe('- b\n    - c\n- d\n');
  });

  it('keeps the marks and the blanks of a part of a line, and escapes none of bare letters', () => {
    const content = contentOf('one **two** snake_case_\n');
    expect(markdownOfContent(sliceContent(content, 5, 8))).toBe('**wo** '.replace(' ', '&#32;'));
    expect(contentOf(markdownOfContent(sliceContent(content, 3, 6)))).toEqual([
      { type: 'text', text: ' ', marks: [] },
      { type: 'text', text: 'tw', marks: [{ type: 'strong' }] },
    ]);
    expect(bareLetters(sliceContent(content, 8, 99))).toBe('snake_case_');
    expect(bareLetters(content)).toBeNull();
  });

  it('is read back from the clipboard, and nothing else is', () => {
    const carried = { note: 'a.md', notebook: 'n', kind: 'words', text: '*x*' } as const;
    expect(readCarried(writeCarried(carried))).toEqual(carried);
    const strangers = [
      '',
      'x',
      '[]',
      'null',
      '{"note":1}',
      writeCarried(carried).replace('words', 'html'),
    ];
    expect(strangers.map(readCarried)).toEqual(strangers.map(() => null));
  });
});

describe('a paste into an outline', () => {
  it('makes items of everything, and of headings those that hold what follows', () => {
    const { blocks } = parse(
      'intro\n\n# A\n\ntext\n\n- x\n    - y\n\n## B\n\n> q\n>\n> r\n\n---\n\n# C\n\n```\ncode\n```\n',
    );
    expect(markdownOf(asItems(blocks))).toBe(
      '- intro\n- **A**\n    - text\n    - x\n        - y\n    - **B**\n        - > q\n          >\n          > r\n' +
        '- **C**\n    - ```\n      code\n      ```\n',
    );
  });

  it('reads prose as items only there', () => {
    const prose = 'One line.\nAnother one.\n\nA third.';
    const read = (asOutline: boolean) => {
      const text = readText(prose, asOutline);
      return text.kind === 'blocks' ? markdownOf(text.blocks) : null;
    };
    expect(read(true)).toBe('- One line.\n- Another one.\n- A third.\n');
    expect(read(false)).toBe(`${prose}\n`);
  });
});
