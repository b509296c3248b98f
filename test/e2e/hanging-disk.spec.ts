import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { notebookId } from '../../electron/notebook/notebook-id.ts';
import { answer, HANGING_FILES, hang } from '../durability/faults/hanging-files.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';

/*
 * A disk that neither takes nor refuses: a server that is gone, a stick that is stuck. Each call keeps a real
 * thread of the main process, as there, until a pipe answers.
 */

const TEXT = '# Night\n\n- one\n';
const HANGING = Array.from({ length: 7 }, (_, index) => `hanging-${index}.md`);

// Pipes have names on POSIX systems only.
test.skip(process.platform === 'win32', 'Windows has no pipes in folders');

/** From now on files of the names of pipes hang; see `hanging-files.cjs`. */
function loadHanging(app: ElectronApplication): Promise<void> {
  return app.evaluate((_, file) => {
    process.getBuiltinModule('node:module').createRequire(file)(file);
  }, HANGING_FILES);
}

/** Keeps the folders that the app asks the system to watch, a call that a dead disk never answers. */
function noteWatched(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => {
    const files = process.getBuiltinModule('node:fs');
    const { watch } = files;
    const folders: string[] = [];
    Object.assign(globalThis, { watchedFolders: folders });
    files.watch = ((folder: string, ...rest: [{ persistent: false }]) => {
      folders.push(folder);
      return watch(folder, ...rest);
    }) as typeof watch;
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  });
}

function watched(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => (globalThis as { watchedFolders?: string[] }).watchedFolders ?? []);
}

/** As a second start does. */
function open(app: ElectronApplication, path: string): Promise<void> {
  return app.evaluate(
    ({ app: electron }, file) => void electron.emit('second-instance', {}, [], '', { path: file }),
    path,
  );
}

function makeHangingNotebook(): { readonly folder: string; readonly file: string } {
  const notebook = makeNotebook({ name: 'healthy.md', text: TEXT });
  for (const name of HANGING) writeFileSync(join(notebook.folder, name), `# ${name}\n\n- one\n`);
  return notebook;
}

test('while the files of many notes hang, another note is saved; what was typed into one of them survives a death and is in it at the next start', async ({
  launchApp,
}) => {
  test.setTimeout(150_000);
  const { folder, file } = makeHangingNotebook();
  const pipes = join(tempFolder('pipes'), 'pipes');
  const userData = tempFolder('user-data');
  const [typedInto = ''] = HANGING;
  const env = { BACKROW_TEST_PIPES: pipes };
  const first = await launchApp({ notebook: join(folder, typedInto), userData, env });
  const note = new NotePage(first.page);
  await note.ready();
  await loadHanging(first.app);
  hang(pipes, HANGING);
  await note.caretAtEnd('one');
  await note.type(' of words that wait');
  // A look at the folder meets them all.
  for (const name of HANGING) writeFileSync(join(folder, name), `# ${name}\n\n- one\n- more\n`);
  const journals = join(userData, 'notebooks', notebookId(realpathSync(folder)), 'journal');
  await expect
    .poll(() =>
      (existsSync(journals) ? readdirSync(journals) : [])
        .map((name) => readFileSync(join(journals, name), 'utf8'))
        .join(''),
    )
    .toContain('words that wait');
  await expect(note.saving).not.toContainText('on disk');

  await first.page.getByRole('list', { name: 'Notes' }).getByText('Night', { exact: true }).click();
  await expect(note.block('one')).toBeVisible();
  await note.caretAtEnd('one');
  await note.type(' healthy');
  await expect.poll(() => readFileSync(file, 'utf8')).toBe('# Night\n\n- one healthy\n');
  expect(readFileSync(join(folder, typedInto), 'utf8')).not.toContain('words that wait');

  const died = new Promise((resolve) => first.app.process().once('exit', resolve));
  first.app.process().kill('SIGKILL');
  await died;
  await answer(pipes);
  const next = await launchApp({ notebook: join(folder, typedInto), userData, env });
  const again = new NotePage(next.page);
  await again.ready();
  await expect(again.block('one of words that wait')).toBeVisible();
  await expect
    .poll(() => readFileSync(join(folder, typedInto), 'utf8'))
    .toBe(`# ${typedInto}\n\n- one of words that wait\n- more\n`);
});

test('a file that hangs is told in the status, keeps its notebook open, turns quitting down once and says so, and the second time the app ends', async ({
  launchApp,
}) => {
  test.setTimeout(150_000);
  const { folder } = makeHangingNotebook();
  const pipes = join(tempFolder('pipes'), 'pipes');
  const userData = tempFolder('user-data');
  const [typedInto = ''] = HANGING;
  const env = { BACKROW_TEST_PIPES: pipes };
  const { app, page } = await launchApp({ notebook: join(folder, typedInto), userData, env });
  const note = new NotePage(page);
  await note.ready();
  await loadHanging(app);
  hang(pipes, HANGING);
  await note.caretAtEnd('one');
  await note.type(' more');
  await expect(note.saving).toHaveText(
    'The notebook’s disk does not answer. Your text is kept on this computer and will be saved when it does.',
  );
  const other = makeNotebook({ name: 'other.md', text: '# Other\n\n- two\n' });
  await open(app, other.file);
  await expect(page.getByText('This notebook stays open')).toBeVisible();
  let ended = false;
  app.process().once('exit', () => {
    ended = true;
  });
  await app.evaluate(({ app: electron }) => setImmediate(() => electron.quit()));
  await expect(page.getByText('Backrow did not quit')).toBeVisible({ timeout: 60_000 });
  expect(ended).toBe(false);
  await expect(note.block('one more')).toBeVisible();
  await app.evaluate(({ app: electron }) => setImmediate(() => electron.quit())).catch(() => null);
  await expect.poll(() => ended, { timeout: 60_000 }).toBe(true);
});

