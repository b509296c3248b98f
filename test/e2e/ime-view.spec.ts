import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { makeNotebook } from './notebook.ts';
import { composeInStillView } from './still-view.ts';

test('the view stays where it is for somebody who composes in its last line', async ({
  openFile,
}) => {
  const lines = Array.from({ length: 60 }, (_, index) => `- line ${index}\n`);
  const notebook = makeNotebook({ name: 'night.md', text: `# Night\n\n${lines.join('')}` });
  const { page, note } = await openFile(notebook.file);
  const ime = await Ime.attach(page);
  await note.caretAtEnd('line 0');
  await note.press('Control+End');
  await note.type(' x');
  await expect(note.block('line 59 x')).toBeInViewport();
  // A letter brings its line back into the view of somebody who scrolled away.
  await page.locator('.note-scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
  await expect(note.block('line 59 x')).not.toBeInViewport();
  await note.type('y');
  await expect(note.block('line 59 xy')).toBeInViewport();
  await composeInStillView(note, ime);
  await expect(note.block('line 59 xy日本')).toBeVisible();
});
