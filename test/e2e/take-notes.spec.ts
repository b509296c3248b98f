import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';
import { type OpenNote, test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { ACCEPTANCE_NOTES, makeNotebook } from './notebook.ts';

const NOTE = `Night of Tools
=====

2019/02/14 @Back Room

# First talk (30min) - Ann

- one
    - two
    - three
- four

# Second talk
`;

function open(openNote: OpenNote, text = NOTE) {
  return openNote({ name: 'night.md', text });
}

test('opening a real note and closing it again changes no byte', async ({ launchApp }) => {
  for (const file of ACCEPTANCE_NOTES) {
    const notebook = makeNotebook(file);
    const before = notebook.read();
    const { page, close } = await launchApp({ notebook: notebook.file });
    const note = new NotePage(page);
    await note.ready();
    await note.press('Control+Home', 'ArrowDown', 'Control+End');
    await close();
    expect(notebook.read()).toBe(before);
    expect(notebook.git('status', '--porcelain')).toBe('');
  }
});

test('Enter makes the next item, and only that line is new in the file', async ({ openNote }) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('three');
  await note.press('Enter');
  await note.type('three and a half');
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('    - three\n', '    - three\n    - three and a half\n'));
  await note.onDisk();
  expect(notebook.numstat()).toEqual({ added: 1, deleted: 0 });
});

test('Tab and Shift+Tab move an item with its children, in the style of the file', async ({
  openNote,
}) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('four');
  await note.press('Tab');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('\n- four', '\n    - four'));
  await note.press('Shift+Tab');
  await expect.poll(() => notebook.read()).toBe(NOTE);
});

test('an empty nested item lives in the editor and is written once it has words', async ({
  openNote,
}) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('four');
  await note.press('Enter', 'Tab');
  await note.onDisk();
  expect(notebook.read()).toBe(NOTE);
  await note.type('five');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- four\n', '- four\n    - five\n'));
});

test('Enter on an empty nested item goes one step out, on an empty top item out of the list', async ({
  openNote,
}) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('three');
  await note.press('Enter', 'Enter');
  await note.type('sibling of one');
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('- three\n', '- three\n- sibling of one\n'));
  await note.press('Enter', 'Enter');
  await note.type('A paragraph');
  await expect.poll(() => notebook.read()).toContain('- sibling of one\n\nA paragraph\n\n- four\n');
});

test('Backspace at the start joins a line with the one above it', async ({ openNote }) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('three');
  await note.press('Home', 'Backspace');
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('- two\n    - three\n', '- twothree\n'));
});

test("Japanese typed through an IME lands as committed, Enter in the composition is the IME's", async ({
  openNote,
}) => {
  const { notebook, note, page } = await open(openNote);
  const ime = await Ime.attach(page);
  await note.caretAtEnd('four');
  await note.press('Enter');
  await ime.compose('ｋ', 'か', 'かい', 'かいじ', 'かいじょう', '会場');
  await ime.press('Enter', 'Enter');
  await ime.commit('会場');
  await ime.compose('で', 'です', 'です');
  await ime.commit('です');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- four\n', '- four\n- 会場です\n'));
  await expect(note.block('会場です')).toHaveCount(1);
});

test('while an IME composes, keys of ours do nothing and nothing is written of it', async ({
  openNote,
}) => {
  const { notebook, note, page } = await open(openNote);
  const ime = await Ime.attach(page);
  await note.caretAtEnd('four');
  await note.type(' and');
  await ime.compose('し', 'しちょ');
  await ime.press('Tab', 'Tab');
  await ime.press('T', 'KeyT');
  // What was there before the composition reaches the disk while it goes on …
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- four', '- four and'));
  // … and of the composition nothing does, however long it takes.
  await page.waitForTimeout(1200);
  expect(notebook.read()).toBe(NOTE.replace('- four', '- four and'));
  await ime.commit('視聴');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- four', '- four and視聴'));
});

test('Ctrl+Shift+Enter opens a stamped talk, and Enter goes on with a bullet', async ({
  openNote,
}) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('four');
  await note.press('Control+Shift+Enter');
  await note.type('Borrowing (20min) - Mio');
  await note.press('Enter');
  await note.type('first note');
  await expect
    .poll(() => notebook.read())
    .toMatch(
      /- four\n\n# \[\d\d:\d\d\] Borrowing \(20min\) - Mio\n\n- first note\n\n# Second talk\n$/,
    );
  await expect(note.talks.getByRole('listitem')).toHaveCount(3);
  await expect(note.talks).toContainText('Borrowing');
  await expect(note.talks).toContainText('Mio');
});

test('Ctrl+Shift+T stamps the time at the caret', async ({ openNote }) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('four');
  await note.press('Control+Shift+KeyT');
  await note.type('now');
  await expect.poll(() => notebook.read()).toMatch(/- four \[\d\d:\d\d\] now\n/);
  await expect(note.note.locator('.stamp')).toHaveCount(1);
});

test('headings, bold and code are typed and undone, and undo to the start restores every byte', async ({
  openNote,
}) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('four');
  await note.press('Enter', 'Enter');
  await note.type('## Part');
  await note.press('Enter');
  await note.type('bold ');
  await note.press('Control+b');
  await note.type('word');
  await note.press('Control+b');
  await expect.poll(() => notebook.read()).toContain('## Part\n\n- bold **word**\n');
  for (let step = 0; step < 40; step++) await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  for (let step = 0; step < 40; step++) await note.press('Control+Shift+z');
  await expect.poll(() => notebook.read()).toContain('## Part\n\n- bold **word**\n');
});

test('editing the acceptance notes touches only the edited lines', async ({ launchApp }) => {
  for (const file of ACCEPTANCE_NOTES) {
    const notebook = makeNotebook(file);
    const { page, close } = await launchApp({ notebook: notebook.file });
    const note = new NotePage(page);
    await note.ready();
    const item = note.note.locator('.block[data-kind="item"]').nth(1);
    await item.click();
    await note.press('End');
    await note.type(' x');
    await note.press('Enter');
    await note.type('新しい項目');
    await note.onDisk();
    await expect.poll(() => notebook.numstat()).toEqual({ added: 2, deleted: 1 });
    await close();
    expect(notebook.numstat()).toEqual({ added: 2, deleted: 1 });
  }
});

test('a note that is only opened is on disk all the time', async ({ openNote }) => {
  const { page, note, notebook } = await open(openNote);
  writeFileSync(join(notebook.folder, 'other.md'), '# Other\n\n- alpha\n- \n- omega\n');
  const row = page.locator('button[data-name="other.md"]');
  await expect(row).toBeVisible();
  await note.onDisk();
  const seen = await note.saving.evaluateHandle((status) => {
    const told = new Set<string>();
    const watch = new MutationObserver(() => told.add(status.textContent ?? ''));
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    return told;
  });
  await row.click();
  await expect(note.block('omega')).toBeVisible();
  await expect(note.saving).toContainText('on disk');
  const told = await seen.evaluate((all) => [...all]);
  expect(told.filter((words) => !words.includes('on disk'))).toEqual([]);
  expect(told.length).toBeGreaterThan(0);
});
