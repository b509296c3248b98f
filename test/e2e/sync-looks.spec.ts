import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaints } from './axe.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { git, makeNotebook } from './notebook.ts';
import { HttpRemote } from './remote.ts';

const NOTE = '# Night\n\n- price unknown\n- three\n';

test('axe finds nothing in what the sync shows, in both themes, and a rename takes the marks along', async ({
  launchApp,
}) => {
  const remote = await HttpRemote.start();
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  notebook.git('remote', 'add', 'origin', remote.folder);
  notebook.git('push', '-q', '-u', 'origin', 'main');
  notebook.git('remote', 'set-url', 'origin', remote.url);
  const { page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  const found: string[] = [];
  const look = async (what: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const seen = await complaints(page);
      found.push(...seen.map((complaint) => `${what}, ${colorScheme}: ${complaint}`));
    }
  };
  const details = () => note.sync.getByRole('button', { name: 'Sync details' }).click();

  await expect(note.sync).toContainText('synced', { timeout: 20_000 });
  const clone = remote.clone();
  const path = join(clone, 'night.md');
  writeFileSync(path, readFileSync(path, 'utf8').replace('unknown', '150万円'));
  git(clone, 'commit', '-q', '-a', '-m', 'Other');
  git(clone, 'push', '-q', 'origin', 'main');
  writeFileSync(join(notebook.folder, 'talk.mov'), new Uint8Array(46 * 1024 * 1024));
  await note.caretAtEnd('price unknown');
  await note.type(', they say');
  await note.onDisk();
  await note.press('Control+Shift+s');
  const bar = page.getByRole('region', { name: 'Both versions kept' });
  await expect(bar).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/talk\.mov is larger than 45 MB/)).toBeVisible();
  await expect(note.sync).toContainText('synced', { timeout: 30_000 });
  // The second line's blank line above went to the first: its room on the screen, too.
  await expect(note.note.locator('[data-gap]')).toHaveCount(1);
  await look('both versions kept, a large file');

  await details();
  await expect(page.getByRole('dialog')).toContainText('Committed');
  await look('details');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.locator('button[data-name="night.md"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename the file…' }).click();
  await expect(page.getByRole('textbox', { name: 'File name' })).toBeFocused();
  await page.keyboard.type('夜');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The file is now called 夜.md.')).toBeVisible();
  await expect(bar).toContainText('1 of 1');
  await expect(note.note.locator('[data-kept="mine"]')).toHaveText(['price unknown, they say']);
  await bar.getByRole('button', { name: 'Keep mine' }).click();
  await expect(bar).toHaveCount(0);
  await note.onDisk();
  expect(readFileSync(join(notebook.folder, '夜.md'), 'utf8')).toBe(
    NOTE.replace('unknown', 'unknown, they say'),
  );

  remote.key = 'ann:tok3n';
  await note.press('Control+Shift+s');
  await expect(note.sync).toContainText('needs attention', { timeout: 20_000 });
  await details();
  await look('what is wrong');
  await page.getByRole('button', { name: 'Sign in…' }).click();
  await expect(page.getByLabel('User')).toBeVisible();
  await look('signing in');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: /^Notebook:/ }).click();
  await page.getByRole('menuitem', { name: 'Get a notebook from an address…' }).click();
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeVisible();
  await look('an address');
  await remote.down();
  expect(found).toEqual([]);
});
