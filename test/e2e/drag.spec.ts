import type { Page } from '@playwright/test';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import type { NotePage } from './note-page.ts';

const NOTE = `Night of Tools
=====

# First talk (30min) - Ann

- one
    - two
- three
- four

# Second talk

- five
`;

/** Presses on the handle of a line and moves to another one: before it or behind it, by steps in or out. */
async function dragTo(
  page: Page,
  note: NotePage,
  words: string,
  to: { readonly at: string; readonly half: 'upper' | 'lower'; readonly steps: number },
): Promise<void> {
  await note.block(words).hover();
  const grip = await page.locator('.gutter .grip').boundingBox();
  const over = await note.block(to.at).boundingBox();
  if (grip === null || over === null) throw new Error('both are on screen');
  const x = grip.x + grip.width / 2;
  await page.mouse.move(x, grip.y + grip.height / 2);
  await page.mouse.down();
  const y = over.y + over.height * (to.half === 'upper' ? 0.2 : 0.8);
  await page.mouse.move(x + 26 * to.steps, y, { steps: 5 });
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

test('a line is dragged by its handle with all below it, as deep as the mouse says', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NOTE });
  await dragTo(page, note, 'one', { at: 'three', half: 'lower', steps: 0 });
  await expect(page.locator('.drop-line')).toBeVisible();
  await page.mouse.up();
  await expect(page.locator('.drop-line')).toHaveCount(0);
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('- one\n    - two\n- three\n', '- three\n- one\n    - two\n'));
  await note.note.focus();
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  // One step to the right it becomes a child of the line above.
  await dragTo(page, note, 'four', { at: 'two', half: 'lower', steps: 1 });
  await page.mouse.up();
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('- two\n- three\n- four\n', '- two\n    - four\n- three\n'));
  await note.note.focus();
  await note.press('Control+z');
  // A heading takes its talk along, and goes between talks.
  await dragTo(page, note, 'Second talk', { at: 'one', half: 'upper', steps: 0 });
  await page.mouse.up();
  const talks = NOTE.split(/(?=^# )/m);
  await expect
    .poll(() => notebook.read())
    .toBe([talks[0], `${talks[2]}\n`, talks[1]?.trimEnd(), '\n'].join(''));
  await note.note.focus();
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  // Esc gives it up.
  await dragTo(page, note, 'four', { at: 'one', half: 'upper', steps: 0 });
  await note.press('Escape');
  await page.mouse.up();
  await expect(page.locator('.drop-line')).toHaveCount(0);
  // Words are still selected by the mouse, across lines.
  const from = await note.block('one').boundingBox();
  const to = await note.block('three').boundingBox();
  if (from === null || to === null) throw new Error('both are on screen');
  await page.mouse.move(from.x + 40, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 300, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  expect(await page.evaluate(() => getSelection()?.toString().includes('two'))).toBe(true);
  // The other mark folds.
  await note.block('one').hover();
  await page.locator('.gutter .fold').click();
  await expect(note.block('two')).toBeHidden();
  expect(notebook.read()).toBe(NOTE);
});
