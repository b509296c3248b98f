import { pressAtOnce } from './busy-window.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';

/*
 * A dialog is drawn a frame after its key, the first time even loaded. What is typed meanwhile once
 * went into the note: the title of a new note stood in the middle of a talk.
 */
test('what is typed right behind the key of a dialog or a search goes there, from the first second on', async ({
  openNote,
}) => {
  const text = '# Night\n\n- one\n';
  const { notebook, page, note } = await openNote({ name: 'night.md', text });
  // Nothing of the dialogs is loaded yet.
  await note.press('Control+n');
  await note.type('とても Rust');
  const title = page.getByRole('dialog').getByRole('textbox', { name: 'Title' });
  await expect(title).toHaveValue('とても Rust');
  await expect(title).toBeFocused();
  await note.press('Escape');
  await expect(note.note).toBeFocused();

  for (const [key, words, name] of [
    ['Control+p', 'night', 'Go to a note'],
    ['Control+Shift+p', 'bold', 'Commands'],
  ] as const) {
    await note.press(key);
    await note.type(words);
    const field = page.getByRole('combobox', { name });
    await expect(field).toHaveValue(key === 'Control+p' ? words : `>${words}`);
    await note.press('Escape');
    await expect(note.note).toBeFocused();
  }

  await note.press('F1');
  await note.type('bold');
  await expect(page.getByRole('textbox', { name: 'Find a command or a key' })).toHaveValue('bold');
  await note.press('Escape');
  await expect(note.note).toBeFocused();

  await note.press('Control+f');
  await note.type('one');
  await expect(page.getByRole('textbox', { name: 'Find', exact: true })).toHaveValue('one');
  await note.press('Escape');
  await expect(note.note).toBeFocused();

  await note.press('Control+Shift+f');
  await note.type('night');
  await expect(page.getByRole('textbox', { name: 'Find a note' })).toHaveValue('night');
  await note.press('Escape');

  // A dialog without a field still takes the keyboard, and no letter goes into the note.
  await note.press('Control+,');
  await note.type('x');
  await expect(page.getByRole('tab', { name: 'General' })).toBeFocused();
  await note.press('Escape');
  await expect(note.note).toBeFocused();

  // What follows Escape is for the note, while the dialog still fades out and before it is drawn.
  await note.caretAtEnd('one');
  for (const key of ['Control+n', 'Control+p', 'F1', 'Control+,'] as const) {
    await note.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await pressAtOnce(page, 'Escape', 'x', 'y');
    await expect(note.block('onexy'), key).toBeVisible();
    await note.press('Backspace', 'Backspace');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(note.note).toBeFocused();
  }
  await pressAtOnce(page, 'Control+p', 'z', 'Escape', 'x', 'y');
  await expect(note.block('onexy')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await note.press('Backspace', 'Backspace');
  // A dialog may be opened again while the one before fades out.
  await note.press('Control+p');
  await expect(page.getByRole('combobox', { name: 'Go to a note' })).toBeFocused();
  await pressAtOnce(page, 'Escape', 'Control+n', 'x');
  await expect(title).toHaveValue('x');
  await note.press('Escape');
  await expect(note.note).toBeFocused();
  await expect.poll(() => notebook.read()).toBe(text);

  // Everything at once, faster than anything is drawn: a note is made and written in.
  const ime = await Ime.attach(page);
  await note.press('Control+n');
  await ime.compose('お', 'おおさか');
  await ime.commit('大阪');
  await expect(title).toHaveValue('大阪');
  await note.press('Enter');
  await expect(note.block('大阪')).toBeVisible();
  expect(notebook.read()).toBe(text);
});

// A menu that fades out had the keyboard still, and took a shortcut for a letter of its own.
test('a shortcut right behind the Escape that closes a menu runs', async ({ openNote }) => {
  const { page, note } = await openNote({ name: 'night.md', text: '# Night\n\n- one\n' });
  const row = page.locator('button[data-name="night.md"]');
  const search = page.getByRole('textbox', { name: 'Find a note' });
  const menus = [
    () => row.click({ button: 'right' }),
    () => page.getByLabel(/^Notebook: /).click(),
  ];
  for (const open of menus) {
    await open();
    await expect(page.getByRole('menu')).toBeVisible();
    await pressAtOnce(page, 'Escape', 'Control+Shift+f');
    await expect(search).toBeFocused();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(search).toBeFocused();
    await note.press('Escape');
    await expect(note.note).toBeFocused();
  }
});
