import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { picture } from './pictures.ts';

const NOTE = '# One\n\n- words\n';
/** A pause of writing, the work of the encoder, and a loaded machine. */
const WHILE = { timeout: 20_000 };

async function paste(page: Page, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    (data) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(data)], 'shot.png', { type: 'image/png' }));
      const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true });
      document.querySelector('.note')?.dispatchEvent(event);
    },
    [...bytes],
  );
}

/** The pixels that the window shows for an image, read through a canvas. */
function shownPixels(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const image = document.querySelector<HTMLImageElement>('.note .image img');
    if (image === null) return [];
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])];
  });
}

test('a screenshot becomes a smaller file in a pause, the same to the pixel, under undo, redo and a second paste', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NOTE });
  const assets = join(notebook.folder, 'night.assets');
  const { png, rgba } = picture(160, 120);
  const images = note.note.locator('.image img');

  const ime = await Ime.attach(page);
  await note.caretAtEnd('words');
  await paste(page, png);
  await expect(images).toHaveCount(1);
  await expect.poll(() => notebook.read()).toMatch(/- words\n- !\[\]\(night\.assets\/.*\.png\)\n$/);
  // While an IME composes nothing happens, however long it takes: longer than any pause is waited for.
  // It begins before all else that is looked at here: on a busy machine the pause would be over.
  await ime.compose('え', 'えず');
  expect(await shownPixels(page)).toEqual([...rgba]);
  await page.waitForTimeout(3000);
  expect(readdirSync(assets)).toHaveLength(1);
  expect(notebook.read()).toContain('.png)');
  await ime.commit('絵図');

  await expect
    .poll(() => notebook.read(), WHILE)
    .toMatch(/- words絵図\n- !\[\]\(night\.assets\/.*\.webp\)\n$/);
  await expect.poll(() => readdirSync(assets), WHILE).toHaveLength(1);
  const [file = ''] = readdirSync(assets);
  expect(file).toMatch(/^\d{4}-one-1\.webp$/);
  expect(readFileSync(join(assets, file)).length * 3).toBeLessThanOrEqual(png.length * 2);
  expect(await shownPixels(page)).toEqual([...rgba]);

  await test.step('the sync misses nothing: only the file that is there goes into the notebook', async () => {
    await note.press('Control+s');
    await expect.poll(() => notebook.git('status', '--porcelain'), WHILE).toBe('');
    expect(notebook.git('ls-files').trim().split('\n')).toEqual([
      `night.assets/${file}`,
      'night.md',
    ]);
    await expect(note.sync).not.toContainText(/attention|missing/i);
  });

  await test.step('undo takes the words and the image back, redo brings the file that is there', async () => {
    const after = notebook.read();
    await note.press('Control+z', 'Control+z');
    await expect.poll(() => notebook.read()).toBe(NOTE);
    await note.press('Control+Shift+Z', 'Control+Shift+Z');
    await expect.poll(() => notebook.read()).toBe(after);
    expect(await shownPixels(page)).toEqual([...rgba]);
  });

  await test.step('the same screenshot again is the same file', async () => {
    await note.caretAtEnd('One');
    await paste(page, png);
    await expect.poll(() => notebook.read()).toContain(`# One\n\n- ![](night.assets/${file})\n`);
    expect(readdirSync(assets)).toEqual([file]);
    await note.onDisk();
  });

  await test.step('what moves stays as it was given; with loss, what has transparent parts gets smaller, too', async () => {
    await paste(page, picture(161, 120, { animated: true }).png);
    await expect.poll(() => readdirSync(assets)).toHaveLength(2);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: 'Much smaller, nearly the same' }).check();
    await note.press('Escape');
    await note.caretAtEnd('words絵図');
    await paste(page, picture(162, 120, { transparent: true }).png);
    // Images wait in line: the one that moves was looked at before.
    const endings = () =>
      readdirSync(assets)
        .map((name) => name.replace(/.*\./, ''))
        .sort();
    await expect.poll(endings, WHILE).toEqual(['png', 'webp', 'webp']);
    await expect.poll(() => notebook.read().match(/\.webp\)/g)).toHaveLength(3);
  });
});
