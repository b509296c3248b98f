import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';
import { picture } from './pictures.ts';
import { slowDisk } from './slow-disk.ts';

/** Lines of all lengths: how high a part of the note is shows only where it is drawn. */
const LONG = longNote('item');
const OTHER = longNote('other');

test('closed and opened again: same notebook, same note, same place, same window', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'long.md', text: LONG });
  writeFileSync(join(notebook.folder, 'other.md'), '# Other\n');
  const userData = tempFolder('user-data');
  const first = await launchApp({ notebook: notebook.file, userData });
  const before = new NotePage(first.page);
  await before.ready();
  await before.caretAtEnd('item 150');
  await before.type('!');
  await before.onDisk();
  await expect.poll(() => notebook.read()).toContain('- item 150!\n');
  // The caret's line is the last that is seen: in a smaller window it stays in view.
  const bottom = await before.note.evaluate((note) => {
    const scroller = note.parentElement;
    const line = document.getSelection()?.focusNode?.parentElement?.closest('.block');
    line?.scrollIntoView({ block: 'end' });
    return (scroller?.getBoundingClientRect().bottom ?? 0) - innerHeight;
  });
  expect(bottom).toBeLessThan(0);
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 910, height: 640 }),
  );
  await expect.poll(() => first.page.evaluate(() => innerWidth)).toBe(910);
  await expect(before.block('item 150!')).toBeInViewport({ ratio: 1 });
  const place = await placeInView(before, 'item 150!');
  await first.close();

  const second = await launchApp({ notebook: null, userData });
  const after = new NotePage(second.page);
  await after.ready();
  await expect(after.block('item 150!')).toBeInViewport({ ratio: 1 });
  await expect.poll(() => placeInView(after, 'item 150!')).toBeCloseTo(place, -0.5);
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toMatchObject({ width: 910, height: 640 });
  await after.type('?');
  await expect.poll(() => notebook.read()).toContain('- item 150!?\n');
});

test('scrolled away from the caret, closed and opened again: the same lines are in view', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'long.md', text: LONG });
  const userData = tempFolder('user-data');
  const first = await launchApp({ notebook: notebook.file, userData });
  const before = new NotePage(first.page);
  await before.ready();
  await before.caretAtEnd('item 150');
  // The caret's own place is kept by now, and the hand scrolls after that.
  await expect.poll(() => keptPlaces(userData)).toContain('"block":151');
  await scrollTo(before, 'item 60');
  const place = await placeInView(before, 'item 60');
  await first.close();

  const second = await launchApp({ notebook: null, userData });
  const after = new NotePage(second.page);
  await after.ready();
  await expect(after.block('item 60')).toBeInViewport({ ratio: 1 });
  await expect.poll(() => placeInView(after, 'item 60')).toBeCloseTo(place, -0.5);
  await after.type('!');
  await expect.poll(() => notebook.read()).toContain('- item 150!\n');
});

test('below slides that come late from the disk the line in view stays', async ({ launchApp }) => {
  const lines = Array.from({ length: 30 }, (_, index) =>
    index % 3 === 1 ? `- ![](long.assets/slide-${index}.png)` : `- item ${index}`,
  );
  const notebook = makeNotebook({ name: 'long.md', text: `# Slides\n\n${lines.join('\n')}\n` });
  writeFileSync(join(notebook.folder, 'other.md'), OTHER);
  mkdirSync(join(notebook.folder, 'long.assets'));
  const slide = picture(1600, 500).png;
  for (let index = 1; index < 30; index += 3)
    writeFileSync(join(notebook.folder, `long.assets/slide-${index}.png`), slide);
  const userData = tempFolder('user-data');
  const first = await launchApp({ notebook: notebook.file, userData });
  const before = new NotePage(first.page);
  await before.ready();
  await allLoaded(before);
  await before.caretAtEnd('item 26');
  await scrollTo(before, 'item 26');
  await allLoaded(before);
  await scrollTo(before, 'item 26');
  const place = await placeInView(before, 'item 26');
  await openByTitle(before, 'All of other');
  await expect(before.block('other 1')).toBeVisible();
  await first.close();

  const second = await launchApp({ notebook: null, userData });
  const after = new NotePage(second.page);
  await expect(after.block('other 1')).toBeVisible();
  await slowDisk(second.app, 3000, 'readFile');
  await openByTitle(after, 'Slides');
  await expect(after.block('item 26')).toBeInViewport({ ratio: 1 });
  await allLoaded(after);
  await expect.poll(() => placeInView(after, 'item 26')).toBeCloseTo(place, -1);
});

