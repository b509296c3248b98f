import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readText } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import type { NotePage } from './note-page.ts';

/** Three talks of a thousand items: far more than a screen, and more than is filled at once. */
const TALKS = 3;
const ITEMS = 1000;

function longNote(): string {
  const lines: string[] = [];
  for (let talk = 1; talk <= TALKS; talk++) {
    lines.push(`# Talk ${talk} (30min) - Speaker ${talk}`, '');
    for (let item = 1; item <= ITEMS; item++)
      lines.push(`${item % 5 === 0 ? '    ' : ''}- point ${talk}.${item}`);
    lines.push('');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

const NOTE = longNote();
/** The words of the block in the middle of the view. */
function wordsInTheMiddle(page: Page): Promise<string> {
  return page.locator('.note-scroller').evaluate((scroller) => {
    const { left, top, width, height } = scroller.getBoundingClientRect();
    const element = document.elementFromPoint(left + width / 2, top + height / 2);
    return element?.closest('.block')?.textContent ?? '';
  });
}

/** How many boxes stand for the sections that wait, and how far they are from the height those were taken for. */
function waitingBoxes(page: Page): Promise<{ readonly boxes: number; readonly excess: number }> {
  return page.locator('.note').evaluate((note) => {
    const em = Number.parseFloat(getComputedStyle(note).fontSize);
    const waiting = [...note.querySelectorAll<HTMLElement>('.section[data-waiting]')];
    const heights = waiting.map((section) => section.getBoundingClientRect().height);
    const guesses = waiting.map(({ style }) =>
      Number.parseFloat(style.getPropertyValue('--guess')),
    );
    const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
    const boxes = heights.filter((height) => height > 0).length;
    return { boxes, excess: Math.abs(Math.round(sum(heights) - sum(guesses) * em)) };
  });
}

/** Counts from now on how often a section that waits begins, or ceases, to be drawn by another one. */
async function countRegathered(page: Page): Promise<() => Promise<number>> {
  const counted = await page.locator('.note').evaluateHandle((note) => {
    const count = { changes: 0 };
    new MutationObserver((records) => {
      count.changes += records.length;
    }).observe(note, { attributeFilter: ['data-rest'], subtree: true });
    return count;
  });
  return () => counted.evaluate(({ changes }) => changes);
}

const shownBlocks = (note: NotePage) => note.note.locator('.block').count();

test('of a long note only what is near is drawn, and the rest is there when one comes to it', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'long.md', text: NOTE });
  await expect(note.block('point 1.1')).toBeVisible();
  expect(await shownBlocks(note)).toBeLessThan(1000);
  // All that waits below is one box for the browser, as high as they are together.
  expect(await waitingBoxes(page)).toEqual({ boxes: 1, excess: 0 });
  // A click on a talk that was never drawn.
  await note.talks.getByText('Talk 3').click();
  await expect(note.block('point 3.1')).toBeInViewport();
  await note.type('!');
  // The last line, by keyboard.
  await note.press('Control+End');
  await note.type(' the end');
  await expect(note.block('point 3.1000 the end')).toBeInViewport();
  const regathered = await countRegathered(page);
  // The middle, by the wheel.
  await page.locator('.note-scroller').evaluate((scroller) => {
    scroller.scrollTop = scroller.scrollHeight / 2;
  });
  await expect.poll(() => wordsInTheMiddle(page)).toMatch(/^point 2\.\d+$/);
  await expect.poll(() => waitingBoxes(page)).toEqual({ boxes: 3, excess: 0 });
  // A few sections are filled there; the other ones, sixty in all, go on waiting as they did.
  expect(await regathered()).toBeLessThan(15);
  await note.press('Control+Home');
  await note.type('The ');
  const edited = NOTE.replace('# Talk 1', '# The Talk 1')
    .replace('Speaker 3', 'Speaker 3!')
    .replace('point 3.1000', 'point 3.1000 the end');
  await expect.poll(() => notebook.read()).toBe(edited);
  for (let step = 0; step < 20; step++) await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  for (let step = 0; step < 20; step++) await note.press('Control+y');
  await expect.poll(() => notebook.read()).toBe(edited);
});

