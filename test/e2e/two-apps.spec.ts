import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { git, makeNotebook } from './notebook.ts';
import { HttpRemote } from './remote.ts';

const NOTE = '# First talk\n\n- price unknown\n- two\n\n# Second talk\n\n- three\n';

/*
 * Each sync here is some thirty processes of git, of two apps and of a server, beside another
 * journey: where each takes half a second, one sync takes twenty-five and the whole story ninety.
 */
const LONG = { timeout: 60_000 };

test('two people write in one note without a network, and afterwards both have all of it', async ({
  launchApp,
}) => {
  test.slow();
  const remote = await HttpRemote.start();
  const ann = makeNotebook({ name: 'night.md', text: NOTE });
  ann.git('remote', 'add', 'origin', remote.folder);
  ann.git('push', '-q', '-u', 'origin', 'main');
  ann.git('remote', 'set-url', 'origin', remote.url);
  const folder = remote.clone();
  git(folder, 'remote', 'set-url', 'origin', remote.url);
  const bens = join(folder, 'night.md');
  const [one, two] = [await launchApp({ notebook: ann.file }), await launchApp({ notebook: bens })];
  const [a, b] = [new NotePage(one.page), new NotePage(two.page)];
  for (const note of [a, b]) {
    await note.ready();
    await expect(note.sync).toContainText('synced', LONG);
  }

  await remote.down();
  await a.caretAtEnd('price unknown');
  await a.type(', says Ann');
  await a.caretAtEnd('two');
  await a.press('Enter');
  await a.type('from Ann');
  await b.caretAtEnd('price unknown');
  await b.type(', says Ben');
  await b.caretAtEnd('three');
  await b.press('Enter', 'Tab');
  await b.type('from Ben');
  for (const note of [a, b]) {
    await note.onDisk();
    await note.press('Control+Shift+s');
    await expect(note.sync).toContainText('offline', LONG);
    await expect(note.sync).toContainText('1 note waiting', LONG);
    await expect(note.page.getByRole('dialog')).toHaveCount(0);
  }

  await remote.up();
  await a.press('Control+Shift+s');
  await expect(a.sync).toContainText('synced', LONG);
  await b.press('Control+Shift+s');
  await expect(b.sync).toContainText('synced', LONG);
  await expect(b.block('from Ann')).toHaveCount(1, LONG);
  await a.press('Control+Shift+s');
  await expect(a.block('from Ben')).toHaveCount(1, LONG);
  // What one of them sent was in a file first; what comes is in the window before it is in the file.
  const merged = readFileSync(bens, 'utf8');
  await expect.poll(ann.read, LONG).toBe(merged);
  expect(merged).not.toMatch(/^[<=>]{7}/m);
  expect(merged.split('\n').toSorted()).toEqual(
    `${NOTE.replace('- price unknown\n', '- price unknown, says Ann\n- price unknown, says Ben\n')}- from Ann\n    - from Ben\n`
      .split('\n')
      .toSorted(),
  );

  // Each sees their own version as theirs; what one of them chooses is chosen for both.
  const bar = (note: NotePage) => note.page.getByRole('region', { name: 'Both versions kept' });
  await expect(a.note.locator('[data-kept="mine"]')).toHaveText(['price unknown, says Ann'], LONG);
  await expect(b.note.locator('[data-kept="mine"]')).toHaveText(['price unknown, says Ben'], LONG);
  await bar(a).getByRole('button', { name: 'Keep theirs' }).click();
  await expect(bar(a)).toHaveCount(0);
  await a.onDisk();
  await a.press('Control+Shift+s');
  await expect(a.sync).toContainText('synced', LONG);
  await expect
    .poll(() => git(remote.folder, 'show', 'main:night.md'), LONG)
    .not.toContain('says Ann');
  await b.press('Control+Shift+s');
  await expect(b.block('price unknown, says Ann')).toHaveCount(0, LONG);
  await expect(bar(b)).toHaveCount(0, LONG);
  const chosen = merged.replace('- price unknown, says Ann\n', '');
  expect(ann.read()).toBe(chosen);
  await expect.poll(() => readFileSync(bens, 'utf8'), LONG).toBe(chosen);
  await remote.down();
});
