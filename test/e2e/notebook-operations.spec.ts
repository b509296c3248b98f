import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { makeNotebook } from './notebook.ts';
import { slowDisk } from './slow-disk.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const NOTE = '# Night\n\n- one\n- ![](night.assets/1.png)\n- two\n';

function notebookWithImage() {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  mkdirSync(join(notebook.folder, 'night.assets'));
  writeFileSync(join(notebook.folder, 'night.assets', '1.png'), PIXEL);
  writeFileSync(join(notebook.folder, 'other.md'), '# Other\n\n- alpha\n');
  return notebook;
}

test('an open note is renamed in the list, with an IME, and goes on with caret, image and undo', async ({
  openFile,
}) => {
  const notebook = notebookWithImage();
  const { page, note } = await openFile(notebook.file);
  await note.caretAtEnd('two');
  await note.type(' words');
  await expect.poll(() => notebook.read()).toContain('- two words\n');

  await page.locator('button[data-name="night.md"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename the file…' }).click();
  const field = page.getByRole('textbox', { name: 'File name' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('night');
  await page.keyboard.type('a/b');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A name cannot hold / \\ :')).toBeVisible();
  await page.keyboard.press('Control+a');
  const ime = await Ime.attach(page);
  await ime.compose('べんきょう', '勉強会');
  await ime.press('Enter', 'Enter');
  await expect(field).toBeVisible();
  await ime.commit('勉強会');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The file is now called 勉強会.md.')).toBeVisible();
  await expect(page.locator('button[data-name="勉強会.md"]')).toBeFocused();
  const file = join(notebook.folder, '勉強会.md');
  const renamed = NOTE.replace('night.assets', '勉強会.assets').replace('two', 'two words');
  expect(readFileSync(file, 'utf8')).toBe(renamed);
  expect(readdirSync(notebook.folder).sort()).toEqual([
    '.git',
    'other.md',
    '勉強会.assets',
    '勉強会.md',
  ]);

  // The editor never noticed: the image shows, the caret is where it was, undo goes back as before.
  await expect(note.note.locator('.image img')).toHaveJSProperty('naturalWidth', 1);
  await note.note.focus();
  await note.type('!');
  await expect.poll(() => readFileSync(file, 'utf8')).toBe(renamed.replace('words', 'words!'));
  await note.press('Control+z', 'Control+z');
  await expect
    .poll(() => readFileSync(file, 'utf8'))
    .toBe(NOTE.replace('night.assets', '勉強会.assets'));
  await expect(note.note.locator('.image img')).toHaveJSProperty('naturalWidth', 1);
  await note.onDisk();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('button[data-name="night.md"]')).toBeVisible();
  expect(notebook.read()).toBe(NOTE);
  // The names it had meanwhile go last, when the old ones work again.
  await expect
    .poll(() => readdirSync(notebook.folder).sort())
    .toEqual(['.git', 'night.assets', 'night.md', 'other.md']);
});

