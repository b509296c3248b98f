import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';

test('the form makes a new event note in the shape of the others', async ({ launchApp }) => {
  const notebook = makeNotebook({ name: 'first.md', text: '# First\n' });
  const { page } = await launchApp({ notebook: notebook.folder });
  const note = new NotePage(page);
  await note.ready();
  await note.press('Control+n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill('Rustfest 大阪 2026');
  const day = dialog.getByLabel('Date');
  await expect(day).toHaveValue(/^\d{4}\/\d\d\/\d\d$/);
  await day.fill('２０２６年11月22日');
  await dialog.getByLabel('Venue').fill('Grand Front');
  await dialog.getByLabel('URL').fill('https://example.com/rustfest');
  // A disk that is unplugged is told in the form, which keeps what is in it.
  const away = `${notebook.folder}-away`;
  renameSync(notebook.folder, away);
  await note.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText(
    "The note was not made. The notebook's folder is gone; its disk may be unplugged.",
  );
  renameSync(away, notebook.folder);
  await note.press('Enter');
  await expect(note.note.getByRole('heading')).toHaveText('Rustfest 大阪 2026');
  await expect(note.notes).toContainText('Rustfest 大阪 2026');
  const { text, name } = newNote(notebook.folder);
  expect(name).toBe('2026-11-22-rustfest-大阪-2026.md');
  expect(text).toBe(
    'Rustfest 大阪 2026\n=====\n\nhttps://example.com/rustfest\n\n2026/11/22 @Grand Front\n',
  );
  // The first words are no part of the venue, and undo takes them back alone.
  await note.type('- before it');
  await expect.poll(() => newNote(notebook.folder).text).toMatch(/@Grand Front\n\n- before it\n$/);
  await note.press('Control+Shift+Enter');
  await note.type('Opening');
  await note.press('Enter');
  await note.type('first words');
  await expect
    .poll(() => newNote(notebook.folder).text)
    .toMatch(/@Grand Front\n\n- before it\n\n# \[\d\d:\d\d\] Opening\n\n- first words\n$/);
});

test('the first start makes a notebook of its own, with a sample note, under git', async ({
  launchApp,
}) => {
  const home = tempFolder('home');
  mkdirSync(join(home, 'Documents'));
  const { page } = await launchApp({
    notebook: null,
    env: { HOME: home, XDG_CONFIG_HOME: join(home, '.config') },
  });
  const note = new NotePage(page);
  await note.ready();
  await expect(note.notes.getByRole('listitem')).not.toHaveCount(0);
  await expect(note.talks.getByRole('listitem')).not.toHaveCount(0);
  expect(readDocuments(home)).toContain('.git');
});

test('notebooks are switched from the menu, the recent ones by name', async ({ launchApp }) => {
  const userData = tempFolder('user-data');
  const one = makeNotebook({ name: 'one.md', text: '# One\n\n- first notebook\n' });
  const two = makeNotebook({ name: 'two.md', text: '# Two\n\n- second notebook\n' });
  const first = await launchApp({ notebook: one.file, userData });
  await new NotePage(first.page).ready();
  await first.close();
  const { page, app } = await launchApp({ notebook: two.file, userData });
  const note = new NotePage(page);
  await expect(note.block('second notebook')).toBeVisible();
  await app.evaluate(({ Menu }, title) => {
    const items =
      Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
    const recent = items.find((item) => item.label === 'Recent notebooks');
    recent?.submenu?.items.find((item) => item.label.includes(title))?.click();
  }, basename(one.folder));
  await expect(note.block('first notebook')).toBeVisible();
  await note.caretAtEnd('first notebook');
  await note.type('!');
  await expect.poll(() => one.read()).toContain('- first notebook!\n');
  expect(two.numstat()).toEqual({ added: 0, deleted: 0 });
});

test('the interface speaks Japanese where the system does, and a setting overrides it', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: '# 夜\n\n- 一\n' });
  const { page, app } = await launchApp({
    notebook: notebook.file,
    env: { LANG: 'ja_JP.UTF-8', LANGUAGE: 'ja' },
  });
  await expect(page.getByRole('textbox', { name: 'ノート' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'トーク' })).toBeVisible();
  const labels = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map((item) => item.label),
  );
  expect(labels).toContain('編集');
  await page.keyboard.press('Control+Comma');
  await page.getByRole('radio', { name: 'English' }).press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeVisible();
});

