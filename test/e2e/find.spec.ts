import type { Page } from '@playwright/test';
import type { LaunchOptions, RunningApp } from './app.ts';
import { complaints } from './axe.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';

const NIGHT = `# Night

- one apple and **two app**les
- an [apple pie](https://example.com/a) here
- Apple
    - 会場は大阪
- ![apple](missing.png) apple
`;

async function open(launchApp: (options?: LaunchOptions) => Promise<RunningApp>, text = NIGHT) {
  const notebook = makeNotebook({ name: 'night.md', text });
  // The image of the note is missing on purpose.
  const { page } = await launchApp({ notebook: notebook.file, expectedErrors: /404/ });
  const note = new NotePage(page);
  await note.ready();
  return { page, note, notebook };
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Find', exact: true });
const count = (page: Page) => page.getByRole('status', { name: 'Matches' });

/** The words that are painted as the visited match. */
function visited(page: Page): Promise<string> {
  return page.evaluate(() => {
    const [range] = CSS.highlights.get('find-current') ?? [];
    if (range === undefined) return '';
    const live = new Range();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
  });
}

test('Ctrl+F counts, goes on and back round the ends, by case and by regular expression', async ({
  launchApp,
}) => {
  const { page, note, notebook } = await open(launchApp);
  const ime = await Ime.attach(page);
  await note.caretAtEnd('Night');
  await note.press('Control+f');
  await expect(field(page)).toBeFocused();
  await note.type('apple');
  await expect(count(page)).toHaveText('1 of 5');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await complaints(page)).toEqual([]);
  }
  await note.press('Enter', 'Enter', 'F3');
  await expect(count(page)).toHaveText('4 of 5');
  await expect.poll(() => visited(page)).toBe('Apple');
  await note.press('F3', 'Enter');
  await expect(count(page)).toHaveText('1 of 5');
  await note.press('Shift+Enter', 'Shift+F3');
  await expect(count(page)).toHaveText('4 of 5');
  await page.getByRole('button', { name: 'Match case' }).click();
  await expect(count(page)).toHaveText(/ of 4$/);
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await field(page).fill('(app');
  await expect(count(page)).toHaveText('Not a regular expression');
  await field(page).fill('^a.*here$');
  await expect(count(page)).toHaveText('1 of 1');
  await expect.poll(() => visited(page)).toBe('an apple pie here');

  await field(page).fill('');
  await ime.compose('お', 'おお', 'おおさか', '大阪');
  for (const [key, code] of [
    ['Enter', 'Enter'],
    ['Escape', 'Escape'],
    ['Tab', 'Tab'],
    ['ArrowDown', 'ArrowDown'],
    ['Backspace', 'Backspace'],
    ['F3', 'F3'],
  ] as const)
    await ime.press(key, code);
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('大阪');
  await expect(count(page)).toHaveText('');
  await ime.commit('大阪');
  await expect(count(page)).toHaveText('1 of 1');
  // Escape leaves the caret at what was found.
  await note.press('Escape');
  await expect(note.note).toBeFocused();
  await note.type('東京');
  await expect.poll(() => notebook.read()).toBe(NIGHT.replace('大阪', '東京'));

  await test.step('nothing is looked for, or gone to, while an IME composes in the note', async () => {
    await note.press('Control+f');
    await field(page).fill('京');
    await expect(count(page)).toHaveText('1 of 1');
    await note.caretAtEnd('Night');
    await ime.compose('き', 'きょう', '京');
    await ime.press('F3', 'F3');
    await expect(note.note.locator('.block').first()).toHaveText('Night京');
    await expect(note.note).toBeFocused();
    await expect(count(page)).toHaveText('1 of 1');
    await ime.commit('京');
    await expect(count(page)).toHaveText(/2/);
    await expect.poll(() => notebook.read()).toContain('# Night京\n');
  });
});

test('replacing keeps marks, links and images, and all at once is one step of undo', async ({
  launchApp,
}) => {
  const { page, note, notebook } = await open(launchApp);
  await note.caretAtEnd('Night');
  await note.press('Control+h');
  await note.type('apple');
  const replacement = page.getByRole('textbox', { name: 'Replace with' });
  await replacement.fill('pear');
  expect(await complaints(page)).toEqual([]);
  await page.getByRole('button', { name: 'Replace all' }).click();
  await expect(count(page)).toHaveText('5 replaced');
  const replaced = `# Night

- one pear and **two pear**s
- an [pear pie](https://example.com/a) here
- pear
    - 会場は大阪
- ![apple](missing.png) pear
`;
  await expect.poll(() => notebook.read()).toBe(replaced);
  await note.press('Escape', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NIGHT);
  await note.press('Control+Shift+z');
  await expect.poll(() => notebook.read()).toBe(replaced);

  await note.press('Control+h');
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await field(page).fill('(\\w+) pear');
  await replacement.fill('pear of $1');
  await expect(count(page)).toHaveText(/of 3$/);
  // The visited match is the one at the caret, in bold, where the undone words were.
  await replacement.press('Enter');
  await expect
    .poll(() => notebook.read())
    .toBe(replaced.replace('**two pear**', '**pear of two**'));
});

test('a note of 10,000 items is searched whole, and an expression without end does not hold the window', async ({
  launchApp,
}) => {
  const items = Array.from({ length: 10_000 }, (_, index) => `- item ${index} ${'a'.repeat(40)}!`);
  const text = `# Long\n\n${items.join('\n')}\n`;
  const { page, note, notebook } = await open(launchApp, text);
  await note.press('Control+f');
  await note.type('item 98');
  await expect(count(page)).toHaveText('1 of 111');
  await note.press('Shift+Enter');
  await expect(note.block(`item 9899 ${'a'.repeat(40)}!`)).toBeInViewport();
  await expect.poll(() => visited(page)).toBe('item 98');
  await test.step('all in parts that were never drawn are replaced, as one step of undo', async () => {
    await note.press('Escape', 'Control+h');
    await page.getByRole('textbox', { name: 'Replace with' }).fill('point 98');
    await page.getByRole('button', { name: 'Replace all' }).click();
    await expect(count(page)).toHaveText('111 replaced');
    await expect.poll(() => notebook.read()).toBe(text.replaceAll('item 98', 'point 98'));
    expect(await note.note.locator('.block').count()).toBeLessThan(2000);
    await note.press('Escape', 'Control+z');
    await expect.poll(() => notebook.read()).toBe(text);
    await note.press('Control+f');
    await expect(count(page)).toHaveText('111 found');
    await note.press('Shift+Enter');
    await expect.poll(() => visited(page)).toBe('item 98');
  });
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await field(page).fill('(a+)+$');
  // While it is looked for, the window takes keys as ever.
  await note.block(`item 9899 ${'a'.repeat(40)}!`).click();
  await note.press('End');
  await note.type('?');
  await expect(note.block(`item 9899 ${'a'.repeat(40)}!?`)).toBeVisible();
  await expect(count(page)).toHaveText('This takes too long');
  await expect.poll(() => notebook.numstat()).toEqual({ added: 1, deleted: 1 });
});
