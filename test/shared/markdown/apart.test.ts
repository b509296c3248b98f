import { describe, expect, it } from 'vitest';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';
import type { Block, Inline } from '../../../shared/markdown/model.ts';

/** The text of a note of one block after some of its words became others. */
function replaced(text: string, ...changes: readonly (readonly [string, string])[]): string {
  const note = parse(text);
  const blocks = note.blocks.map((block): Block => {
    const { body } = block;
    if (body.kind !== 'paragraph') return block;
    return { ...block, body: { ...body, content: body.content.flatMap(changed) } };
  });
  return updateText(openText(note), blocks).text.toString();

  function changed(run: Inline): readonly Inline[] {
    if (run.type !== 'text') return [run];
    const typed = changes.reduce((words, [from, to]) => words.replace(from, to), run.text);
    return typed
      .split(/(\n)/)
      .map(
        (part): Inline =>
          part === '\n' ? { type: 'break', hard: false, marks: [] } : { ...run, text: part },
      );
  }
}

describe('between two changes of one block', () => {
  it.each<[string, string, (readonly [string, string])[], string]>([
    [
      'lines keep their prefixes, ends, escapes and entities',
      '- one \\* b\n  x &amp; y \\_\r\nlazy \\* here\n   z __bold__\n  last\n',
      [
        ['one', 'new'],
        ['last', 'end'],
      ],
      '- new \\* b\n  x &amp; y \\_\r\nlazy \\* here\n   z __bold__\n  end\n',
    ],
    [
      'words of one line do so',
      'one \\_two\\_ &copy; **three**, four\n',
      [
        ['one', '1'],
        ['four', '4'],
      ],
      '1 \\_two\\_ &copy; **three**, 4\n',
    ],
    [
      'words that are written without blanks do so',
      '今日は\\_雨\\_。明日は\\_晴\\_。\n',
      [
        ['今日は', '昨日は'],
        ['晴', '雪'],
      ],
      '昨日は\\_雨\\_。明日は\\_雪\\_。\n',
    ],
    [
      'equal lines are told apart by their places',
      '> one \\_\nsame \\*\nsame \\*\n> same \\*\n> two\n',
      [
        ['one', '1'],
        ['two', '2'],
      ],
      '> 1 \\_\nsame \\*\nsame \\*\n> same \\*\n> 2\n',
    ],
    [
      'marks that both change stay as they are written',
      'foo***bar***baz\n',
      [
        ['foo', 'f'],
        ['bar', 'b'],
      ],
      'f***b***baz\n',
    ],
    [
      'a line that came is written like its block, and the lines around it stay',
      '- one \\*\nlazy \\*\n  two \\*\n',
      [
        ['one', 'new\none'],
        ['two', '2'],
      ],
      '- new\n  one \\*\nlazy \\*\n  2 \\*\n',
    ],
  ])('%s', (_name, text, changes, after) => {
    expect(replaced(text, ...changes)).toBe(after);
  });
});

describe('a line that a container leaves no block', () => {
  it('gets no backslash when words of it change', () => {
    expect(replaced('  1) one\n    1) two\n', ['two', '2'])).toBe('  1) one\n    1) 2\n');
  });

  it('is told from an equal one that is a block now', () => {
    // The first row was text below words that were no head of two columns; the second is lazy.
    const text = '> a|b|c\n> |-|-|\n> x|y\n|-|-|\n';
    expect(replaced(text, ['a|b|c', 'a|b'])).toBe('> a|b\n> \\|-|-|\n> x|y\n|-|-|\n');
    const other = '> a|b\n|-|-|\n> x|y|z\n> |-|-|\n';
    expect(replaced(other, ['a|b', 'A|b'])).toBe('> A|b\n|-|-|\n> x|y|z\n> |-|-|\n');
  });
});
