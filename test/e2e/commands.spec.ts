import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { LaunchOptions, RunningApp } from './app.ts';
import { complaints } from './axe.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';

const NIGHT = '# Night\n\n- one\n- two\n';

async function open(
  launchApp: (options?: LaunchOptions) => Promise<RunningApp>,
  userData = tempFolder('user-data'),
) {
  const notebook = makeNotebook({ name: 'night.md', text: NIGHT });
  writeFileSync(join(notebook.folder, 'kube.md'), '# Kubernetes Meetup Tokyo\n\n- pods\n');
  writeFileSync(join(notebook.folder, 'rust.md'), '# 大阪ラスト勉強会\n\n- 所有権\n');
  const started = await launchApp({ notebook: notebook.file, userData });
  const note = new NotePage(started.page);
  await note.ready();
  return { ...started, note, notebook, userData };
}

/** The entries of the menu bar as `label accelerator`. */
function menuEntries(running: RunningApp, menu: string): Promise<string[]> {
  return running.app.evaluate(({ Menu }, label) => {
    const found = Menu.getApplicationMenu()?.items.find((item) => item.label === label);
    return (found?.submenu?.items ?? []).map((item) => `${item.label} ${item.accelerator ?? ''}`);
  }, menu);
}

const option = (page: Page, name: RegExp | string) => page.getByRole('option', { name });

test('the quick switcher goes to a note by a few letters, also Japanese ones, and Escape back to the caret', async ({
  launchApp,
}) => {
  const { page, note, notebook } = await open(launchApp);
  const ime = await Ime.attach(page);
  await expect(note.notes.getByRole('listitem')).toHaveCount(3);
  await note.caretAtEnd('one');
  await note.press('ArrowLeft', 'Control+p');
  const field = page.getByRole('combobox', { name: 'Go to a note' });
  await expect(field).toBeFocused();
  expect(await complaints(page)).toEqual([]);
  await note.press('Escape');
  await expect(note.note).toBeFocused();
  await note.type('!');
  await expect.poll(() => notebook.read()).toBe(NIGHT.replace('one', 'on!e'));

  await note.press('Control+p');
  await note.type('kmt');
  await expect(page.getByRole('option')).toHaveText([/Kubernetes Meetup Tokyo/]);
  await note.press('Enter');
  await expect(note.block('pods')).toBeVisible();

  // The note that was open before comes first, so that the same two keys lead back.
  await note.press('Control+o', 'Enter');
  await expect(note.block('two')).toBeVisible();

  await note.press('Control+p');
  await expect(field).toBeFocused();
  await ime.compose('ｒ', 'ら', 'らす', 'らすと');
  for (const [key, code] of KEYS_OF_AN_IME) await ime.press(key, code);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('らすと');
  await expect(page.getByRole('option')).toHaveCount(3);
  await ime.commit('らすと');
  await expect(page.getByRole('option')).toHaveText([/大阪ラスト勉強会/]);
  await note.press('Enter');
  await expect(note.block('所有権')).toBeVisible();
  await expect(note.note).toBeFocused();

  // The list shows which note is open, also far below.
  for (let event = 10; event < 70; event++)
    writeFileSync(
      join(notebook.folder, `${event}.md`),
      `Event\n=====\n\n2030/01/${(event % 28) + 1}\n`,
    );
  const row = page.locator('[data-name="kube.md"]');
  await expect(row).not.toBeInViewport({ timeout: 10_000 });
  await note.press('Control+p');
  await note.type('kmt');
  await note.press('Enter');
  await expect(note.block('pods')).toBeVisible();
  await expect(row).toBeInViewport({ ratio: 0.5 });
});

/** What people press while they compose; all of it is the IME's. */
const KEYS_OF_AN_IME = [
  ['Enter', 'Enter'],
  ['Tab', 'Tab'],
  ['ArrowDown', 'ArrowDown'],
  ['ArrowUp', 'ArrowUp'],
  ['Escape', 'Escape'],
  ['Backspace', 'Backspace'],
] as const;

test('the command palette shows every command with its keys and runs it at the caret', async ({
  launchApp,
}) => {
  const { page, note, notebook } = await open(launchApp);
  await note.caretAtEnd('two');
  await note.press('Control+Shift+p');
  const field = page.getByRole('combobox', { name: 'Commands' });
  await expect(field).toHaveValue('>');
  await note.type('task on');
  await expect(option(page, /Task on or off/)).toContainText('Ctrl+Enter');
  await note.press('Enter');
  await expect.poll(() => notebook.read()).toBe(NIGHT.replace('- two', '- [ ] two'));
  await expect(note.note).toBeFocused();
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NIGHT);
  // From the switcher, with the full-width sign of an IME that was left on.
  await note.press('Control+p');
  await page.keyboard.insertText('＞キーボード');
  await expect(page.getByText('No command matches.')).toBeVisible();
  await note.press('Control+a', 'Delete');
  await page.keyboard.insertText('＞keyboard');
  await note.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard help' })).toBeVisible();
});

