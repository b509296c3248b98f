import { describe, expect, it } from 'vitest';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';

/** The text of a note after the first code in it says something else. */
function recoded(text: string, change: (code: string) => string): string {
  const { blocks, ...note } = parse(text);
  const at = blocks.findIndex(({ body }) => body.kind === 'code');
  const block = blocks[at];
  if (block?.body.kind !== 'code') return text;
  const body = { ...block.body, text: change(block.body.text) };
  const changed = blocks.with(at, { ...block, body });
  return updateText(openText({ ...note, blocks }), changed).text.toString();
}

/** The lines of a note but for the one that says `word`. */
function linesWithout(text: string, word: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== word);
}

describe('code that is edited', () => {
  it.each([
    ['spaces', 'p\n\n    one\n\n      two\n    three\n'],
    ['tabs', 'p\n\n\tone\n\n\t  two\n\tthree\n'],
    ['tabs behind blanks', 'p\n\n  \tone\n\n\ttwo\n    three\n'],
    ['tabs in an item', '-\tp\n\n\t\tone\n\n\t\ttwo\n\t\tthree\n'],
    ['a fence with lines that stand further out', '  ```js\n  one\ntwo\n three\n  ```\n'],
    ['a fence with tabs', '  ```\n\tone\n\ttwo\n  three\n  ```\n'],
    ['a fence that ends elsewhere', '   ~~~\n   one\n   two\nthree\n  ~~~~\n'],
  ])('keeps all its other lines: %s', (_name, text) => {
    for (const word of ['one', 'two', 'three']) {
      const changed = recoded(text, (code) => code.replace(word, 'new'));
      expect(linesWithout(changed, 'new')).toEqual(linesWithout(text, word));
    }
  });

  it('gives a new line the indentation of its first one', () => {
    expect(recoded('p\n\n\tone\n\ttwo\n', (code) => `${code}\nthree`)).toBe(
      'p\n\n\tone\n\ttwo\n\tthree\n',
    );
  });

  it('whose lines look like a fence gets a longer one where a number follows that it keeps from being an item', () => {
    const { blocks, ...note } = parse('    ```\n    a\n\ntext\n');
    const [code, words] = blocks;
    if (code === undefined || words === undefined) throw new Error('two blocks');
    const item = { kind: 'item', marker: '2.', task: null } as const;
    const { text } = updateText(openText({ ...note, blocks }), [code, { ...words, opens: [item] }]);
    expect(text.toString()).toBe('````\n```\na\n````\n\n2. text\n');
  });
});
