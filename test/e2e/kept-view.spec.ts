import type { Page } from '@playwright/test';
import type { RunningApp } from './app.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { makeNotebook } from './notebook.ts';

/** Each of its lines is one line in a wide window, and two or three in a narrow one. */
const LONG = Array.from(
  { length: 300 },
  (_, index) => `- line ${index} ${'with many words that wrap '.repeat(4)}`,
);
const TEXT = `# Night\n\n${LONG.join('\n')}\n`;

function resize({ app }: Pick<RunningApp, 'app'>, width: number, height: number): Promise<void> {
  return app.evaluate(
    ({ BrowserWindow }, [wide, high]) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
    [width, height] as const,
  );
}

/** The number of the line in whose words the view begins. */
function firstSeen(page: Page): Promise<number> {
  return page.locator('.note-scroller').evaluate((scroller) => {
    const view = scroller.getBoundingClientRect();
    const lines = [...scroller.querySelectorAll('.block')];
    const first = lines.find((line) => line.getBoundingClientRect().bottom > view.top + 4);
    return Number(/^line (\d+)/.exec(first?.textContent ?? '')?.[1]);
  });
}

test('long lines wrap anew: the caret stays in view, and the reader at what was read', async ({
  openFile,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: TEXT });
  const { app, page, note } = await openFile(notebook.file);
  const line = (index: number) => note.note.locator('.block').filter({ hasText: `line ${index} ` });
  const narrow = () => resize({ app }, 520, 620);
  const wide = () => resize({ app }, 1500, 620);
  await wide();
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1500);
  await note.caretAtEnd('Night');
  await line(140).scrollIntoViewIfNeeded();
  await line(140).click();
  // The caret's line is the last that is seen: every line above it will take more room.
  await page.keyboard.press('ArrowDown');
  await note.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  const caret = await page.evaluate(() => {
    const words = getSelection()?.focusNode?.textContent ?? '';
    return Number(/^line (\d+)/.exec(words)?.[1]);
  });
  expect(caret).toBeGreaterThan(140);

  await test.step('with the caret in view', async () => {
    for (const size of [narrow, wide, narrow, wide]) {
      await page.waitForTimeout(300);
      await size();
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size === wide ? 1500 : 520);
      await expect(line(caret)).toBeInViewport();
    }
    // Back at the first size, all is where it was.
    await note.press('Control+\\');
    await expect(line(caret)).toBeInViewport();
    for (let step = 0; step < 8; step++) await note.press('Control+=');
    await expect(line(caret)).toBeInViewport();
    await note.press('Control+0', 'Control+\\');
    await expect(line(caret)).toBeInViewport();
  });

  await test.step('with the caret elsewhere', async () => {
    await line(60).evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await page.waitForTimeout(500);
    const read = await firstSeen(page);
    await narrow();
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(520);
    await expect.poll(() => firstSeen(page)).toBe(read);
    await page.waitForTimeout(500);
    await wide();
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1500);
    await expect.poll(() => firstSeen(page)).toBe(read);
  });
});

test('in small letters a note ends above where its end was: the caret stays in view', async ({
  openFile,
}) => {
  const { note } = await openFile(makeNotebook({ name: 'night.md', text: TEXT }).file);
  const line = note.note.locator('.block').filter({ hasText: 'line 290 ' });
  const letters = () => note.note.evaluate((element) => getComputedStyle(element).fontSize);
  await note.caretAtEnd('Night');
  const usual = await letters();
  await line.scrollIntoViewIfNeeded();
  await line.click();
  for (let step = 0; step < 8; step++) {
    const before = await letters();
    await note.press('Control+=');
    await expect.poll(letters).not.toBe(before);
    await expect(line).toBeInViewport();
  }
  await note.press('Control+0');
  await expect.poll(letters).toBe(usual);
  await expect(line).toBeInViewport();
});
