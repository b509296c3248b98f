import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';

test('the view stays where it is for somebody who composes in its last line', async ({
  launchApp,
}) => {
  const lines = Array.from({ length: 60 }, (_, index) => `- line ${index}\n`);
  const notebook = makeNotebook({ name: 'night.md', text: `# Night\n\n${lines.join('')}` });
  const { page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  const ime = await Ime.attach(page);
  await note.ready();
  const view = () => note.note.evaluate((element) => element.parentElement?.scrollTop ?? -1);
  await note.caretAtEnd('line 0');
  await note.press('Control+End');
  await note.type(' x');
  await expect(note.block('line 59 x')).toBeInViewport();
  const top = await view();
  expect(top).toBeGreaterThan(0);
  await ime.compose('ｎ');
  // The view rests on whole pixels, which may cut a fraction of one off the caret: that is shown.
  const composing = await view();
  expect(Math.abs(composing - top)).toBeLessThanOrEqual(1);
  for (const step of ['に', 'にほん', '日本']) {
    await ime.compose(step);
    expect(await view()).toBe(composing);
  }
  await ime.commit('日本');
  await expect(note.block('line 59 x日本')).toBeVisible();
  expect(await view()).toBe(composing);
});
