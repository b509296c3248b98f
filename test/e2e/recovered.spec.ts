import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { encodeRecord } from '../../electron/notebook/journal/record.ts';
import { notebookId } from '../../electron/notebook/notebook-id.ts';
import { mountSmallDisk } from '../durability/faults/small-disk.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, type TestNotebook, tempFolder } from './notebook.ts';

const TEXT = '# Night\n\n- one\n- two\n';
const WORDS = '- the last words before the death\n';

/** App data as a death leaves it: a journal with an edit that the notebook never got. */
function leftByDeath({ folder, note }: TestNotebook): string {
  const userData = tempFolder('user-data');
  const journals = join(userData, 'notebooks', notebookId(realpathSync(folder)), 'journal');
  mkdirSync(journals, { recursive: true });
  const held = { fromLine: 4, deletedLines: 0, inserted: WORDS };
  const hash = createHash('sha256').update(TEXT).digest('hex');
  const base = { kind: 'base' as const, atEpochMs: Date.now(), name: note, hash, text: TEXT, held };
  writeFileSync(join(journals, 'left.open'), encodeRecord(base));
  return userData;
}

test('words that only the journal has are in the note at the next start, without a word about it', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: TEXT });
  const { page } = await launchApp({ notebook: notebook.file, userData: leftByDeath(notebook) });
  const note = new NotePage(page);
  await note.ready();
  await expect(note.block('the last words before the death')).toBeVisible();
  await note.onDisk();
  expect(notebook.read()).toBe(TEXT + WORDS);
  await expect(page.getByRole('region', { name: 'Messages' }).getByRole('paragraph')).toHaveCount(
    0,
  );
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('where the note is no text any more, the words are in a note beside it, and one line says so', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: TEXT });
  const userData = leftByDeath(notebook);
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]);
  writeFileSync(notebook.file, bytes);
  const { page } = await launchApp({ notebook: notebook.file, userData });
  await expect(
    page.getByText(/night\.md changed .* They are in night \(recovered .*\)\.md\./),
  ).toHaveCount(1);
  const [beside = ''] = readdirSync(notebook.folder).filter((name) => /recovered/.test(name));
  expect(readFileSync(join(notebook.folder, beside), 'utf8')).toBe(TEXT + WORDS);
  expect(notebook.bytes().equals(bytes)).toBe(true);
  await page.locator(`button[data-name="${beside}"]`).click();
  await expect(new NotePage(page).block('the last words before the death')).toBeVisible();
});

test('a full disk is told plainly once, typing goes on, and all is saved when there is room', async ({
  launchApp,
}) => {
  const disk = mountSmallDisk('tmpfs', 1);
  test.skip(typeof disk === 'string', `NOT RUN: ${typeof disk === 'string' ? disk : ''}`);
  if (typeof disk === 'string') return;
  try {
    const file = join(disk.folder, 'night.md');
    const filler = join(disk.folder, 'filler');
    writeFileSync(file, TEXT);
    const { page, close } = await launchApp({ notebook: file });
    const note = new NotePage(page);
    await note.ready();
    // To the last byte: what follows cannot even make its temporary file's first block.
    expect(() => writeFileSync(filler, new Uint8Array(2 * 1024 * 1024))).toThrow('ENOSPC');
    await note.caretAtEnd('two');
    await note.type(' and on');
    await expect(note.saving).toContainText('full');
    await note.type(' and on');
    await expect(note.block('two and on and on')).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    rmSync(filler);
    await expect(note.saving).toContainText('on disk again', { timeout: 40_000 });
    expect(readFileSync(file, 'utf8')).toBe('# Night\n\n- one\n- two and on and on\n');
    await close();
  } finally {
    disk.remove();
  }
});

test('two apps with data of their own on one notebook merge what both type, and lose nothing', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: TEXT });
  const one = new NotePage((await launchApp({ notebook: notebook.file })).page);
  const other = new NotePage((await launchApp({ notebook: notebook.file })).page);
  await one.ready();
  await other.ready();
  await one.caretAtEnd('one');
  await other.caretAtEnd('two');
  for (const word of [' a', ' b', ' c']) {
    await one.type(word);
    await other.type(word.toUpperCase());
  }
  await expect(one.block('two A B C')).toBeVisible();
  await expect(other.block('one a b c')).toBeVisible();
  await expect.poll(() => notebook.read()).toBe('# Night\n\n- one a b c\n- two A B C\n');
});