test('what was outside of a zoom while it waited is drawn when the zoom ends', async ({
  openNote,
}) => {
  const { page, note } = await openNote({ name: 'long.md', text: NOTE });
  await note.block('point 1.1').click();
  await note.press('Alt+ArrowRight');
  await expect(note.block('point 1.2')).not.toBeVisible();
  await note.press('Alt+ArrowLeft');
  await expect(note.block('point 1.2')).toBeVisible();
  for (const share of [0.4, 0.8, 0.6]) {
    await page.locator('.note-scroller').evaluate((scroller, to) => {
      scroller.scrollTop = scroller.scrollHeight * to;
    }, share);
    await expect.poll(() => wordsInTheMiddle(page)).toMatch(/^point \d\.\d+$/);
  }
});

test('folding all and showing all again keeps the line of the caret in view', async ({
  openNote,
}) => {
  const { note } = await openNote({ name: 'long.md', text: NOTE });
  await note.talks.getByText('Talk 3').click();
  await note.block('point 3.4').click();
  await note.press('Control+Alt+.');
  await expect(note.block('point 3.4')).toBeHidden();
  await expect(note.block('Talk 3 (30min) - Speaker 3')).toBeInViewport();
  await note.press('Control+Alt+.');
  await expect(note.block('point 3.1')).toBeVisible();
  await expect(note.block('Talk 3 (30min) - Speaker 3')).toBeInViewport();
});

test('select all means the parts of a long note that were never drawn, too', async ({
  openNote,
}) => {
  const { notebook, app, note } = await openNote({ name: 'long.md', text: NOTE });
  await note.press('Control+Home', 'Control+Shift+End');
  await note.press('Control+c');
  await expect.poll(() => readText(app)).toBe(NOTE);
  await note.press('Delete');
  await expect.poll(async () => notebook.read().trim().length).toBeLessThan(3);
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
});

test('a change on disk far from the view arrives without drawing the whole note', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'long.md', text: NOTE });
  await note.caretAtEnd('point 1.2');
  await note.type(' typed');
  await expect.poll(() => notebook.read()).toContain('point 1.2 typed\n');
  const outside = notebook
    .read()
    .replace('- point 3.500', '- from outside\n- point 3.500')
    .replace('- point 2.700\n', '')
    .concat('\n# Talk 4\n');
  writeFileSync(notebook.file, outside);
  await expect(note.talks.getByText('Talk 4')).toBeVisible();
  expect(await shownBlocks(note)).toBeLessThan(1000);
  await note.type(' on');
  await expect
    .poll(() => notebook.read())
    .toBe(outside.replace('point 1.2 typed', 'point 1.2 typed on'));
  await note.talks.getByText('Talk 3').click();
  await page.locator('.note-scroller').evaluate((scroller) => {
    scroller.scrollTop = scroller.scrollHeight;
  });
  await expect(note.block('Talk 4')).toBeInViewport();
});

/** Scrolls from the top of the note to its end, slowly enough that each part is drawn. */
async function scrollThrough(page: Page): Promise<void> {
  await page.locator('.note-scroller').evaluate(async (scroller) => {
    scroller.scrollTop = 0;
    for (let last = -1; scroller.scrollTop > last; ) {
      last = scroller.scrollTop;
      scroller.scrollTop += 1400;
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    }
  });
}

const filledSections = (page: Page) =>
  page.locator('.note .section').evaluateAll((all) => {
    return all.filter((section) => section instanceof HTMLElement && !section.dataset.waiting)
      .length;
  });

/** The first block in view, with how far below the view's top it is, and the note's height. */
function standing(page: Page) {
  return page.locator('.note-scroller').evaluate((scroller) => {
    const { top } = scroller.getBoundingClientRect();
    const seen = [...scroller.querySelectorAll('.block')].find(
      (block) => block.getBoundingClientRect().top >= top,
    );
    return {
      words: seen?.textContent,
      top: Math.round((seen?.getBoundingClientRect().top ?? 0) - top),
      height: Math.round(scroller.scrollHeight / 10),
    };
  });
}