test('a note is copied, moved into a new folder and deleted with the keyboard, and each is undone', async ({
  openFile,
}) => {
  const notebook = notebookWithImage();
  const { page, app, note } = await openFile(notebook.file);
  const row = (name: string) => page.locator(`button[data-name="${name}"]`);
  const run = (id: string) =>
    app.evaluate(({ BrowserWindow }, command) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.mainFrame.send('backrow:command', { id: command });
    }, id);

  await row('other.md').focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Rename the file…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(row('other.md')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Duplicate' }).press('Enter');
  await expect(row('other-2.md')).toHaveAttribute('aria-current', 'true');

  await row('night.md').focus();
  await run('note.move');
  const dialog = page.getByRole('dialog', { name: 'Move the note' });
  await dialog.getByRole('radio', { name: 'A new folder' }).check();
  await dialog.getByRole('textbox', { name: 'Name of the new folder' }).fill('2026/meetups');
  await page.keyboard.press('Enter');
  await expect(row('2026/meetups/night.md')).toContainText('2026/meetups');
  // The list follows the note; the step is there to be undone when all of it is done.
  await expect(page.getByText('night.md is now in 2026/meetups.')).toBeVisible();
  expect(existsSync(join(notebook.folder, '2026/meetups/night.assets/1.png'))).toBe(true);
  await run('note.undoStep');
  await expect(page.getByText('night.md is now in 2026/meetups.')).toHaveCount(0);
  await expect(row('night.md')).toBeVisible();
  expect(notebook.read()).toBe(NOTE);

  await row('night.md').click();
  await expect(note.block('one')).toBeVisible();
  await row('night.md').focus();
  await page.keyboard.press('Delete');
  await expect(row('night.md')).toHaveCount(0);
  await expect(page.getByText(/night\.md is in/)).toBeVisible();
  await expect(note.block('alpha')).toBeVisible();
  expect(readdirSync(notebook.folder).sort()).toEqual(['.git', 'other-2.md', 'other.md']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(note.block('one')).toBeVisible();
  await expect(note.note.locator('.image img')).toHaveJSProperty('naturalWidth', 1);
  expect(notebook.read()).toBe(NOTE);
});

test('a note that a slow disk renames is in the list once all the time', async ({ openFile }) => {
  const notebook = notebookWithImage();
  const { page, app, note } = await openFile(notebook.file);
  await expect(note.notes.getByRole('listitem')).toHaveCount(2);
  const seen = await note.notes.evaluateHandle((list) => {
    const counts = new Set<number>();
    const count = (): void => void counts.add(list.querySelectorAll('li').length);
    new MutationObserver(count).observe(list, { childList: true, subtree: true });
    return counts;
  });
  await page.locator('button[data-name="night.md"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename the file…' }).click();
  await expect(page.getByRole('textbox', { name: 'File name' })).toBeFocused();
  // Longer than the rest of the folder after which it is looked at.
  await slowDisk(app, 300);
  await page.keyboard.type('late');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The file is now called late.md.')).toBeVisible({ timeout: 30_000 });
  await slowDisk(app, 0);
  expect(await seen.evaluate((counts) => Math.max(...counts))).toBe(2);
});

test('what another program took can be brought back with one click, and unused images go to the trash', async ({
  openFile,
}) => {
  const text = `# Night\n\n${Array.from({ length: 20 }, (_, n) => `- line ${n} of the evening\n`).join('')}`;
  const notebook = makeNotebook({ name: 'night.md', text });
  mkdirSync(join(notebook.folder, 'night.assets'));
  writeFileSync(join(notebook.folder, 'night.assets', 'left over.png'), PIXEL);
  const { page, app, note } = await openFile(notebook.file);

  writeFileSync(notebook.file, '# Night\n');
  await page.getByRole('button', { name: 'Restore the earlier text' }).click();
  await expect(note.block('line 19 of the evening')).toBeVisible();
  await expect.poll(() => notebook.read()).toBe(text);
  await expect(page.getByRole('button', { name: 'Restore the earlier text' })).toHaveCount(0);

  rmSync(notebook.file);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect.poll(() => existsSync(notebook.file)).toBe(true);
  expect(notebook.read()).toBe(text);
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The next change saves it again, as is said, and then it is said no more.
  rmSync(notebook.file);
  await expect(page.getByText('was deleted by another program')).toBeVisible();
  await note.caretAtEnd('line 19 of the evening');
  await note.type('!');
  await expect(page.getByText('was deleted by another program')).toHaveCount(0);
  expect(notebook.read()).toContain('line 19 of the evening!');

  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.mainFrame.send('backrow:command', { id: 'notebook.unusedImages' });
  });
  const dialog = page.getByRole('dialog', { name: 'Images no note uses' });
  const picture = dialog.getByRole('checkbox', { name: 'night.assets/left over.png' });
  await expect(dialog.locator('img')).toHaveJSProperty('naturalWidth', 1);
  await picture.check();
  await dialog.getByRole('button', { name: 'Move to the trash' }).click();
  await expect.poll(() => existsSync(join(notebook.folder, 'night.assets'))).toBe(false);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => existsSync(join(notebook.folder, 'night.assets/left over.png')))
    .toBe(true);
});

