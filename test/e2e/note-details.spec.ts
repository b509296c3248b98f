import { complaints } from './axe.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';

const NIGHT =
  '---\ntags: [a]\n---\n\n# Night\n\n- one two\n- 会場\n\n<div>raw</div>\n\n![](gone.png)\n';

test('the status line counts words and characters at rest, and blocks shown as source have a label', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NIGHT });
  const { page } = await launchApp({ notebook: notebook.file, expectedErrors: /404/ });
  const note = new NotePage(page);
  const ime = await Ime.attach(page);
  await note.ready();
  const status = page.getByRole('contentinfo');
  const words = { frontMatter: 2, night: 1, items: 2, html: 3 };
  const all = Object.values(words).reduce((sum, count) => sum + count);
  await expect(status).toContainText(`${all} words`);
  await note.caretAtEnd('one two');
  await note.type(' three');
  await expect(status).toContainText(`${all + 1} words`);
  await note.press('Control+Shift+ArrowLeft');
  await expect(status).toContainText('1 word · 5 characters selected');
  await note.press('ArrowRight');
  await note.caretAtEnd('会場');
  await note.press('Shift+Home');
  await expect(status).toContainText('2 characters selected');
  await expect(status).not.toContainText('word');
  await note.press('End');
  await expect(status).toContainText(`${all + 1} words`);
  // What is being composed is no text yet.
  const before = await status.getByText('characters').textContent();
  await ime.compose('ｄ', 'です');
  // Until the commit the library keeps a sign of no width before it.
  await expect(note.note.locator('.block').nth(3)).toHaveText('会場です');
  await expect(status).toContainText(String(before));
  await ime.commit('です');
  await expect(note.block('会場です')).toBeVisible();
  await expect(status).not.toContainText(String(before));
  await note.press('Control+/');
  await page.getByRole('textbox', { name: 'Note as Markdown' }).press('Control+a');
  await expect(status).toContainText('selected');
  await note.press('Control+/');
  await expect(note.note).toBeFocused();

  const labels = () =>
    page
      .locator('.note .block[data-source]')
      .evaluateAll((blocks) => blocks.map((block) => getComputedStyle(block, '::after').content));
  expect(await labels()).toEqual(['"Front matter"', '"HTML"']);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await complaints(page)).toEqual([]);
  }
  await note.press('Control+,');
  await page.getByRole('radio', { name: '日本語' }).click();
  await note.press('Escape');
  await expect.poll(labels).toEqual(['"フロントマター"', '"HTML"']);
  // Its length is a matter of characters, where there is Japanese in it.
  await expect(status).toContainText(/\d+ 文字/);
  await expect(status).not.toContainText('語');
  await page.locator('.note .block', { hasText: 'one two three' }).click();
  await note.press('End', 'Shift+Home');
  await expect(status).toContainText('選択範囲：13 文字 · 3 語');
  await expect(page.locator('.note').getByRole('img')).toHaveAccessibleName(
    /^画像が見つからないか/,
  );
});
