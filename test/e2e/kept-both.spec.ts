import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boxOf, drawn } from './drawn-boxes.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { git, makeNotebook, tempFolder } from './notebook.ts';
import { HttpRemote } from './remote.ts';

const NOTE = '# Night\n\n- price unknown\n    - ask again\n- place unknown\n- three\n';

/** Another person changes lines of the note and shares them. */
function writeElsewhere(remote: HttpRemote, change: (text: string) => string): void {
  const clone = remote.clone();
  const path = join(clone, 'night.md');
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  git(clone, 'commit', '-q', '-a', '-m', 'Other');
  git(clone, 'push', '-q', 'origin', 'main');
}

test('a line edited on both sides is kept twice, marked, and settled with one click that undo takes back', async ({
  launchApp,
}) => {
  const remote = await HttpRemote.start();
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  notebook.git('remote', 'add', 'origin', remote.folder);
  notebook.git('push', '-q', '-u', 'origin', 'main');
  notebook.git('remote', 'set-url', 'origin', remote.url);
  const userData = tempFolder('user data');
  const running = await launchApp({ notebook: notebook.file, userData });
  const note = new NotePage(running.page);
  await note.ready();
  await expect(note.sync).toContainText('synced', { timeout: 20_000 });
  writeElsewhere(remote, (text) =>
    text.replace('price unknown', 'price 150万円').replace('place unknown', 'place Shibuya'),
  );
  await note.caretAtEnd('price unknown');
  await note.type(', they say');
  await note.caretAtEnd('place unknown');
  await note.type(' so far');
  await note.onDisk();
  await note.press('Control+Shift+s');

  const bar = running.page.getByRole('region', { name: 'Both versions kept' });
  await expect(bar).toContainText('1 of 2', { timeout: 30_000 });
  await expect(running.page.getByRole('dialog')).toHaveCount(0);
  const both =
    '# Night\n\n- price 150万円\n- price unknown, they say\n    - ask again\n- place unknown so far\n- place Shibuya\n- three\n';
  const lines = (text: string) => text.split('\n').toSorted();
  expect(lines(notebook.read())).toEqual(lines(both));
  await expect(note.note.locator('[data-kept="mine"]')).toHaveText([
    'price unknown, they say',
    'place unknown so far',
  ]);
  await expect(note.note.locator('[data-kept="theirs"]')).toHaveText([
    'price 150万円',
    'place Shibuya',
  ]);
  // The bar is about the first of them, which is drawn as such.
  await expect(note.note.locator('[data-kept-now]')).toHaveCount(2);
  await expect(note.note.locator('[data-kept-now][data-kept="mine"]')).toHaveText(
    'price unknown, they say',
  );
  // Forced colours draw a frame around each, and its word stands inside.
  await running.page.emulateMedia({ forcedColors: 'active' });
  for (const kept of await note.note.locator('[data-kept-word]').all())
    expect((await boxOf(kept)).right - (await drawn(kept, '::after')).right).toBeGreaterThan(4);
  await running.page.emulateMedia({ forcedColors: 'none' });
  await bar.getByRole('button', { name: 'Show the next one' }).click();
  await expect(note.note.locator('[data-kept-now][data-kept="mine"]')).toHaveText(
    'place unknown so far',
  );
  await bar.getByRole('button', { name: 'Show the next one' }).click();
  await expect(bar).toContainText('1 of 2');
  const merged = notebook.read();

  // While an IME composes nothing is chosen; then one click, and one step of undo.
  const ime = await Ime.attach(running.page);
  await note.caretAtEnd('three');
  await ime.compose('に', 'にほ');
  await bar.getByRole('button', { name: 'Keep theirs' }).dispatchEvent('click');
  await ime.commit('日本');
  await note.onDisk();
  expect(notebook.read()).toBe(merged.replace('- three', '- three日本'));
  await bar.getByRole('button', { name: 'Keep theirs' }).click();
  await expect(bar).toContainText('1 of 1');
  await note.onDisk();
  expect(notebook.read()).toBe(
    merged.replace('- three', '- three日本').replace('- price unknown, they say\n', ''),
  );
  await note.press('Control+z');
  await expect(bar).toContainText('of 2');
  await note.onDisk();
  expect(notebook.read()).toBe(merged.replace('- three', '- three日本'));

  // What waits for a choice is still there after a restart; a line that is changed is settled.
  await running.close();
  const again = await launchApp({ notebook: notebook.file, userData });
  const second = new NotePage(again.page);
  await second.ready();
  const bar2 = again.page.getByRole('region', { name: 'Both versions kept' });
  await expect(bar2).toContainText('of 2');
  await second.caretAtEnd('place Shibuya');
  await second.type(' it is');
  await expect(bar2).toContainText('1 of 1');
  await bar2.getByRole('button', { name: 'Keep both' }).click();
  await expect(bar2).toHaveCount(0);
  await expect(second.note.locator('[data-kept]')).toHaveCount(0);
  await second.onDisk();
  expect(notebook.read()).toBe(
    merged.replace('- three', '- three日本').replace('Shibuya', 'Shibuya it is'),
  );
  await again.close();
  // What was settled is not asked at the next start.
  const list = readdirSync(userData, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('kept-both.json'),
  );
  expect(JSON.parse(readFileSync(join(userData, list ?? ''), 'utf8'))).toEqual({ notes: {} });
  await remote.down();
});