test('a start whose last notebook hangs says so, opens the default one, and takes another one', async ({
  launchApp,
}) => {
  test.setTimeout(150_000);
  const notebook = makeNotebook({ name: 'night.md', text: TEXT });
  const other = makeNotebook({ name: 'other.md', text: '# Other\n\n- two\n' });
  const pipes = join(tempFolder('pipes'), 'pipes');
  const userData = tempFolder('user-data');
  const before = await launchApp({ notebook: notebook.folder, userData });
  await new NotePage(before.page).ready();
  await before.close();
  hang(pipes, [basename(notebook.folder)]);
  const env = { BACKROW_TEST_PIPES: pipes };
  const { app, page, close } = await launchApp({ userData, env, beforeStart: loadHanging });
  await expect(
    page.getByText(`The disk of ${realpathSync(notebook.folder)} does not answer.`, {
      exact: false,
    }),
  ).toBeVisible();
  const note = new NotePage(page);
  await note.ready();
  await open(app, other.file);
  await expect(note.block('two')).toBeVisible();
  await note.caretAtEnd('two');
  await note.type(' three');
  await expect.poll(other.read).toBe('# Other\n\n- two three\n');
  await close();
});

test('a start whose last note hangs says so and opens its notebook without it', async ({
  launchApp,
}) => {
  test.setTimeout(150_000);
  const { folder, file } = makeHangingNotebook();
  const pipes = join(tempFolder('pipes'), 'pipes');
  const userData = tempFolder('user-data');
  const [last = ''] = HANGING;
  const before = await launchApp({ notebook: join(folder, last), userData });
  await new NotePage(before.page).ready();
  await before.close();
  hang(pipes, HANGING);
  const env = { BACKROW_TEST_PIPES: pipes };
  const { page, close } = await launchApp({ userData, env, beforeStart: loadHanging });
  await expect(
    page.getByText(`${last} is not open, because its disk does not answer.`, { exact: false }),
  ).toBeVisible();
  await page.getByRole('list', { name: 'Notes' }).getByText('Night', { exact: true }).click();
  const note = new NotePage(page);
  await expect(note.block('one')).toBeVisible();
  await note.caretAtEnd('one');
  await note.type(' healthy');
  await expect.poll(() => readFileSync(file, 'utf8')).toBe('# Night\n\n- one healthy\n');
  await answer(pipes);
  await close();
});

test('a note whose slow disk answers after the start is opened then, and takes keys', async ({
  launchApp,
}) => {
  test.setTimeout(150_000);
  const { folder, file } = makeNotebook({ name: 'night.md', text: TEXT });
  const pipes = join(tempFolder('pipes'), 'pipes');
  hang(pipes, ['night.md']);
  const env = { BACKROW_TEST_PIPES: pipes };
  // Neither a note that was open last nor, for four seconds, one that a look finds.
  const beforeStart = async (app: ElectronApplication): Promise<void> => {
    await loadHanging(app);
    await noteWatched(app);
  };
  const first = await launchApp({ notebook: folder, env, beforeStart });
  const told = first.page.getByText(
    'disk has not answered yet. Its notes are listed when it does.',
  );
  await expect(told).toBeVisible();
  // Nobody knows whether there are notes.
  await expect(first.page.getByText(/No notes yet|your first event/)).toHaveCount(0);
  // A look at the folder gives up after four seconds, and watches it then.
  await first.page.waitForTimeout(7_000);
  expect(await watched(first.app)).toEqual([]);
  await answer(pipes);
  await expect(told).toHaveCount(0);
  const list = first.page.getByRole('list', { name: 'Notes' });
  await expect(list.getByText('Night', { exact: true })).toBeVisible();
  const note = new NotePage(first.page);
  await expect(note.block('one')).toBeVisible();
  await note.caretAtEnd('one');
  await note.type(' late');
  await expect.poll(() => watched(first.app)).toEqual([realpathSync(folder)]);
  await expect.poll(() => readFileSync(file, 'utf8')).toBe('# Night\n\n- one late\n');
  await first.close();
});

test('the last note of a start is opened when its disk answers, and not where something was begun', async ({
  launchApp,
}) => {
  test.setTimeout(150_000);
  const { folder } = makeNotebook({ name: 'night.md', text: TEXT });
  const pipes = join(tempFolder('pipes'), 'pipes');
  const userData = tempFolder('user-data');
  const before = await launchApp({ notebook: join(folder, 'night.md'), userData });
  await new NotePage(before.page).ready();
  await before.close();
  for (const begun of ['nothing', 'a search'] as const) {
    hang(pipes, ['night.md']);
    const env = { BACKROW_TEST_PIPES: pipes };
    const { page, close } = await launchApp({ userData, env, beforeStart: loadHanging });
    const told = page.getByText('night.md is not open, because its disk does not answer.');
    await expect(told).toBeVisible();
    if (begun === 'a search') await page.keyboard.press('Control+Shift+F');
    await answer(pipes);
    await expect(told).toHaveCount(0);
    const note = new NotePage(page);
    if (begun === 'nothing') await expect(note.block('one')).toBeVisible();
    else {
      await page.keyboard.type('words');
      await expect(page.getByRole('search').getByRole('textbox')).toHaveValue('words');
      await expect(note.note).toHaveCount(0);
    }
    await close();
  }
});
