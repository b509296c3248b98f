import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { complaints } from './axe.ts';
import { copyForms, copyImage, readForms } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { file, pasteFiles } from './given-files.ts';
import { Ime } from './ime.ts';

const PLACES = `Event
=====

# Talk

- parent
    - child

  more of the parent
- [x] done

> quoted

    code

| a |
| - |

last words
`;

test('several files of a file manager land together in any place, and one quiet word tells what is no image', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: PLACES });
  const assets = join(notebook.folder, 'night.assets');
  const links = () =>
    [...notebook.read().matchAll(/\(night\.assets\/([^)]+)\)/g)].map((match) => match[1] ?? '');
  const withoutImages = () => notebook.read().replace(/!\[\]\(night\.assets\/[^)]+\)/g, 'IMAGE');

  await note.caretAtEnd('child');
  await pasteFiles(page, [
    file('one.bmp', 10),
    { name: 'plan.pdf', type: 'application/pdf', bytes: [...Buffer.from('%PDF-1.7')] },
    file('two.bmp', 20),
    { name: 'logo.svg', type: 'image/svg+xml', bytes: [...Buffer.from('<svg onload="x"/>')] },
  ]);
  await expect(page.getByText('plan.pdf, logo.svg cannot be kept')).toBeVisible();
  await expect(note.note.locator('.image img')).toHaveCount(2);
  await expect
    .poll(withoutImages)
    .toBe(PLACES.replace('    - child\n', '    - child\n    - IMAGE\n    - IMAGE\n'));
  const stored = links();
  expect(stored.map((name) => existsSync(join(assets, name)))).toEqual([true, true]);
  expect(readdirSync(assets).sort()).toEqual(stored.toSorted());
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await test.step('undo takes both links at once and leaves the files, redo finds them', async () => {
    await note.press('Control+z');
    await expect.poll(() => notebook.read()).toBe(PLACES);
    expect(readdirSync(assets)).toHaveLength(2);
    await note.press('Control+Shift+Z');
    await expect.poll(links).toEqual(stored);
    await expect
      .poll(() =>
        note.note
          .locator('.image img')
          .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth)),
      )
      .toEqual([1, 1]);
    await note.press('Control+z');
    await expect(note.note.locator('.image img')).toHaveCount(0);
  });

  const places: readonly (readonly [at: string, before: string, after: string])[] = [
    ['Talk', '# Talk\n', '# Talk\n\n- IMAGE'],
    ['parent', '- parent\n', '- parent\n    - IMAGE\n'],
    ['done', '- [x] done\n', '- [x] done\n- IMAGE\n'],
    ['quoted', '> quoted\n', '> quoted\n>\n> IMAGE\n'],
    ['code', '    code\n', '    code\n\nIMAGE\n'],
    ['last words', 'last words\n', 'last words\n\nIMAGE\n'],
  ];
  for (const [at, before, after] of places) {
    await test.step(`at ${at}`, async () => {
      await note.caretAtEnd(at);
      await pasteFiles(page, [file('one.bmp', 10)]);
      await expect.poll(withoutImages).toContain(after);
      expect(withoutImages().replace(/\s+/g, '')).toBe(
        PLACES.replace(before, after).replace(/\s+/g, ''),
      );
      await note.press('Control+z');
      await expect(note.note.locator('.image')).toHaveCount(0);
    });
  }
});

test('the words win over the picture of a page, and the picture of a page without words is a slide', async ({
  openNote,
}) => {
  const { notebook, app, note } = await openNote({ name: 'empty.md', text: '' });
  await note.note.click();
  const html = '<meta charset="utf-8"><img src="https://example.com/photo.png" alt="A photo">';
  await copyForms(app, { html, text: '', picture: true });
  await note.press('Control+v');
  await expect
    .poll(() => notebook.read())
    .toMatch(/^!\[\]\(empty\.assets\/\d{4}-slide-1\.png\)\n$/);
  await note.type('after it');
  await expect.poll(() => notebook.read()).toMatch(/-1\.png\)\n\nafter it\n$/);
});

/** What axe finds on the window as it is, light and dark. */
async function complaintsInBothThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await complaints(page)).map((complaint) => `${colorScheme}: ${complaint}`));
  }
  return found;
}

const SLIDES = '# One\n\n- words\n\n# Two\n\n- other\n';

