import { readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { bmp, file as image, pasteFiles } from './given-files.ts';
import { hangDisk } from './slow-disk.ts';

const NOTE = { name: 'night.md', text: '# Night\n\n- one\n' };
const KEPT = 'An image is kept on this computer, not in the folder yet.';

test('quitting is turned down once for an image that the folder refuses, and not when it is written', async ({
  startWithNote,
}) => {
  const { app, page, note, notebook, close } = await startWithNote(NOTE);
  const assets = join(notebook.folder, 'night.assets');
  writeFileSync(assets, 'in the way');
  await note.caretAtEnd('one');
  await pasteFiles(page, [image('one.bmp', 10)]);
  await expect(note.note.locator('.image img')).toHaveCount(1);
  const told = page.getByText('It is kept on this computer');
  await expect(told).toHaveCount(1);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note.saving).toHaveText(KEPT);
  await app.evaluate(({ app: running }) => running.quit());
  // The window stays, says why, and takes words.
  await expect(told).toHaveCount(1);
  await note.caretAtEnd('one');
  await note.type(' more');
  await expect.poll(() => notebook.read()).toMatch(/^# Night\n\n- one more\n- !\[\]\(\S+\)\n$/);
  rmSync(assets);
  await note.press('Control+s');
  await expect(told).toHaveCount(0);
  await note.onDisk();
  const [name = ''] = readdirSync(assets);
  expect(readFileSync(join(assets, name))).toEqual(Buffer.from(bmp(10)));
  await close();
});

test('an image is kept where the disk does not answer, and is in the folder once when it does', async ({
  startWithNote,
}) => {
  const { app, page, note, notebook } = await startWithNote(NOTE);
  const answer = await hangDisk(app, realpathSync(notebook.folder));
  await note.caretAtEnd('one');
  await pasteFiles(page, [image('one.bmp', 10)]);
  await expect(note.note.locator('.image img')).toHaveCount(1);
  await expect(note.saving).toHaveText(KEPT);
  const told = page.getByText('disk does not answer. The image is kept on this computer');
  await expect(told).toHaveCount(1);
  // The disk is known to hang: the next one waits for nothing.
  await pasteFiles(page, [image('two.bmp', 20)]);
  await expect(note.note.locator('.image img')).toHaveCount(2);
  const widths = () =>
    note.note
      .locator('.image img')
      .evaluateAll((images: HTMLImageElement[]) => images.map((one) => one.naturalWidth));
  await expect.poll(widths).not.toContain(0);
  await answer();
  const assets = join(notebook.folder, 'night.assets');
  await expect
    .poll(() => readdirSync(assets).filter((name) => !name.startsWith('.')), { timeout: 40_000 })
    .toHaveLength(2);
  await expect(told).toHaveCount(0);
  await note.onDisk();
  expect(notebook.read()).toMatch(/^# Night\n\n- one\n- !\[\]\(\S+\)\n- !\[\]\(\S+\)\n$/);
});