for (const { what, make, says } of [
  {
    what: 'a path that does not exist',
    make: (folder: string) => join(folder, 'nowhere'),
    says: /nothing at .*nowhere/,
  },
  {
    what: 'a file that is no note',
    make: (folder: string) => {
      writeFileSync(join(folder, 'photo.jpg'), 'x');
      return join(folder, 'photo.jpg');
    },
    says: /photo\.jpg is neither a folder nor a Markdown file/,
  },
]) {
  test(`${what} is named in a message, and the last notebook opens`, async ({ launchApp }) => {
    const userData = tempFolder('user-data');
    const notebook = makeNotebook({ name: 'night.md', text: '# Night\n\n- one\n' });
    const first = await launchApp({ notebook: notebook.file, userData });
    await new NotePage(first.page).ready();
    await first.close();
    const { page } = await launchApp({ notebook: make(tempFolder('bad')), userData });
    const note = new NotePage(page);
    await note.ready();
    await expect(page.getByText(says)).toBeVisible();
    await expect(note.block('one')).toBeVisible();
  });
}

for (const { what, bytes, says } of [
  {
    what: 'not UTF-8',
    bytes: Buffer.from([0x23, 0x20, 0x93, 0xfa, 0x96, 0x7b, 0x0a]),
    says: /not UTF-8/,
  },
  {
    what: 'binary',
    bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0, 0]),
    says: /not text/,
  },
  {
    what: 'over 10 MB',
    bytes: Buffer.alloc(10 * 1024 * 1024 + 1, '- line of text\n'),
    says: /larger than 10 MB/,
  },
]) {
  test(`a note that is ${what} opens read-only with the reason`, async ({ launchApp }) => {
    const notebook = makeNotebook({ name: 'bad.md', text: '' });
    writeFileSync(notebook.file, bytes);
    const { page, close } = await launchApp({ notebook: notebook.file });
    const note = new NotePage(page);
    await note.ready();
    await expect(page.getByText(says)).toBeVisible();
    await expect(note.note).toHaveAttribute('aria-readonly', 'true');
    await note.note.click();
    await note.type('must not arrive');
    await close();
    expect(notebook.bytes().equals(bytes)).toBe(true);
  });
}

/** The note that is not `first.md`. */
function newNote(folder: string): { name: string; text: string } {
  const name =
    readdirSync(folder).find((file) => file.endsWith('.md') && file !== 'first.md') ?? '';
  return { name, text: name === '' ? '' : readFileSync(join(folder, name), 'utf8') };
}

function readDocuments(home: string): string[] {
  return readdirSync(join(home, 'Documents', 'Backrow'));
}

test('an open note that another program makes something else than text is told as that, before and after words are typed', async ({
  startWithNote,
}) => {
  const { note, notebook, close } = await startWithNote({ name: 'night.md', text: '- one\n' });
  const bytes = Buffer.from([0x2d, 0x20, 0xff, 0xfe, 0x0a]);
  writeFileSync(notebook.file, bytes);
  const what = 'Another program made the file something that cannot be edited here.';
  await expect(note.saving).toHaveText(`${what} It is left as it is; you see what it said before.`);
  await note.caretAtEnd('one');
  await note.type(' more');
  await expect(note.saving).toHaveText(
    `${what} Your text is kept on this computer and will be saved when the file is text again.`,
  );
  expect(readFileSync(notebook.file)).toEqual(bytes);
  writeFileSync(notebook.file, '- one\n- two\n');
  await expect.poll(notebook.read).toBe('- one more\n- two\n');
  await note.onDisk();
  await close();
});
