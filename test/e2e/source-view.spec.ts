import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { complaints } from './axe.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { EVERY_CONSTRUCT, makeNotebook } from './notebook.ts';

const source = (page: Page) => page.getByRole('textbox', { name: 'Note as Markdown' });

/** The lines that the source shows, as far as they are drawn. */
const lines = (page: Page) => source(page).locator('.cm-line');

const NIGHT =
  '# Night\r\n\r\n- one **bold** word\r\n- 会場は[東京](https://example.com)です\r\n\r\n```js\r\nconst a = 1;\r\n```\r\n- last';

test('Ctrl+/ shows the note as Markdown with the caret kept, and there and back changes nothing', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NIGHT });
  await note.caretAtEnd('last');
  await note.type(' x');
  await note.onDisk();
  const bytes = notebook.bytes();
  await note.caretAtEnd('会場は東京です');
  await note.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Control+/');
  await expect(source(page)).toBeFocused();
  await expect(note.note).toBeHidden();
  await expect(lines(page)).toHaveText([
    '# Night',
    '',
    '- one **bold** word',
    '- 会場は[東京](https://example.com)です',
    '',
    '```js',
    'const a = 1;',
    '```',
    '- last x',
  ]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await complaints(page)).toEqual([]);
  }
  await note.press('Control+/');
  await expect(note.note).toBeFocused();
  await note.onDisk();
  expect(notebook.bytes().equals(bytes)).toBe(true);

  // The caret stayed between 東 and 京, both ways; the outline's undo knows nothing of the visit.
  await note.press('Control+/');
  await expect(source(page)).toBeFocused();
  await note.type('X');
  await expect(lines(page).nth(3)).toHaveText('- 会場は[東X京](https://example.com)です');
  await note.onDisk();
  expect(notebook.read()).toBe(`${NIGHT.replace('東京', '東X京')} x`);
  await page.getByRole('button', { name: 'Back to the outline' }).click();
  await expect(note.note).toBeFocused();
  await note.type('Y');
  await expect(note.block('会場は東XY京です')).toBeVisible();
  await note.press('Control+z', 'Control+z');
  await expect(note.block('会場は東京です')).toBeVisible();
  await note.press('Control+z');
  await expect(note.block('last')).toBeVisible();
  await note.onDisk();
  expect(notebook.read()).toBe(NIGHT);
  await note.press('Control+y', 'Control+y');
  await expect(note.block('会場は東X京です')).toBeVisible();
});

test('the source has an undo of its own, finds, replaces, stamps, and takes what other programs write', async ({
  openFile,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: '# Night\n\n- one apple\n- an apple\n' });
  const { page, note } = await openFile(notebook.file);
  const ime = await Ime.attach(page);
  await note.caretAtEnd('Night');
  await note.press('Control+/');
  await expect(source(page)).toBeFocused();
  await note.press('End');
  await note.type('fall');
  await note.press('Control+z');
  await expect(lines(page).first()).toHaveText('# Night');
  await note.press('Control+z', 'Control+z');
  await expect(lines(page)).toHaveText(['# Night', '', '- one apple', '- an apple', '']);

  await note.press('Control+h');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('apple');
  await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('1 of 2');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('pear');
  await page.getByRole('button', { name: 'Replace all' }).click();
  await expect(lines(page)).toHaveText(['# Night', '', '- one pear', '- an pear', '']);
  await page.getByRole('textbox', { name: 'Find', exact: true }).press('Escape');
  await expect(source(page)).toBeFocused();
  await note.press('Control+z');
  await expect(lines(page)).toHaveText(['# Night', '', '- one apple', '- an apple', '']);

  await note.press('Control+End', 'Control+Shift+T');
  await expect(lines(page).last()).toHaveText(/^\[\d\d:\d\d\] $/);
  await note.press('Control+z');

  // While an IME composes, nothing of it is saved, no key is ours, and another text waits.
  await note.press('Control+Home', 'End');
  await ime.compose('よ', 'よる');
  await ime.press('/', 'Slash');
  await note.onDisk();
  writeFileSync(notebook.file, '# Night\n\n- one apple\n- an apple\n- from outside\n');
  await expect.poll(() => notebook.read()).toContain('outside');
  await ime.compose('夜');
  await expect(lines(page)).toHaveText(['# Night夜', '', '- one apple', '- an apple', '']);
  await ime.commit('夜');
  await expect(lines(page)).toHaveText([
    '# Night夜',
    '',
    '- one apple',
    '- an apple',
    '- from outside',
    '',
  ]);
  await note.onDisk();
  await expect
    .poll(() => notebook.read())
    .toBe('# Night夜\n\n- one apple\n- an apple\n- from outside\n');
  await note.press('Control+z');
  await expect(lines(page).first()).toHaveText('# Night');
  await expect(lines(page)).toContainText(['- from outside']);

  // Typed and left at once: nothing is lost.
  await note.type('!');
  await note.press('Control+/');
  await expect(note.note).toBeFocused();
  await expect(note.block('Night!')).toBeVisible();
  await note.onDisk();
  expect(notebook.read()).toBe('# Night!\n\n- one apple\n- an apple\n- from outside\n');
});

test('every construct and a note of 10,000 items go there and back, and are typed in', async ({
  launchApp,
}) => {
  const items = Array.from({ length: 10_000 }, (_, index) => `- item ${index} of a long day`);
  const long = makeNotebook({ name: 'long.md', text: `# Long\n\n${items.join('\n')}\n` });
  writeFileSync(`${long.folder}/every.md`, makeNotebook(EVERY_CONSTRUCT).bytes());
  const every = { file: `${long.folder}/every.md` };
  const { page } = await launchApp({ notebook: long.file, expectedErrors: /404/ });
  const note = new NotePage(page);
  await note.ready();
  await note.press('Control+End', 'Control+/');
  await expect(source(page)).toBeFocused();
  await note.type(' typed');
  await note.press('Control+/');
  await expect(note.note).toBeFocused();
  await note.type('!');
  await expect(note.block('item 9999 of a long day typed!')).toBeInViewport();
  await note.onDisk();
  expect(long.numstat()).toEqual({ added: 1, deleted: 1 });

  await page.keyboard.press('Control+p');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('every');
  await page.keyboard.press('Enter');
  await expect(note.block('Every Construct Night')).toBeVisible();
  await note.press('Control+/');
  await expect(source(page)).toBeFocused();
  await note.press('Control+/');
  await expect(note.note).toBeFocused();
  await note.onDisk();
  expect(readFileSync(every.file).equals(makeNotebook(EVERY_CONSTRUCT).bytes())).toBe(true);
});
