import AxeBuilder from '@axe-core/playwright';
import { boxOf } from './drawn-boxes.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';

test('a slash opens the insert menu, which keys, the mouse and an IME lead', async ({
  openNote,
}) => {
  const text = '- one\n\nwords\n';
  const { notebook, page, note } = await openNote({ name: 'insert.md', text });
  const reads = (wanted: string) => expect.poll(() => notebook.read()).toBe(wanted);
  const menu = page.getByRole('listbox', { name: 'Insert' });
  const chosen = menu.getByRole('option', { selected: true });

  // Inside a word a slash is a slash.
  await note.caretAtEnd('words');
  await note.type('/x');
  await expect(menu).toBeHidden();
  await reads(text.replace('words', 'words/x'));
  await note.press('Backspace', 'Backspace');

  // Esc leaves it as text, and so does going on with a blank.
  await note.type(' /');
  await expect(menu).toBeVisible();
  const results = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(results.violations).toEqual([]);
  await expect(note.note).toHaveAttribute('aria-activedescendant', /.+/);
  await note.press('Escape');
  await expect(menu).toBeHidden();
  await note.type('tab');
  await expect(menu).toBeHidden();
  await reads(text.replace('words', 'words /tab'));
  await note.press('Enter');
  await note.type('/a b');
  await expect(menu).toBeHidden();
  await note.press('Control+Shift+ArrowLeft', 'Control+Shift+ArrowLeft', 'Shift+Home', 'Delete');

  // Typing filters, the arrows choose, Enter inserts; it is one step of undo.
  await note.type('/h');
  await expect(chosen).toHaveText(/Heading 1/);
  await note.press('ArrowDown', 'ArrowUp', 'ArrowDown');
  await expect(chosen).toHaveText(/Heading 2/);
  await note.press('Enter');
  await expect(menu).toBeHidden();
  await note.type('Title');
  const titled = text.replace('words', 'words /tab\n\n## Title');
  await reads(titled);
  await note.press('Enter', 'Control+Alt+Digit0');
  await note.type('/table');
  await note.press('Enter');
  await expect(note.note.getByRole('table')).toBeVisible();
  await note.press('Control+z');
  await expect(note.note.getByRole('table')).toBeHidden();
  await expect(note.note).not.toContainText('/table');

  // An IME commits the slash, and composes what is looked for; its keys are its own.
  const ime = await Ime.attach(page);
  await ime.compose('／');
  await expect(menu).toBeHidden();
  await ime.commit('／');
  await expect(menu).toBeVisible();
  await ime.compose('い', 'いん');
  await ime.press('Enter', 'Enter');
  await ime.press('ArrowDown', 'ArrowDown');
  await expect(menu).toBeVisible();
  await ime.commit('引用');
  await expect(menu.getByRole('option')).toHaveText(['Quote']);
  await menu.getByRole('option').click();
  await note.type('said');
  await reads(`${titled}\n> said\n`);
  await note.press('Control+z', 'Control+z');
});

// Cut by the foot of the window, it showed four of its entries.
test('in a low window the insert menu is as high as the room beside the caret', async ({
  startWithNote,
}) => {
  const text = Array.from({ length: 12 }, (_, at) => `- line ${at}\n`).join('');
  const { app, page, note } = await startWithNote({ name: 'low.md', text });
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setContentSize(700, 400);
  });
  await expect.poll(() => page.evaluate(() => innerHeight)).toBe(400);
  const menu = page.getByRole('listbox', { name: 'Insert' });
  const view = page.locator('.note-scroller');
  for (const line of ['line 0', 'line 4', 'line 11']) {
    await note.caretAtEnd(line);
    await note.type(' /');
    await expect(menu).toBeVisible();
    const [box, room] = [await boxOf(menu), await boxOf(view)];
    const words = await boxOf(note.block(`${line} /`));
    expect(box.top, line).toBeGreaterThanOrEqual(room.top);
    expect(box.bottom, line).toBeLessThanOrEqual(room.bottom);
    expect(box.bottom <= words.top + 4 || box.top >= words.bottom - 4, line).toBe(true);
    await note.press('Escape');
    await expect(menu).toBeHidden();
  }
});
