import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronPath, type RunningApp, root } from './app.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';

/** Starts the program a second time with the same data, and waits until it has gone. */
async function startAgain(userData: string, path: string): Promise<void> {
  const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...noSandbox, root, path, `--user-data-dir=${userData}`];
  const second = spawn(electronPath(), args, { stdio: 'ignore' });
  await once(second, 'exit');
}

/** What the window shows, asked through main: the driver's own page died with the crash. */
function shownText({ app }: RunningApp): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    // A script given to a page that goes away in this moment is never answered.
    const late = new Promise((resolve) => setTimeout(resolve, 500, ''));
    const text = contents.executeJavaScript('document.body.innerText');
    return String(await Promise.race([text, late]));
  });
}

/** The fetch libraries that main has loaded, by Node's names for them. */
function fetchLibraries({ app }: RunningApp): Promise<readonly string[]> {
  return app.evaluate(() => {
    const { moduleLoadList } = process as unknown as { readonly moduleLoadList: string[] };
    return moduleLoadList.filter((name) => name.includes('undici'));
  });
}

test('the scripts of a start are plain ASCII: of others V8 keeps twice as many bytes', () => {
  const page = readdirSync(join(root, 'dist/renderer/assets')).filter((name) =>
    /^index-.*\.js$/.test(name),
  );
  const scripts = [
    'dist/main/main.cjs',
    'dist/app/app.cjs',
    ...page.map((name) => `dist/renderer/assets/${name}`),
  ];
  expect(scripts).toHaveLength(3);
  for (const script of scripts) {
    const text = readFileSync(join(root, script), 'utf8');
    expect.soft([...text.matchAll(/.{0,40}[\u0080-\u{10ffff}]/gu)].map(String), script).toEqual([]);
  }
});

/** The files of ours that the main process's script loads at once, by the lines that do. */
function loadedAtOnce(): readonly string[] {
  const script = readFileSync(join(root, 'dist', 'app', 'app.cjs'), 'utf8');
  return script.match(/^\S.*require\("\.\/.*/gm) ?? [];
}

test('a second start hands its path to the first one and goes', async ({ launchApp }) => {
  const userData = tempFolder('user-data');
  const first = makeNotebook({ name: 'first.md', text: '# First\n\n- one\n' });
  const second = makeNotebook({ name: 'second.md', text: '# Second\n\n- zwei\n' });
  const running = await launchApp({ notebook: first.file, userData });
  const note = new NotePage(running.page);
  await expect(note.block('one')).toBeVisible();
  // The first `Request` or `Response` in main took a tenth of the start.
  expect(await fetchLibraries(running)).toEqual([]);
  // The settings' library, above all, is as large as everything that a start needs.
  expect(loadedAtOnce()).toEqual([]);
  await startAgain(userData, second.file);
  await expect(note.block('zwei')).toBeVisible();
  const windows = await running.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
  );
  expect(windows).toBe(1);
});

test('a page that dies comes back with its text', async ({ launchApp }) => {
  const notebook = makeNotebook({ name: 'night.md', text: '# Night\n\n- one\n' });
  const running = await launchApp({ notebook: notebook.file, expectedErrors: /crash/i });
  const note = new NotePage(running.page);
  await note.block('one').click();
  await note.press('End');
  await note.type(' two');
  await expect.poll(() => notebook.read()).toContain('- one two');
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => shownText(running), { timeout: 20_000 }).toContain('one two');
});

test('what was typed a moment before the window closes is in the file', async ({ launchApp }) => {
  const notebook = makeNotebook({ name: 'night.md', text: '# Night\n\n- one\n' });
  const { page, close } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.block('one').click();
  await note.press('End');
  await note.type(' two');
  await close();
  expect(readFileSync(notebook.file, 'utf8')).toBe('# Night\n\n- one two\n');
});

test('settings survive, and a broken file of them is moved aside', async ({ launchApp }) => {
  const userData = tempFolder('user-data');
  const notebook = makeNotebook({ name: 'night.md', text: '# Night\n' });
  const sizes: unknown[] = [];
  for (const prepare of [
    () => undefined,
    () => undefined,
    () => writeFileSync(join(userData, 'settings.json'), '{"textSize": 2'),
  ]) {
    prepare();
    const { page, close } = await launchApp({ notebook: notebook.file, userData });
    await new NotePage(page).ready();
    sizes.push(
      await page.evaluate(async () => {
        const before = await window.backrow.changeSettings({});
        await window.backrow.changeSettings({ textSize: 22 });
        return before.ok ? before.value.textSize : null;
      }),
    );
    await close();
  }
  expect(sizes).toEqual([16, 22, 16]);
});

test('an app that was updated while it runs keeps the note and its keys, and says what to do', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: '# Night\n\n- one\n' });
  const { app, page } = await launchApp({
    notebook: notebook.file,
    expectedErrors: /Failed to (?:load resource|fetch dynamically)|Unable to preload CSS/,
  });
  const note = new NotePage(page);
  await note.ready();
  // What an update leaves: the files of the parts that are loaded later have other names.
  await app.evaluate(({ session }) => {
    session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
      answer({ cancel: /SettingsDialog|source-view/.test(url) }),
    );
  });
  const said = page.getByText('A part of this window cannot be loaded');
  await note.caretAtEnd('one');
  await note.press('Control+,');
  await expect(said).toBeVisible();
  await note.press('Control+/');
  await note.type(' and on');
  await note.onDisk();
  expect(notebook.read()).toBe('# Night\n\n- one and on\n');
  await expect(said).toHaveCount(1);
});