test('a note that another program renames is followed where it is written in', async ({
  openFile,
}) => {
  const notebook = notebookWithImage();
  const { page, note } = await openFile(notebook.file);
  const renamed = join(notebook.folder, 'talk.md');
  await note.caretAtEnd('two');
  await note.type(' words');
  await expect.poll(() => notebook.read()).toContain('- two words\n');

  renameSync(notebook.file, renamed);
  await expect(page.locator('button[data-name="talk.md"]')).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('button[data-name="night.md"]')).toHaveCount(0);
  await note.type(' and more');
  await expect.poll(() => readFileSync(renamed, 'utf8')).toContain('- two words and more\n');

  // Named again and written in at once: the words find the file by themselves.
  renameSync(renamed, notebook.file);
  await note.type('!');
  await expect.poll(() => notebook.read()).toContain('- two words and more!\n');
  await expect(page.locator('button[data-name="night.md"]')).toHaveAttribute(
    'aria-current',
    'true',
  );
  await expect(page.getByText('was deleted by another program')).toHaveCount(0);
  await note.onDisk();
  expect(existsSync(renamed)).toBe(false);

  // The editor never noticed: the image shows, and undo goes back over all of it.
  await expect(note.note.locator('.image img')).toHaveJSProperty('naturalWidth', 1);
  await note.press('Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
});

test('an earlier version is looked at talk by talk and restored as one edit that undo takes back', async ({
  openFile,
}) => {
  const before = '# Night\n\n- one\n- two\n';
  const notebook = makeNotebook({ name: 'night.md', text: before });
  writeFileSync(notebook.file, '# Night\n\n- one, later\n- two\n- three\n');
  notebook.git('commit', '-qam', 'Later');
  const { page, app, note } = await openFile(notebook.file);
  await note.caretAtEnd('three');
  await note.type('!');
  await expect.poll(() => notebook.read()).toContain('- three!\n');
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.mainFrame.send('backrow:command', { id: 'note.history' });
  });
  const dialog = page.getByRole('dialog', { name: 'Earlier versions' });
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await dialog.getByRole('radio', { name: 'shared by Tester' }).last().check();
  const changes = dialog.getByRole('region', { name: 'What is different' });
  await expect(changes.getByRole('heading')).toHaveText(['Night']);
  await expect(changes.locator('ins')).toHaveText([', later', '- three!']);
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await expect(note.block('one')).toBeVisible();
  await expect.poll(() => notebook.read()).toBe(before);
  await note.note.focus();
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe('# Night\n\n- one, later\n- two\n- three!\n');
});

test('a renaming that began in the words gives the keyboard back to them, by key or from the palette, taken or left', async ({
  openFile,
}) => {
  const notebook = notebookWithImage();
  const { page, note } = await openFile(notebook.file);
  const field = page.getByRole('textbox', { name: 'File name' });
  await note.caretAtEnd('one');
  const begin = {
    key: () => note.press('F2'),
    palette: async () => {
      await note.press('Control+Shift+p');
      await page.getByRole('combobox').pressSequentially('rename the file');
      await page.keyboard.press('Enter');
    },
  };
  for (const way of ['key', 'palette'] as const) {
    for (const key of ['Escape', 'Enter']) {
      await begin[way]();
      await expect(field).toBeFocused();
      await page.keyboard.type(`${way}-late`);
      await page.keyboard.press(key);
      await expect(note.note).toBeFocused();
    }
    await expect(page.locator(`button[data-name="${way}-late.md"]`)).toBeVisible();
    await note.type(' more');
  }
  const late = NOTE.replace('one', 'one more more').replace('night.assets', 'palette-late.assets');
  const file = join(notebook.folder, 'palette-late.md');
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe(late);

  // Who writes on has read it; else it would stay for longer than is waited here.
  await expect(page.getByText('The file is now called palette-late.md.')).toHaveCount(0);
});
