import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../shared/clipboard/html/read.ts';
import type { HtmlElement, HtmlNode } from '../../../shared/clipboard/html/tree.ts';
import { unstyled } from '../../../shared/clipboard/html/unstyled.ts';
import { markdownOf } from '../../../shared/clipboard/text-of.ts';

type Child = string | HtmlNode;

function h(
  tagName: string,
  properties: HtmlElement['properties'],
  ...children: Child[]
): HtmlElement {
  return { type: 'element', tagName, properties, children: nodes(children) };
}

function nodes(children: readonly Child[]): HtmlNode[] {
  return children.map((child) =>
    typeof child === 'string' ? { type: 'text', value: child } : child,
  );
}

function markdown(...children: Child[]): string {
  return markdownOf(readHtml({ children: nodes(children) }));
}

describe('readHtml', () => {
  it('keeps only links that a note may open, and the words of all others', () => {
    const link = (href: string) => h('a', { href }, 'words');
    expect(markdown(link('https://example.com/a'))).toBe('[words](https://example.com/a)\n');
    expect(markdown(link('mailto:a@example.com'))).toBe('[words](mailto:a@example.com)\n');
    const refused = [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'JAVASCRIPT:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'vbscript:x',
      'https:\u0000//example.com',
      '#here',
      '//example.com/x',
      'ms-msdt:/id',
    ];
    expect(refused.map((href) => markdown(link(href)))).toEqual(refused.map(() => 'words\n'));
  });

  it('gives nothing of what runs, frames or styles a page, with all that is in it', () => {
    const tags =
      'script style template noscript iframe object embed svg math video select textarea button title';
    const children = tags.split(' ').map((tag) => h(tag, {}, 'x', h('p', {}, 'y')));
    expect(readHtml({ children: [h('div', {}, ...children)] })).toEqual([]);
  });

  it('takes the words of elements that nobody knows, also of names that objects have', () => {
    expect(markdown(h('constructor', {}, h('to-string', {}, 'a'), h('valueof', {}, 'b')))).toBe(
      'ab\n',
    );
  });

  it('puts an item of an empty parent in its place, and never deeper than one below the item above', () => {
    const item = (level: number, words: string) =>
      h('li', { ariaLevel: String(level) }, h('p', {}, words));
    expect(markdown(h('ul', {}, h('li', {}, h('ul', {}, h('li', {}, 'a')))))).toBe('- a\n');
    expect(markdown(h('ul', {}, item(1, 'a'), item(4, 'b'), item(9, 'c'), item(2, 'd')))).toBe(
      '- a\n    - b\n        - c\n    - d\n',
    );
  });

  it('goes on with the words of an item behind the list in it', () => {
    const list = h(
      'ul',
      {},
      h('li', {}, 'a', h('ol', {}, h('li', {}, 'b')), 'more'),
      h('li', {}, 'c'),
    );
    expect(markdown(list)).toBe('- a\n    1. b\n\n  more\n- c\n');
  });

  it('begins a quote on the line of the list in it', () => {
    const list = h('ul', {}, h('li', {}, 'a'), h('li', {}, 'b'));
    expect(markdown(h('blockquote', {}, list), h('p', {}, 'c'))).toBe('> - a\n> - b\n\nc\n');
  });

  it('lays a page out by what is in its tables, and reads tables of words as tables', () => {
    const cell = (...children: Child[]) => h('td', {}, ...children);
    const layout = h('table', {}, h('tr', {}, cell(h('ul', {}, h('li', {}, 'a'))), cell('b')));
    expect(markdown(layout)).toBe('- a\n\nb\n');
    const words = h(
      'table',
      {},
      h('tr', {}, cell('a'), cell(h('b', {}, 'b'))),
      h('tr', {}, cell('c')),
    );
    expect(markdown(words)).toBe('| a | **b** |\n| --- | --- |\n| c |  |\n');
    expect(markdown(h('table', {}, h('tr', {}, cell('alone'))))).toBe('alone\n');
  });

  it('shows blanks as a browser does, and two breaks as the end of a paragraph', () => {
    expect(
      markdown(
        '  a \n',
        h('b', {}, ' b '),
        'c\u00a0d',
        h('br', {}),
        'e',
        h('br', {}),
        h('br', {}),
        'f',
      ),
    ).toBe('a **b** c d\\\ne\n\nf\n');
  });

  it('reads pages of any depth and size', () => {
    let deep: HtmlElement = h('p', {}, 'deep');
    for (let depth = 0; depth < 500; depth++)
      deep = h(depth % 2 === 0 ? 'div' : 'blockquote', {}, deep);
    expect(readHtml({ children: [deep] })).toHaveLength(1);
    const long = Array.from({ length: 20_000 }, (_, index) => h('p', {}, `line ${index}`));
    expect(readHtml({ children: long })).toHaveLength(20_000);
  });
});

describe('unstyled', () => {
  it('renames styles in tags and leaves every word alone', () => {
    expect(unstyled(`<p title="a > b" style='x:y'STYLE = z>my style = x <b/style=q></p>`)).toBe(
      `<p title="a > b" data-style='x:y'data-style = z>my style = x <b/data-style=q></p>`,
    );
    expect(unstyled('<style media=x>p{}</STYLE>1 < 2 style=3')).toBe(
      '<textarea media=x>p{}</textarea>1 < 2 style=3',
    );
  });

  it('reads hostile tags in one pass', () => {
    const hostile = ['<a "', '<a b="', '<p style=', '<style'].map((part) => part.repeat(200_000));
    for (const html of hostile) expect(unstyled(html).length).toBeGreaterThan(0);
  });

  it('loses no word of a table: its caption, lines of an editor in a cell, more columns than are shown', () => {
    const row = (...cells: HtmlNode[]) => h('tr', {}, ...cells.map((cell) => h('td', {}, cell)));
    const word = (text: string) => h('span', {}, text);
    const dataStyle = 'font-family: Consolas, monospace; white-space: pre';
    const code = h('div', { dataStyle }, h('div', {}, 'let a'), h('div', {}, 'let b'));
    const captioned = h('table', {}, h('caption', {}, 'Results'), row(word('x'), code));
    expect(markdown(captioned)).toBe('Results\n\n| x | let a let b |\n| --- | --- |\n');
    const wide = h('table', {}, row(...Array.from({ length: 201 }, (_, at) => word(`w${at}`))));
    expect(markdown(wide)).toContain('w200');
  });

  it('keeps what an image in code says in words', () => {
    const image = h('img', { src: 'https://example.com/a.png', alt: 'Enter key' });
    expect(markdown(h('pre', {}, 'press ', image))).toBe('```\npress Enter key\n```\n');
  });
});
