import { describe, expect, it } from 'vitest';
import { linkedFiles, relinkNote } from '../../../../shared/note/links/relink.ts';

function relink(text: string, from: string, to: string, there: readonly string[] = []): string {
  return relinkNote(text, { from, to, isThere: (name) => there.includes(name) });
}

describe('a note that is renamed', () => {
  it('takes its image links along, whichever way they are written', () => {
    const text = [
      '# Talk',
      '',
      '- ![](old.assets/1.png)',
      '    - ![slide "one"](./old.assets/a%20b.png "a title") and [file](old.assets/x.pdf#page=2)',
      '1. ![](<old.assets/with blank.png>)',
      '> [![](old.assets/thumb.png)](old.assets/big.png)',
      '',
      '| a | b |',
      '|---|---|',
      '| `| ![](old.assets/t.png) | [x](old.assets/t.png) |',
      '',
      '[ref]: old.assets/ref.png "title"',
      "[other]: <old.assets/o.png> 'x'",
      '',
      '<img alt="x" src="old.assets/h.png">',
      '',
      "inline <img src='old.assets/i.png'> and [](old.assets/empty.png)",
      '',
    ].join('\n');
    expect(relink(text, 'old.md', 'new.md')).toBe(text.replaceAll('old.assets', 'new.assets'));
  });

  it('leaves everything else byte for byte', () => {
    const text =
      '\uFEFF# Old\r\n\r\n`![](old.assets/1.png)`\r\n\r\n    ![](old.assets/code.png)\r\n\r\n```md\r\n![](old.assets/1.png)\r\n```\r\n\r\n\\![](xold.assets/1.png) ![](other.assets/1.png) https://x.org/old.assets/1.png <https://x.org/old.assets/> \t\r\n';
    expect(relink(text, 'old.md', 'new.md')).toBe(text);
  });

  it('writes blanks, signs and Japanese as links need them, in the manner of the link', () => {
    const text =
      '![](2018-meetup.assets/1.png)\n![](<2018-meetup.assets/1.png>)\n<img src="2018-meetup.assets/1.png">\n';
    expect(relink(text, '2018-meetup.md', '勉強会 (1) 50%.md')).toBe(
      '![](勉強会%20%281%29%2050%25.assets/1.png)\n![](<勉強会 (1) 50%25.assets/1.png>)\n<img src="勉強会%20%281%29%2050%25.assets/1.png">\n',
    );
  });

  it('finds a folder that is percent-encoded and stays with that', () => {
    const text = '![](%E5%8B%89%E5%BC%B7.assets/1007-%E5%9B%B3.png)\n';
    expect(relink(text, '勉強.md', '会.md')).toBe('![](%E4%BC%9A.assets/1007-%E5%9B%B3.png)\n');
    expect(relink(text, '勉強.md', 'plain.md')).toBe('![](plain.assets/1007-%E5%9B%B3.png)\n');
  });

  it('gives the same bytes back when the name goes back', () => {
    const text =
      '- ![](a%20b.assets/1%202.png)\n- ![](<a b.assets/1 2.png>)\n- ![](./a%20b.assets/3.png)\n';
    const there = relink(text, 'a b.md', 'c.md');
    expect(there).toBe(
      '- ![](c.assets/1%202.png)\n- ![](<c.assets/1 2.png>)\n- ![](./c.assets/3.png)\n',
    );
    expect(relink(there, 'c.md', 'a b.md')).toBe(text);
  });

  it('takes folders in one Unicode form for the same in the other', () => {
    expect(relink('![](か\u3099.assets/1.png)\n', 'が.md', 'new.md')).toBe(
      '![](new.assets/1.png)\n',
    );
  });

  it('takes a link to itself along, and none to another note', () => {
    expect(relink('[a](old.md#x) [b](older.md)\n', 'old.md', 'new.md')).toBe(
      '[a](new.md#x) [b](older.md)\n',
    );
  });
});

describe('a note that goes to another folder', () => {
  const text = '![](a.assets/1.png) ![](img/x.png) [b](./b.md) [up](../z.md) [gone](nothing.md)\n';

  it('has links to the same files as before, where these are there', () => {
    expect(relink(text, 'a.md', '2018/a.md', ['img/x.png', 'b.md'])).toBe(
      '![](a.assets/1.png) ![](../img/x.png) [b](../b.md) [up](../z.md) [gone](nothing.md)\n',
    );
  });

  it('comes back with the bytes it had', () => {
    const plain = '![](a.assets/1.png) ![](img/x.png) [b](b.md)\n';
    const there = ['img/x.png', 'b.md'];
    const away = relink(plain, 'a.md', 'deep/er/a.md', there);
    expect(away).toBe('![](a.assets/1.png) ![](../../img/x.png) [b](../../b.md)\n');
    expect(relink(away, 'deep/er/a.md', 'a.md', there)).toBe(plain);
  });

  it('is asked about just the files that its links mean', () => {
    expect([...linkedFiles('deep/a.md', text)]).toEqual([
      'deep/a.assets/1.png',
      'deep/img/x.png',
      'deep/b.md',
      'z.md',
      'deep/nothing.md',
    ]);
  });
});
