import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { encodeRecord } from '../../electron/notebook/journal/record.ts';
import { notebookId } from '../../electron/notebook/notebook-id.ts';
import { mountSmallDisk } from '../durability/faults/small-disk.ts';
import { png } from '../electron/images/picture.ts';
import { copyForms } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { bmp, file as image, pasteFiles } from './given-files.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, type TestNotebook, tempFolder } from './notebook.ts';

const TEXT = '# Night\n\n- one\n- two\n';
const WORDS = '- the last words before the death\n';

function dataOf(userData: string, folder: string): string {
  return join(userData, 'notebooks', notebookId(realpathSync(folder)));
}

/** App data as a death leaves it: a journal with an edit that the notebook never got. */
function leftByDeath({ folder, note }: TestNotebook, inserted = WORDS): string {
  const userData = tempFolder('user-data');
  const journals = join(dataOf(userData, folder), 'journal');
  mkdirSync(journals, { recursive: true });
  const held = { fromLine: 4, deletedLines: 0, inserted };
  const hash = createHash('sha256').update(TEXT).digest('hex');
  const base = { kind: 'base' as const, atEpochMs: Date.now(), name: note, hash, text: TEXT, held };
  writeFileSync(join(journals, 'left.open'), encodeRecord(base));
  return userData;
}

test('words and a picture that only app data has are in the notebook at the next start, without a word about it', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: TEXT });
  const link = 'night.assets/2210-slide-1-0123abcd.png';
  const left = `${WORDS}- ![](${link})\n`;
  const userData = leftByDeath(notebook, left);
  const unwritten = join(dataOf(userData, notebook.folder), 'unwritten');
  mkdirSync(join(unwritten, 'night.assets'), { recursive: true });
  writeFileSync(join(unwritten, link), png(30, 20));
  const { page } = await launchApp({ notebook: notebook.file, userData });
  const note = new NotePage(page);
  await note.ready();
  await expect(note.block('the last words before the death')).toBeVisible();
  await note.onDisk();
  expect(notebook.read()).toBe(TEXT + left);
  await expect
    .poll(() =>
      note.note.locator('.image img').evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(30);
  await expect.poll(() => existsSync(join(unwritten, link))).toBe(false);
  expect(readFileSync(join(notebook.folder, link))).toEqual(Buffer.from(png(30, 20)));
  await expect(page.getByRole('region', { name: 'Messages' }).getByRole('paragraph')).toHaveCount(
    0,
  );
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('where the note is no text any more, the words are in a note beside it, and one line says so', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: TEXT });
  const userData = leftByDeath(notebook);
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]);
  writeFileSync(notebook.file, bytes);
  const { page } = await launchApp({ notebook: notebook.file, userData });
  await expect(
    page.getByText(/night\.md changed .* They are in night \(recovered .*\)\.md\./),
  ).toHaveCount(1);
  const [beside = ''] = readdirSync(notebook.folder).filter((name) => /recovered/.test(name));
  expect(readFileSync(join(notebook.folder, beside), 'utf8')).toBe(TEXT + WORDS);
  expect(notebook.bytes().equals(bytes)).toBe(true);
  await page.locator(`button[data-name="${beside}"]`).click();
  await expect(new NotePage(page).block('the last words before the death')).toBeVisible();
});

/** What follows cannot even make its temporary file's first block. */
function fillToTheLastByte(filler: string): void {
  expect(() => writeFileSync(filler, new Uint8Array(2 * 1024 * 1024))).toThrow('ENOSPC');
}

