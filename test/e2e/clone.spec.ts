import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';
import { HttpRemote } from './remote.ts';

const NOTE = '# Night\n\n- one\n- two\n';

/** A file's bytes; none where it went since the folder was listed, as files of a running git do. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return Buffer.of();
    throw thrown;
  }
}

test('a notebook is made of an address, in a folder that the user chooses', async ({
  launchApp,
}) => {
  const remote = await HttpRemote.start();
  // An address as hosts offer it for pasting: the token in it is in no file afterwards.
  remote.key = 'ann:t0ken-in-the-address';
  const source = makeNotebook({ name: 'night.md', text: NOTE });
  source.git('push', '-q', remote.folder, 'main');
  const mine = makeNotebook({ name: 'mine.md', text: '# Mine\n' });
  const userData = tempFolder('user-data');
  const { app, page } = await launchApp({ notebook: mine.file, userData });
  const note = new NotePage(page);
  await note.ready();
  const parent = tempFolder('parent');
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
  }, parent);
  await page.getByRole('button', { name: /^Notebook/ }).click();
  await page.getByRole('menuitem', { name: 'Get a notebook from an address…' }).click();
  await page
    .getByRole('textbox', { name: 'Address' })
    .fill(remote.url.replace('//', `//${remote.key}@`));
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(note.block('two')).toBeVisible({ timeout: 20_000 });
  expect(readFileSync(join(parent, 'notes', 'night.md'), 'utf8')).toBe(NOTE);
  await expect(note.sync).toContainText('synced', { timeout: 20_000 });
  expect(readFileSync(join(parent, 'notes', '.git', 'config'), 'utf8')).toContain(remote.url);
  for (const folder of [parent, userData]) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile()))
      expect(readIfThere(join(file.parentPath, file.name)).includes('t0ken')).toBe(false);
  }
  await remote.down();
});
