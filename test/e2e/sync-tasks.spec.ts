import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { git } from './notebook.ts';
import { HttpRemote } from './remote.ts';

const NOTE = '# Night\n\n- one\n- two\n';

test('from nothing: an address, a sign-in, "can I share?", and a last sync that is taken back', async ({
  openNote,
}) => {
  const remote = await HttpRemote.start();
  remote.key = 'ann:tok3n';
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NOTE });
  const details = () => note.sync.getByRole('button', { name: 'Sync details' }).click();
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  await expect(note.sync).toContainText('on this computer only', { timeout: 20_000 });
  // Asked to sync with nothing there, it says so and where to begin; the caret stays in the note.
  await note.caretAtEnd('two');
  await note.press('Control+Shift+s');
  await expect(page.getByText('There is nothing to sync with yet')).toBeVisible();
  await expect(note.note).toBeFocused();
  await button('Share this notebook…').click();
  await expect(page.getByText('There is nothing to sync with yet')).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Address' }).fill('ext::sh -c true');
  await button('Share').click();
  await expect(page.getByText(/Nothing was found at the remote/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Address' }).fill(remote.url);
  await button('Share').click();
  await expect(note.sync).toContainText('needs attention', { timeout: 20_000 });

  await details();
  await button('Sign in…').click();
  // The Enter that ends a composition submits nothing.
  const ime = await Ime.attach(page);
  await page.getByLabel('User').focus();
  await ime.compose('あ', 'あん');
  await page.getByLabel('User').dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
  await expect(page.getByRole('dialog')).toBeVisible();
  await ime.commit('杏');
  await page.getByLabel('User').fill('ann');
  await page.getByLabel('Token or password').fill('tok3n');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('no keyring');
  await button('Close').first().click();
  await expect(note.sync).toContainText('synced', { timeout: 20_000 });
  expect(git(remote.folder, 'show', 'main:night.md')).toContain('- two');

  const other = remote.clone();
  writeFileSync(join(other, 'night.md'), `${NOTE}- from elsewhere\n`);
  git(other, 'commit', '-q', '-a', '-m', 'Other');
  git(other, 'push', '-q', 'origin', 'main');
  // The details stand beside the note: its keys work there, too.
  await details();
  await note.press('Control+Shift+s');
  await expect(note.block('from elsewhere')).toBeVisible({ timeout: 20_000 });
  await button('Can I share?').click();
  await expect(page.getByText(/^Ready: notes can be shared/)).toBeVisible({ timeout: 20_000 });
  await button('Undo last sync').click();
  await expect(page.getByText('Taken back: 1 file is as it was before.')).toBeVisible();
  await expect(note.block('from elsewhere')).toHaveCount(0);
  expect(notebook.read()).toBe(NOTE);
  await remote.down();
});