test('a full disk is told plainly once, typing goes on, and all is saved when there is room, also images', async ({
  launchApp,
}) => {
  const disk = mountSmallDisk('tmpfs', 1);
  test.skip(typeof disk === 'string', `NOT RUN: ${typeof disk === 'string' ? disk : ''}`);
  if (typeof disk === 'string') return;
  try {
    const file = join(disk.folder, 'night.md');
    const filler = join(disk.folder, 'filler');
    writeFileSync(file, TEXT);
    writeFileSync(join(disk.folder, 'other.md'), '# Other\n');
    const userData = tempFolder('user-data');
    const { page, app, close } = await launchApp({ notebook: file, userData });
    const note = new NotePage(page);
    await note.ready();
    fillToTheLastByte(filler);
    await note.caretAtEnd('two');
    await note.type(' and on');
    await expect(note.saving).toContainText('full');
    await note.type(' and on');
    await expect(note.block('two and on and on')).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    rmSync(filler);
    await expect(note.saving).toContainText('on disk again', { timeout: 40_000 });
    expect(readFileSync(file, 'utf8')).toBe('# Night\n\n- one\n- two and on and on\n');

    const unwritten = join(dataOf(userData, disk.folder), 'unwritten');

    await test.step('images are in the note at once, and in the folder when there is room', async () => {
      fillToTheLastByte(filler);
      await pasteFiles(page, [image('one.bmp', 10), image('two.bmp', 20)]);
      await expect(page.getByText('The disk is full. The image is kept')).toHaveCount(1);
      await expect(note.note.locator('.image img')).toHaveCount(2);
      expect(readdirSync(join(unwritten, 'night.assets'))).toHaveLength(2);
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await page.locator('button[data-name="other.md"]').click();
      await expect(note.block('Other')).toBeVisible();
      rmSync(filler);
      await expect
        .poll(() => readFileSync(file, 'utf8'), { timeout: 40_000 })
        .toMatch(/^# Night\n\n- one\n- two and on and on\n- !\[\]\(\S+\)\n- !\[\]\(\S+\)\n$/);
      const links = [...readFileSync(file, 'utf8').matchAll(/\]\((\S+)\)/g)].map(([, link = '']) =>
        join(disk.folder, link),
      );
      await note.press('Control+s');
      await expect.poll(() => links.every((link) => existsSync(link))).toBe(true);
      const bytes = links.map((link) => readFileSync(link));
      expect(bytes).toEqual([Buffer.from(bmp(10)), Buffer.from(bmp(20))]);
      await expect(page.getByText('The image is kept')).toHaveCount(0);
      await note.onDisk();
      await page.locator('button[data-name="night.md"]').click();
      await expect(note.note.locator('.image')).toHaveCount(2);
    });

    // From here on app data takes no image either: they wait in the window.
    rmSync(unwritten, { recursive: true });
    writeFileSync(unwritten, 'in the way');

    await test.step('an image in a page that is pasted waits, and goes below its words', async () => {
      const before = readFileSync(file, 'utf8');
      fillToTheLastByte(filler);
      await note.caretAtEnd('one');
      const bytes = png(30, 20);
      const picture = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
      const html = `<ul><li>seen <img src="${picture}"> there</li><li>more</li></ul>`;
      await copyForms(app, { text: 'seen there', html });
      await note.press('Control+v');
      await expect(note.block('more')).toBeVisible();
      const nowhere = page.getByText('The image could not be written anywhere');
      await expect(nowhere).toHaveCount(1);
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await expect(note.saving).toHaveText('An image is in this window only, on no disk yet.');
      // It has its line in a narrow window, where the count is left out rather than cut.
      const status = page.getByRole('contentinfo');
      const count = status.getByText(/\d characters$/).last();
      await expect(count).toBeInViewport({ ratio: 1 });
      for (const width of [700, 560]) {
        await app.evaluate(
          ({ BrowserWindow }, wide) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, 600),
          width,
        );
        await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
        expect(await status.evaluate(({ clientHeight }) => clientHeight)).toBe(32);
      }
      await expect(count).not.toBeInViewport();
      await app.evaluate(({ app: running }) => running.quit());
      await expect(nowhere).toHaveCount(1);
      await note.caretAtEnd('two and on and on');
      rmSync(filler);
      await note.press('Control+s');
      await expect(note.note.locator('.image')).toHaveCount(3);
      await note.onDisk();
      await expect(nowhere).toHaveCount(0);
      const words = '# Night\n\n- one\n- seen  there\n- more\n';
      const others = before.slice(before.indexOf('- two'));
      const [, link = ''] = /\]\((\S+)\)/.exec(readFileSync(file, 'utf8')) ?? [];
      expect(readFileSync(file, 'utf8')).toBe(`${words}- ![](${link})\n${others}`);
      expect(readFileSync(join(disk.folder, link))).toEqual(Buffer.from(bytes));
      // It is a step of its own: undo leaves the words.
      await note.press('Control+z');
      await expect(note.note.locator('.image')).toHaveCount(2);
      await note.onDisk();
      expect(readFileSync(file, 'utf8')).toBe(words + others);
    });
    await test.step('an image that waits goes into the source where that is shown by then', async () => {
      const before = readFileSync(file, 'utf8');
      fillToTheLastByte(filler);
      await note.caretAtEnd('two and on and on');
      await pasteFiles(page, [image('late.bmp', 40)]);
      await expect(page.getByText('The image could not be written anywhere')).toHaveCount(1);
      await note.press('Control+/');
      const source = page.getByRole('textbox', { name: 'Note as Markdown' });
      await expect(source).toBeFocused();
      await note.press('Control+End');
      rmSync(filler);
      await note.press('Control+s');
      await expect.poll(() => readFileSync(file, 'utf8')).toMatch(/\n!\[\]\([^)]+\)\n?$/);
      expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true);
      await note.press('Control+/');
      await expect(note.note).toBeFocused();
    });
    await test.step('what was pasted a moment ago is in before the app is gone', async () => {
      const before = readFileSync(file, 'utf8');
      const many = Array.from({ length: 12 }, (_, index) => image(`${index}.bmp`, 50 + index));
      await pasteFiles(page, many);
      await close();
      const after = readFileSync(file, 'utf8');
      expect(after.split('![]').length - before.split('![]').length).toBe(12);
    });
  } finally {
    disk.remove();
  }
});

test('two apps with data of their own on one notebook merge what both type, and lose nothing', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: TEXT });
  const one = new NotePage((await launchApp({ notebook: notebook.file })).page);
  const other = new NotePage((await launchApp({ notebook: notebook.file })).page);
  await one.ready();
  await other.ready();
  await one.caretAtEnd('one');
  await other.caretAtEnd('two');
  for (const word of [' a', ' b', ' c']) {
    await one.type(word);
    await other.type(word.toUpperCase());
  }
  await expect(one.block('two A B C')).toBeVisible();
  await expect(other.block('one a b c')).toBeVisible();
  await expect.poll(() => notebook.read()).toBe('# Night\n\n- one a b c\n- two A B C\n');
});
