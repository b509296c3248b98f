import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyImage } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { slowDisk } from './slow-disk.ts';

const NIGHT = '# Night\n\n- price unknown\n- two\n';

test('while the source is shown its note is renamed, restored, kept in two versions and gets a picture; a note that cannot be edited is only read', async ({
  openNote,
}) => {
  const { notebook, page, app, note } = await openNote({ name: 'night.md', text: NIGHT });
  writeFileSync(join(notebook.folder, 'latin.md'), Buffer.from('# Latin\n\n- caf\xe9\n', 'latin1'));
  const ime = await Ime.attach(page);
  const source = page.getByRole('textbox', { name: 'Note as Markdown' });
  const lines = source.locator('.cm-line');
  const command = (id: string) =>
    app.evaluate(({ BrowserWindow }, wanted) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.mainFrame.send('backrow:command', { id: wanted });
    }, id);
  await note.caretAtEnd('two');
  await note.press('Control+/');
  await expect(source).toBeFocused();

  // A picture that the folder refuses is in the source at once, and in the folder when that takes it.
  const link = /^!\[\]\(night\.assets\/\d{4}-\S+\.(png|webp)\)$/;
  const inTheWay = join(notebook.folder, 'night.assets');
  const waits = page.getByText('The image could not be written. It is kept');
  writeFileSync(inTheWay, 'no folder');
  await copyImage(app, 64, 48);
  await note.press('End', 'Enter');
  await note.press('Control+v');
  await expect(waits).toBeVisible();
  await expect(lines.nth(4)).toHaveText(link);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note.saving).toContainText(
    'An image is kept on this computer, not in the folder yet.',
  );
  rmSync(inTheWay);
  await source.focus();
  await note.press('Control+s');
  await expect(note.saving).toContainText('on disk');
  expect(readdirSync(inTheWay)).toHaveLength(1);
  await note.press('Shift+Home', 'Backspace');
  await expect.poll(() => notebook.read()).not.toContain('night.assets');

  // A picture lies beside the note before its link is written.
  await note.press('Control+v');
  await expect(lines.nth(4)).toHaveText(link);
  await expect.poll(() => notebook.read()).toContain('](night.assets/');
  const [picture = ''] = readdirSync(join(notebook.folder, 'night.assets'));
  expect(notebook.read()).toBe(`${NIGHT}![](night.assets/${picture})\n`);

  // Renamed: its links follow, and what is typed goes to the new file.
  await page.locator('button[data-name="night.md"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename the file…' }).click();
  await expect(page.getByRole('textbox', { name: 'File name' })).toBeFocused();
  // On a slow disk that takes seconds: the keyboard stays where it went meanwhile.
  await slowDisk(app, 700);
  await note.type('late');
  await note.press('Enter');
  await expect(lines.nth(4)).toHaveText(`![](late.assets/${picture})`);
  await source.focus();
  await note.press('Control+Home', 'End');
  await note.type(' shift');
  const late = join(notebook.folder, 'late.md');
  const read = () => readFileSync(late, 'utf8');
  const renamed = `# Night shift\n\n- price unknown\n- two\n![](late.assets/${picture})\n`;
  await expect.poll(read).toBe(renamed);
  await slowDisk(app, 0);
  await expect(source).toBeFocused();
  // The old names go last, when the new ones work.
  await expect
    .poll(() => readdirSync(notebook.folder).sort())
    .toEqual(['.git', 'late.assets', 'late.md', 'latin.md']);

  await note.press('Control+s');
  await expect.poll(() => notebook.git('ls-files', 'late.md')).toBe('late.md\n');

  // An IME composes in a line that another program changes: both are kept, and marked.
  await note.press('ArrowDown', 'ArrowDown', 'End');
  await ime.compose('せ', 'せん');
  await note.onDisk();
  writeFileSync(late, renamed.replace('price unknown', 'price 150万円'));
  await expect.poll(read).toContain('150');
  await ime.compose('千');
  await ime.commit('千円');
  await expect(source).toContainText('price 150万円');
  await expect(source).toContainText('price unknown千円');
  await expect.poll(read).toContain('price unknown千円');
  const both = read();
  expect(
    both
      .split('\n')
      .filter((line) => line.startsWith('- price'))
      .sort(),
  ).toEqual(['- price 150万円', '- price unknown千円']);
  await note.press('Control+/');
  await expect(note.note).toBeFocused();
  await expect(page.getByRole('region', { name: 'Both versions kept' })).toContainText('1 of 1');
  await expect(note.note.locator('[data-kept="mine"]')).toHaveText('price unknown千円');
  await note.press('Control+/');
  await expect(source).toBeFocused();

  // Restored from history: one step of the undo here, and of the outline's.
  await command('note.history');
  const dialog = page.getByRole('dialog', { name: 'Earlier versions' });
  await dialog.getByRole('radio').last().check();
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(source).not.toContainText('150万円');
  await expect.poll(read).toBe(renamed);
  await source.focus();
  await note.press('Control+z');
  await expect.poll(read).toBe(both);
  await note.press('Control+y');
  await expect.poll(read).toBe(renamed);
  await note.press('Control+/');
  await expect(note.note).toBeFocused();
  await note.onDisk();
  expect(read()).toBe(renamed);

  // A note that cannot be edited is shown, and neither typed in nor stamped, pasted or replaced in.
  const latin = join(notebook.folder, 'latin.md');
  const bytes = readFileSync(latin);
  await page.locator('button[data-name="latin.md"]').click();
  await expect(note.note).toHaveAttribute('aria-readonly', 'true');
  await note.note.focus();
  await note.press('Control+/');
  await expect(source).toBeFocused();
  await expect(source).toHaveAttribute('aria-readonly', 'true');
  await note.press('Control+End');
  await note.type('x');
  await note.press('Control+v', 'Control+Shift+T', 'Backspace', 'Control+z', 'Control+/');
  await expect(note.note).toBeVisible();
  await expect(note.note).toHaveAttribute('aria-readonly', 'true');
  await note.onDisk();
  expect(readFileSync(latin).equals(bytes)).toBe(true);
});