test('a slide is selected as a whole, described, looked at with its talk, and taken away', async ({
  openNote,
}) => {
  const { notebook, page, app, note } = await openNote({ name: 'night.md', text: SLIDES });
  await note.caretAtEnd('other');
  await copyImage(app, 30, 20);
  await note.press('Control+v');
  await expect(note.note.locator('.image img')).toHaveCount(1);
  await note.caretAtEnd('words');
  for (const [count, size] of [
    [2, 64],
    [3, 80],
  ] as const) {
    await copyImage(app, size, 48);
    await note.press('Control+v');
    await expect(note.note.locator('.image img')).toHaveCount(count);
  }
  await note.onDisk();
  const image = note.note.locator('.image').first();
  const before = notebook.read();

  await test.step('its words are written while they are typed, an IME is waited for', async () => {
    const ime = await Ime.attach(page);
    await image.click();
    await expect(image).toHaveClass(/selected/);
    await note.press('Alt+Enter');
    const caption = page.getByLabel('Caption');
    await expect(caption).toBeFocused();
    await ime.compose('ず', 'ずひょう');
    await ime.press('Enter', 'Enter');
    await expect(caption).toBeVisible();
    expect(notebook.read()).toBe(before);
    await ime.commit('図表');
    await expect.poll(() => notebook.read()).toContain('.png "図表")');
    await page.getByLabel('Description').fill('a [chart]');
    await expect.poll(() => notebook.read()).toMatch(/!\[a \\?\[chart\\?\]\]\(.*\.png "図表"\)/);
    expect(await complaintsInBothThemes(page)).toEqual([]);
    await note.press('Enter');
    await expect(caption).toBeHidden();
    await expect(image).toHaveClass(/selected/);
    await expect(image.locator('.image-caption')).toHaveText('図表');
    await expect(image.locator('img')).toHaveAttribute('alt', 'a [chart]');
  });

  await test.step('Enter shows it large, the arrows its talk, Esc goes back', async () => {
    await note.press('Enter');
    const box = page.getByRole('dialog', { name: 'Slide' });
    await expect(box).toContainText('図表');
    await expect(box).toContainText('1 / 2');
    expect(await complaintsInBothThemes(page)).toEqual([]);
    await note.press('ArrowRight');
    await expect(box).toContainText('2 / 2');
    await note.press('ArrowRight', 'ArrowLeft', 'Escape');
    await expect(box).toBeHidden();
    await expect(image).toHaveClass(/selected/);
  });

  await test.step('a letter and a composition go behind it, not into nothing', async () => {
    const ime = await Ime.attach(page);
    await note.type('x');
    await expect.poll(() => notebook.read()).toContain('"図表")x\n');
    await note.press('Control+z');
    await image.locator('img').click();
    await ime.compose('す', 'すし');
    await ime.commit('寿司');
    await expect.poll(() => notebook.read()).toContain('"図表")寿司\n');
    await note.press('Control+z');
    await expect.poll(() => notebook.read()).toContain('"図表")\n');
  });

  await test.step('a tap into words puts the caret there: its click comes before the caret is told', async () => {
    const all = notebook.read();
    await image.locator('img').click();
    await expect(image).toHaveClass(/selected/);
    await note.block('One').click();
    await note.type('x');
    await expect(note.block('Onex')).toHaveCount(1);
    await note.press('Control+z');
    await note.onDisk();
    expect(notebook.read()).toBe(all);
  });

  await test.step('while it is selected, keys of the outline act on its line, and the source begins there', async () => {
    const all = notebook.read();
    await note.note.locator('.image img').last().click();
    await expect(note.talks.locator('[aria-current]')).toHaveText(/Two/);
    await image.locator('img').click();
    await note.press('Control+Shift+d');
    await expect(note.note.locator('.image')).toHaveCount(4);
    await note.press('Control+z', 'Control+Shift+t');
    await expect.poll(() => notebook.read()).toMatch(/"図表"\) \[\d\d:\d\d\]\n/);
    await note.press('Control+z');
    await image.locator('img').click();
    await note.press('Control+Shift+Enter');
    await expect.poll(() => notebook.read()).toMatch(/"図表"\)\n\n# \[\d\d:\d\d\]\n/);
    await note.press('Control+z');
    await expect.poll(() => notebook.read()).toBe(all);
    await image.locator('img').click();
    await note.press('Control+/');
    await expect(page.getByRole('textbox', { name: 'Note as Markdown' })).toBeFocused();
    await note.type('x');
    await expect.poll(() => notebook.read()).toMatch(/^-? ?x ?!\[a .*"図表"\)$/m);
    await note.press('Control+z');
    await expect.poll(() => notebook.read()).toBe(all);
    await note.press('Control+/');
    await note.ready();
  });

  await test.step('Shift and a click select from it, not from the beginning of the note', async () => {
    await image.locator('img').click();
    await note.block('Two').click({ modifiers: ['Shift'] });
    await note.press('Control+c');
    await expect.poll(async () => (await readForms(app)).text).toMatch(/^[\s-]*!\[a .*"図表"\)/);
  });

  await test.step('copied, cut and deleted as one thing', async () => {
    await image.locator('img').click();
    await note.press('Control+c');
    await expect.poll(async () => (await readForms(app)).text).toMatch(/^!\[a .*"図表"\)$/);
    await note.press('Delete');
    await expect(note.note.locator('.image')).toHaveCount(2);
    await note.press('Control+z');
    await expect(note.note.locator('.image')).toHaveCount(3);
    await expect.poll(() => notebook.read()).toContain('"図表")\n');
  });

  expect(readFileSync(notebook.file, 'utf8')).toContain('# Two');
});

test('an image far from the view gives its bytes back, and is there again when it comes near', async ({
  openNote,
}) => {
  const items = Array.from({ length: 400 }, (_, item) => `- item ${item}\n`).join('');
  const { page, note } = await openNote({ name: 'long.md', text: `# Talk\n\n${items}` });
  await note.caretAtEnd('item 3');
  await pasteFiles(page, [file('slide.bmp', 90)]);
  const image = note.note.locator('.image img');
  const width = () => image.evaluate((element: HTMLImageElement) => element.naturalWidth);
  await expect.poll(width).toBe(1);
  const size = await image.boundingBox();
  await note.press('Control+End');
  await expect.poll(width).toBe(0);
  expect(await image.boundingBox()).toMatchObject({ width: size?.width, height: size?.height });
  // The browser takes what it skips to be where it was last drawn, often near the view: a day's slides
  // were loaded and let go of again every two seconds. So nothing is asked for until it is drawn.
  expect(await image.evaluate((element: HTMLImageElement) => element.src)).toBe('');
  await note.press('Control+Home');
  await expect.poll(width).toBe(1);
  expect(await image.boundingBox()).toMatchObject({ width: size?.width, height: size?.height });
});
