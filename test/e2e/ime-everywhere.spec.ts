import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { makeNotebook } from './notebook.ts';

const NIGHT = `# [10:00] Heading

- plain words
- [10:05] stamped
- a [link](https://example.com) end
- some **bold** end

| left | right |
| ---- | ----- |
| cell | other |

\`\`\`js
code
\`\`\`
`;

/** Where somebody composes: the line, where in it, and what the line says afterwards. */
const PLACES: readonly {
  readonly where: string;
  readonly at: string;
  readonly go?: readonly string[];
  readonly says: string;
}[] = [
  { where: 'at the end of an item', at: 'plain words', says: 'plain words日本' },
  { where: 'at its start', at: 'plain words', go: ['Home'], says: '日本plain words' },
  { where: 'before a stamp', at: '[10:05] stamped', go: ['Home'], says: '日本[10:05] stamped' },
  {
    where: 'behind a stamp',
    at: '[10:05] stamped',
    go: ['Home', ...right(7)],
    says: '[10:05]日本 stamped',
  },
  { where: 'behind a link', at: 'a link end', go: ['Home', ...right(6)], says: 'a link日本 end' },
  { where: 'in a link', at: 'a link end', go: ['Home', ...right(4)], says: 'a li日本nk end' },
  {
    where: 'behind bold words',
    at: 'some bold end',
    go: ['Home', ...right(9)],
    says: 'some bold日本 end',
  },
  {
    where: 'in bold words',
    at: 'some bold end',
    go: ['Home', ...right(7)],
    says: 'some bo日本ld end',
  },
  { where: 'in a heading', at: '[10:00] Heading', says: '[10:00] Heading日本' },
  { where: 'in code', at: 'code', says: 'code日本' },
];

function right(times: number): string[] {
  return Array.from({ length: times }, () => 'ArrowRight');
}

/** What people press while they compose; all of it is the IME's. */
const KEYS_OF_AN_IME = [
  ['Enter', 'Enter'],
  ['Tab', 'Tab'],
  ['ArrowDown', 'ArrowDown'],
  ['ArrowUp', 'ArrowUp'],
  ['ArrowLeft', 'ArrowLeft'],
  ['ArrowRight', 'ArrowRight'],
  ['Escape', 'Escape'],
  ['Backspace', 'Backspace'],
  [' ', 'Space'],
] as const;

test('an IME composes in every place of a note, its keys do nothing else, and one undo takes it back', async ({
  openFile,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NIGHT });
  const { page, note } = await openFile(notebook.file);
  const ime = await Ime.attach(page);
  const blocks = note.note.locator('.block');
  const before = await blocks.allTextContents();

  for (const { where, at, go = [], says } of PLACES) {
    await note.caretAtEnd(at);
    await note.press(...go);
    await ime.compose('ｎ', 'に', 'にほん', '日本');
    for (const [key, code] of KEYS_OF_AN_IME) await ime.press(key, code);
    await expect(note.note, where).toBeFocused();
    await expect(blocks.filter({ hasText: '日本' }), where).toHaveCount(1);
    await expect(blocks, where).toHaveCount(before.length);
    await ime.commit('日本');
    await expect(note.block(says), where).toBeVisible();
    await note.press('Control+z');
    await expect.poll(() => blocks.allTextContents(), where).toEqual(before);
    // Given up: nothing is left of it.
    await ime.compose('に', 'にほん');
    await ime.cancel();
    await expect.poll(() => blocks.allTextContents(), where).toEqual(before);
  }

  // In an empty item, and converted by typing on.
  await note.caretAtEnd('plain words');
  await note.press('Enter');
  await ime.compose('か', 'かい', '会');
  await ime.commit('会');
  await ime.compose('じ', 'じょう', '場');
  await ime.press('Enter', 'Enter');
  await ime.commit('場');
  await expect(note.block('会場')).toBeVisible();
  await note.onDisk();
  await expect.poll(() => notebook.read()).toBe(NIGHT.replace('words\n', 'words\n- 会場\n'));

  // Full-width signs at the start of a line do what the narrow ones do.
  for (const [sign, is] of [
    ['＃', '[data-level="1"]'],
    ['－', '[data-kind="item"]'],
  ] as const) {
    await note.caretAtEnd('会場');
    await note.press('Enter', 'Shift+Tab', 'Enter');
    for (const letter of [sign, '　']) {
      await ime.compose(letter);
      await ime.commit(letter);
    }
    await note.type('typed');
    await expect(note.note.locator(`.block${is}`, { hasText: /^typed$/ })).toBeVisible();
    await note.press('Control+z', 'Control+z', 'Control+z', 'Control+z');
    while ((await blocks.filter({ hasText: 'typed' }).count()) > 0) await note.press('Control+z');
  }
});