test('from note to note and back each note shows the lines that it showed', async ({
  openNote,
}) => {
  const { note, notebook } = await openNote({ name: 'long.md', text: LONG });
  writeFileSync(join(notebook.folder, 'other.md'), OTHER);
  const goTo = async (title: string, words: string): Promise<void> => {
    await openByTitle(note, title);
    await expect(note.block(words)).toBeVisible();
  };
  await note.caretAtEnd('item 150');
  const place = await placeInView(note, 'item 150');
  await goTo('All of other', 'other 1');
  await expect(note.block('other 1')).toBeInViewport({ ratio: 1 });
  await note.caretAtEnd('other 70');
  await scrollTo(note, 'other 30');
  const other = await placeInView(note, 'other 30');
  await goTo('All of item', 'item 150');
  await expect.poll(() => placeInView(note, 'item 150')).toBeCloseTo(place, -0.5);
  await goTo('All of other', 'other 30');
  await expect.poll(() => placeInView(note, 'other 30')).toBeCloseTo(other, -0.5);
});

test('from note to note and back a source shows the lines that it showed', async ({ openNote }) => {
  const { note, page, notebook } = await openNote({ name: 'long.md', text: LONG });
  writeFileSync(join(notebook.folder, 'other.md'), OTHER);
  await note.caretAtEnd('item 3');
  await note.press('Control+Slash');
  const scroller = page.locator('.cm-scroller');
  await expect(scroller).toBeVisible();
  const scrolled = (): Promise<number> => scroller.evaluate((element) => element.scrollTop);
  await scroller.evaluate((element) => {
    element.scrollTop = element.scrollHeight * 0.6;
  });
  await expect.poll(() => scroller.locator('.cm-line').first().textContent()).not.toContain('All');
  const seen = await scroller.locator('.cm-line').nth(20).textContent();
  const top = await scrolled();
  await openByTitle(note, 'All of other');
  await expect(note.block('other 1')).toBeVisible();
  await openByTitle(note, 'All of item');
  await expect(scroller).toBeVisible();
  await expect.poll(scrolled).toBeCloseTo(top, -1.5);
  await expect(scroller.getByText(seen ?? 'nothing', { exact: true })).toBeInViewport();
});

async function openByTitle(note: NotePage, title: string): Promise<void> {
  const { page } = note;
  await note.press('Control+p');
  await page.getByRole('combobox').fill(title);
  await expect(page.getByRole('option').first()).toContainText(title);
  await note.press('Enter');
}

/** What the app keeps of where one was, in its own words. */
function keptPlaces(userData: string): string {
  const files = readdirSync(userData, { recursive: true, encoding: 'utf8' });
  const file = files.find((name) => name.endsWith('places.json'));
  return file === undefined ? '' : readFileSync(join(userData, file), 'utf8');
}

function longNote(word: string): string {
  const lines = Array.from({ length: 200 }, (_, index) =>
    index % 7 === 5
      ? `- ${`${word} of a long line `.repeat(5 + (index % 20))}`
      : `- ${word} ${index}`,
  );
  return `# All of ${word}\n\n${lines.join('\n')}\n`;
}

/** Resolves when all slides near the view are drawn; the browser leaves those that are far. */
async function allLoaded({ note }: NotePage): Promise<void> {
  await expect
    .poll(() =>
      note.locator('img').evaluateAll((images) =>
        (images as HTMLImageElement[]).every((image) => {
          const { top, bottom } = image.getBoundingClientRect();
          const isFar = bottom < -1000 || top > innerHeight + 1000;
          return isFar || (image.complete && image.naturalWidth > 0);
        }),
      ),
    )
    .toBe(true);
}

/** How far below the top of the view a line is, in px. */
function placeInView(note: NotePage, words: string): Promise<number> {
  return note.block(words).evaluate((line) => {
    const view = line.closest('.note-scroller')?.getBoundingClientRect().top ?? Number.NaN;
    return line.getBoundingClientRect().top - view;
  });
}

/** Scrolls until a line stays in the middle of the view. */
async function scrollTo(note: NotePage, words: string): Promise<void> {
  let before = Number.NaN;
  await expect
    .poll(async () => {
      await note.block(words).evaluate((line) => line.scrollIntoView({ block: 'center' }));
      const moved = Math.abs((await placeInView(note, words)) - before);
      before = await placeInView(note, words);
      return moved;
    })
    .toBeLessThan(1);
}