test('what a long note was scrolled through waits again, but for pictures, the caret and what was edited', async ({
  openNote,
}) => {
  const text = NOTE.replace('point 1.500', '![slide](https://example.com/slide.png)');
  const { notebook, app, page, note } = await openNote({ name: 'long.md', text });
  await scrollThrough(page);
  const sections = await page.locator('.note .section').count();
  expect(await filledSections(page)).toBeGreaterThan(sections / 2);
  const before = await standing(page);
  await expect.poll(() => filledSections(page)).toBeLessThan(15);
  expect(await standing(page)).toEqual(before);
  expect(await waitingBoxes(page)).toMatchObject({ excess: 0 });
  await expect(page.locator('.note .image-frame')).toHaveCount(1);

  // What was edited stays filled, and so does the line of the caret.
  await scrollTo(page, 0.15);
  const first = await caretInTheMiddle(page, note);
  await note.type(' edited');
  await expect.poll(() => notebook.read()).toContain(`${first} edited\n`);
  await scrollTo(page, 0.3);
  const second = await caretInTheMiddle(page, note);
  await scrollThrough(page);
  await expect.poll(() => filledSections(page)).toBeLessThan(15);
  await note.type('!');
  await expect(note.block(`${second}!`)).toBeInViewport();
  await scrollTo(page, 0.15);
  await expect(note.block(`${first} edited`)).toBeInViewport();
  const edited = text
    .replace(`${first}\n`, `${first} edited\n`)
    .replace(`${second}\n`, `${second}!\n`);
  await expect.poll(() => notebook.read()).toBe(edited);
  await note.press('Control+z');
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(text);
  await note.press('Control+y');
  await note.press('Control+y');
  await expect.poll(() => notebook.read()).toBe(edited);

  // A selection over all of it holds it all.
  await note.press('Control+Home', 'Control+Shift+End');
  await page.waitForTimeout(3000);
  await note.press('Control+c');
  await expect.poll(() => readText(app)).toBe(edited);
});

test('undo in a long note that was scrolled through draws no more than what is near', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'long.md', text: NOTE });
  await scrollTo(page, 0.15);
  const first = await caretInTheMiddle(page, note);
  await scrollThrough(page);
  const sections = await page.locator('.note .section').count();
  expect(await filledSections(page)).toBeGreaterThan(sections / 2);
  await note.type(' typed while all was drawn');
  const edited = NOTE.replace(`${first}\n`, `${first} typed while all was drawn\n`);
  await expect.poll(() => notebook.read()).toBe(edited);
  await expect.poll(() => filledSections(page)).toBeLessThan(15);

  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  expect(await filledSections(page)).toBeLessThan(15);

  // A step that changes all of the note comes back whole, wherever it waits meanwhile.
  await scrollTo(page, 0.9);
  await caretInTheMiddle(page, note);
  await note.press('Control+h');
  await page.getByRole('textbox', { name: 'Find', exact: true }).fill('point');
  await page.getByRole('textbox', { name: 'Replace with' }).fill('line');
  await page.getByRole('button', { name: 'Replace all' }).click();
  const replaced = NOTE.replaceAll('point', 'line');
  await expect.poll(() => notebook.read()).toBe(replaced);
  await note.press('Escape', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  await scrollThrough(page);
  await expect.poll(() => filledSections(page)).toBeLessThan(15);
  await expect(note.block(first)).toHaveCount(0);
  await note.press('Control+y');
  await expect.poll(() => notebook.read()).toBe(replaced);
});

async function scrollTo(page: Page, share: number): Promise<void> {
  await page.locator('.note-scroller').evaluate((scroller, to) => {
    scroller.scrollTop = scroller.scrollHeight * to;
  }, share);
}

async function caretInTheMiddle(page: Page, note: NotePage): Promise<string> {
  await expect.poll(() => wordsInTheMiddle(page)).toMatch(/^point \d\.\d+$/);
  const words = await wordsInTheMiddle(page);
  await note.caretAtEnd(words);
  return words;
}