test('an IME composes in the fields of the window, and Enter and Escape are its own', async ({
  openFile,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NIGHT });
  const { page, note } = await openFile(notebook.file);
  const ime = await Ime.attach(page);
  const palette = async (words: string): Promise<void> => {
    await note.press('Control+Shift+p');
    await note.type(words);
    await note.press('Enter');
  };
  const fields: readonly {
    readonly open: () => Promise<void>;
    readonly field: ReturnType<typeof page.getByRole>;
    readonly starts?: string;
  }[] = [
    {
      open: () => note.press('Control+n'),
      field: page.getByRole('dialog').getByRole('textbox', { name: 'Title' }),
    },
    { open: () => note.press('Control+Shift+p'), field: page.getByRole('combobox'), starts: '>' },
    { open: () => note.press('Control+p'), field: page.getByRole('combobox') },
    {
      open: () => note.press('F1'),
      field: page.getByRole('textbox', { name: 'Find a command or a key' }),
    },
    {
      open: () => note.press('Control+f'),
      field: page.getByRole('textbox', { name: 'Find', exact: true }),
    },
    {
      open: async () => {
        await note.press('Control+h');
        await page.getByRole('textbox', { name: 'Replace with' }).click();
      },
      field: page.getByRole('textbox', { name: 'Replace with' }),
    },
    // The form of links begins with its words, or with its address where words are selected.
    {
      open: () => note.press('Control+k'),
      field: page.getByRole('textbox', { name: 'Text', exact: true }),
    },
    {
      open: () => note.press('Control+Shift+ArrowLeft', 'Control+k'),
      field: page.getByRole('textbox', { name: 'Address' }),
    },
    {
      open: () => palette('get a notebook'),
      field: page.getByRole('dialog').getByRole('textbox').first(),
    },
  ];
  for (const { open, field, starts = '' } of fields) {
    await note.caretAtEnd('plain words');
    await open();
    await expect(field).toBeFocused();
    await ime.compose('ｎ', 'に', 'にほん', '日本');
    for (const [key, code] of KEYS_OF_AN_IME) await ime.press(key, code);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(`${starts}日本`);
    await ime.commit('日本');
    await expect(field).toHaveValue(`${starts}日本`);
    await note.press('Escape');
    await expect(field).toHaveCount(0);
  }
  expect(notebook.read()).toBe(NIGHT);
});

/*
 * Where a key of the browser's own reaches it in the middle of a composition, Chromium ends that
 * without telling: the note was taken for composing from then on, and nothing typed came to the disk.
 */
test('a key of the browser does nothing to a composition, and one that ends untold is over', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: '# Night\n\n- one\n' });
  const ime = await Ime.attach(page);
  await note.caretAtEnd('one');
  await ime.compose('か');
  await note.press('Control+b', 'Control+i', 'Control+z');
  await ime.commit('可');
  await expect.poll(() => notebook.read()).toBe('# Night\n\n- one可\n');

  await ime.compose('か');
  await page.evaluate(() => document.execCommand('bold'));
  await note.press('End', 'x');
  await expect.poll(() => notebook.read()).toMatch(/^- one可か\**x\**$/m);
});
