import type { CommandId } from '../../../shared/commands.ts';
import { PASTE_FIXTURES } from '../paste-fixtures.ts';

/* What hands write, paste and ask for: the words of random sequences. */

export const ASCII = [
  'word',
  'two words',
  ' ',
  ' x',
  'a',
  'sentence. ',
  'https://example.com/a ',
  '[10:07] ',
  '**bold** ',
  '*',
  '_a_',
  '`',
  '[x](y)',
  '<b>',
  '&amp;',
  '|',
  '~~',
  '\\',
  '---',
  '# ',
  '- ',
  '* ',
  '1. ',
  '2) ',
  '[] ',
  '> ',
  '```js ',
  '=',
  '!',
  '#tag',
  '/',
  '/table',
  '"',
  '1986. A year ',
  '> > ',
  '- [x] ',
  '```',
  '~~~sh',
  '***',
  '===',
  '+',
  '<!--',
  '[^1]',
  '[ref]: https://example.com/r',
  '@',
  '$',
  'http://',
  '![](x.png)',
] as const;

export const JAPANESE = [
  '日本語',
  '、',
  '（仮）',
  '＃　',
  '－　',
  '長い文を書く。',
  '👍',
  '　',
] as const;

export const COMPOSITIONS = [
  { steps: ['に', 'にほ', 'にほん'], commit: '日本' },
  { steps: ['k', 'か', 'かいぎ'], commit: '会議' },
  { steps: ['あ'], commit: '亜' },
] as const;

export const PASTED = [
  'one line',
  'first\nsecond\nthird',
  '- a\n    - b\n- c\n',
  '# Pasted talk\n\n- with an item\n',
  'top\n\tinner\n\t\tdeepest\n',
  'a\r\nb\r\n',
  '> quoted\n\n```\ncode\n```\n',
  '1. one\n2. two\n',
  '| a | b |\n| - | -: |\n| c | d |\n',
  'one\ttwo\nthree\tfour\n',
  '日本語\n二行目\n',
  '---\n',
  '***\n\n---\nwords\n',
  '\\*a\n\n\n\n    indented\n',
  '- [ ] task\n- [x] done\n    > quote in it\n',
  '[link](https://example.com/x "title") and ![](a.png)\n',
  '[named][n] here\n\n[n]: https://example.com/n\n',
  '<div>\nhtml\n</div>\n',
  '* star\n\n  its paragraph\n\n      its code\n',
  'https://example.com/only',
  '    ',
  '\n',
  '\t',
  'a[^9]\n\n[^9]: note\n',
  'Title\n===\n\nSub\n---\n',
] as const;

/** Pages that programs put on the clipboard, with their words. */
export const PAGES = PASTE_FIXTURES.map(({ html, text }) => ({ html, text }));

/** Commands that have no keys. */
export const COMMANDS = [
  'insert.quote',
  'insert.code',
  'insert.table',
  'insert.rule',
  'insert.date',
  'table.rowAbove',
  'table.rowBelow',
  'table.columnBefore',
  'table.columnAfter',
  'table.alignLeft',
  'table.alignCenter',
  'table.alignRight',
  'table.removeRow',
  'table.removeColumn',
  'table.remove',
] as const satisfies readonly CommandId[];

/** What is looked for, and what stands there instead. */
export const REPLACEMENTS = [
  ['a', 'b'],
  ['item', '*item*'],
  ['o', ''],
  ['日', '一\u3000'],
  ['e', '# '],
  [' ', '  '],
] as const;
