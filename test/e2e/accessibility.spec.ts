import { expect } from '@playwright/test';
import { complaints } from './axe.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { ACCEPTANCE_NOTE, makeNotebook } from './notebook.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ launchApp }) => {
    const notebook = makeNotebook(ACCEPTANCE_NOTE);
    const { page } = await launchApp({ notebook: notebook.file });
    await page.emulateMedia({ colorScheme });
    const note = new NotePage(page);
    await note.ready();
    expect(await complaints(page)).toEqual([]);
    await note.press('Control+n');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await complaints(page)).toEqual([]);
    await note.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await note.press('Control+Comma');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await complaints(page)).toEqual([]);
  });
}

test('a screen reader hears the outline: headings, items and their levels', async ({
  launchApp,
}) => {
  const text = 'Night\n=====\n\n# Talk\n\n- one\n    - two\n';
  const notebook = makeNotebook({ name: 'night.md', text });
  const { page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await expect(note.note).toMatchAriaSnapshot(`
    - textbox "Note":
      - list:
        - listitem:
          - heading "Night" [level=1]
        - listitem:
          - heading "Talk" [level=1]
        - listitem [level=1]: one
        - listitem [level=2]: two
  `);
});

test('Esc, then Tab leaves the note by keyboard; every button is reached', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: '# Night\n\n- one\n' });
  const { page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await note.caretAtEnd('one');
  await note.press('Escape', 'Tab');
  await expect(note.note).not.toBeFocused();
  const reached = new Set<string>();
  for (let step = 0; step < 30; step++) {
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    reached.add(name.trim());
    await note.press('Tab');
  }
  for (const button of ['New note', 'Search', 'Settings', 'Sync now'])
    expect(
      [...reached].some((name) => name.includes(button)),
      button,
    ).toBe(true);
});