test('F1 lists every command with its keys, and is searched by name and by key', async ({
  launchApp,
}) => {
  const { page, note } = await open(launchApp);
  const ime = await Ime.attach(page);
  await note.press('F1');
  const help = page.getByRole('dialog', { name: 'Keyboard help' });
  const field = help.getByRole('textbox', { name: 'Find a command or a key' });
  await expect(field).toBeFocused();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await complaints(page)).toEqual([]);
  }
  await expect(help).toContainText('New talk, now');
  await expect(help).toContainText('Leave the note by keyboard');
  await note.type('ctrl+shift+t');
  await expect(help.getByRole('term')).toHaveText(['Insert the time']);
  await note.press('Control+a', 'Delete');
  await ime.compose('ｂ', 'ぼ');
  for (const [key, code] of KEYS_OF_AN_IME) await ime.press(key, code);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('ぼ');
  expect(await help.getByRole('term').count()).toBeGreaterThan(20);
  await ime.commit('bold');
  await expect(help.getByRole('term')).toHaveText(['Bold']);
  await note.press('Escape');
  await expect(note.note).toBeFocused();
});

test('a command gets other keys by pressing them; keys of others, letters and IME keys are refused', async ({
  launchApp,
}) => {
  const running = await open(launchApp);
  const { page, note, notebook, userData } = running;
  const ime = await Ime.attach(page);
  await note.press('Control+Comma');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: 'Keys' }).click();
  const field = dialog.getByRole('textbox', { name: 'Find a command' });
  await field.focus();
  await ime.compose('ｂ');
  for (const [key, code] of KEYS_OF_AN_IME) await ime.press(key, code);
  await expect(field).toHaveValue('ｂ');
  await ime.commit('bold');
  const bold = dialog.getByRole('button', { name: /Change the keys of “Bold”/ });
  await bold.focus();
  const said = dialog.getByRole('status');
  const press = async (key: string) => {
    await note.press('Enter', key);
    return said.textContent();
  };
  expect(await press('Control+i')).toBe(
    'Ctrl+I already belongs to “Italic”. Change that one first.',
  );
  await note.press('Escape');
  expect(await press('j')).toMatch(/^J writes text/);
  await note.press('Escape');
  expect(await press('F7')).toMatch(/^This key belongs to the Japanese input method/);
  await note.press('Escape');
  await note.press('Enter');
  await ime.press('Enter', 'Enter');
  await expect(said).toHaveText(/^This key belongs to the Japanese input method/);
  await note.press('Escape');
  await expect(bold).toHaveAccessibleName('Change the keys of “Bold”: Ctrl+B');
  expect(await complaints(page)).toEqual([]);

  expect(await press('Control+Alt+b')).toBe('“Bold” now has Ctrl+Alt+B.');
  await expect.poll(() => menuEntries(running, 'Edit')).toContain('Bold CommandOrControl+Alt+B');
  await note.press('Escape');
  await note.caretAtEnd('two');
  // The former key is nobody's, not even the editor library's own.
  await note.press('Control+b');
  await note.type('x');
  await note.press('Control+Alt+b');
  await note.type('y');
  await expect.poll(() => notebook.read()).toBe(NIGHT.replace('two', 'twox**y**'));
  await running.close();

  // The next start has them too, and takes a broken file for none.
  const settings = join(userData, 'settings.json');
  expect(JSON.parse(readFileSync(settings, 'utf8')).keys).toEqual({
    'edit.bold': ['Mod+Alt+KeyB'],
  });
  writeFileSync(settings, '{"keys": {"edit.bold": [');
  const again = await open(launchApp, userData);
  await again.note.press('Control+Comma');
  const settingsAgain = again.page.getByRole('dialog', { name: 'Settings' });
  await settingsAgain.getByRole('tab', { name: 'Keys' }).click();
  await expect(settingsAgain.getByRole('button', { name: /of “Bold”: Ctrl\+B$/ })).toBeAttached();
  await expect(settingsAgain.getByRole('button', { name: 'Default keys for all' })).toBeDisabled();
  expect(existsSync(settings)).toBe(false);
});
