import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { copyImage } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { git, makeNotebook, tempFolder } from './notebook.ts';
import { HttpRemote } from './remote.ts';

const NOTE = `Night of Tools
=====

# First talk

- one
- two
`;

async function sharedNotebook() {
  const remote = await HttpRemote.start();
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  // The first push goes by path: a blocking call to a server in this very process would never end.
  notebook.git('remote', 'add', 'origin', remote.folder);
  notebook.git('push', '-q', '-u', 'origin', 'main');
  notebook.git('remote', 'set-url', 'origin', remote.url);
  return { remote, notebook };
}

test('offline it says so and how much waits; back online the other clone has note and image', async ({
  launchApp,
}) => {
  const { remote, notebook } = await sharedNotebook();
  const { page, app } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await expect(note.sync).toContainText('synced', { timeout: 20_000 });

  await remote.down();
  await note.caretAtEnd('two');
  await note.press('Enter');
  await note.type('three, written without a network');
  await copyImage(app, 40, 30);
  await note.press('Control+v');
  await expect(note.note.locator('.image img')).toBeVisible();
  await note.onDisk();
  await note.press('Control+Shift+s');
  await expect(note.sync).toContainText('offline', { timeout: 20_000 });
  await expect(note.sync).toContainText('1');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Two facts: what is committed, with a time of its own, and what is pushed; and what waits.
  await note.sync.getByRole('button', { name: 'Sync details' }).click();
  const fact = (name: string) =>
    page.getByRole('dialog').locator('dt', { hasText: name }).locator('+ dd');
  await expect(fact('Committed')).toContainText(/\d:\d\d.*, not yet: 1 image, 1 kB$/);
  await expect(fact('Pushed')).toContainText(/\d:\d\d/);
  await expect(fact('Waiting')).toHaveText('1 note, 1 image, 1 kB');
  await expect(fact('Shared at')).toHaveText(remote.url);
  await expect(fact('Branch')).toHaveText('main');
  await page.keyboard.press('Escape');

  await remote.up();
  // Nothing is pressed: the next attempt comes by itself.
  await expect(note.sync).toContainText('synced', { timeout: 60_000 });
  const clone = remote.clone();
  expect(readFileSync(join(clone, 'night.md'), 'utf8')).toBe(notebook.read());
  expect(notebook.read()).toContain('- three, written without a network\n');
  const [image = ''] = readdirSync(join(clone, 'night.assets'));
  expect(notebook.read()).toContain(`(night.assets/${image})`);
  await remote.down();
});

test('when the remote moved on, both sides are in the note and no marker is', async ({
  launchApp,
}) => {
  const { remote, notebook } = await sharedNotebook();
  const { page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await expect(note.sync).toContainText('synced', { timeout: 20_000 });
  const other = remote.clone();
  appendFileSync(join(other, 'night.md'), '- from the other laptop\n');
  git(other, 'commit', '-q', '-a', '-m', 'Other');
  git(other, 'push', '-q', 'origin', 'main');

  await note.caretAtEnd('one');
  await note.press('Enter');
  await note.type('from this laptop');
  await note.onDisk();
  await note.press('Control+Shift+s');
  await expect(note.block('from the other laptop')).toHaveCount(1, { timeout: 30_000 });
  await expect(note.sync).toContainText('synced', { timeout: 30_000 });
  const merged = `${NOTE.replace('- one\n', '- one\n- from this laptop\n')}- from the other laptop\n`;
  expect(notebook.read()).toBe(merged);
  expect(readFileSync(join(remote.clone(), 'night.md'), 'utf8')).toBe(merged);
  await remote.down();
});

test('a repository whose own settings could run programs runs no git before it is trusted', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const canary = join(notebook.folder, '..', `canary-${Date.now()}`);
  notebook.git('config', 'core.fsmonitor', `touch '${canary}' #`);
  const { page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await note.caretAtEnd('two');
  await note.type(' more');
  await note.onDisk();
  await note.press('Control+Shift+s');
  await expect(note.sync).toContainText(/trust/i);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(existsSync(canary)).toBe(false);
});

test('a remote that asks for a password is told in the status, and the note is safe', async ({
  launchApp,
}) => {
  const server = createServer((_request, response) => {
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="notes"' });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  notebook.git('remote', 'add', 'origin', `http://127.0.0.1:${port}/notes.git`);
  const { page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await note.caretAtEnd('two');
  await note.type(' more');
  await note.onDisk();
  await note.press('Control+Shift+s');
  await expect(note.sync).toContainText('needs attention', { timeout: 20_000 });
  await note.sync.getByRole('button').first().click();
  await expect(page.getByText('The remote asks who you are')).toBeVisible();
  expect(notebook.read()).toBe(NOTE.replace('- two', '- two more'));
  server.close();
});

test('--sync does the same without a window or a display', async () => {
  const { remote, notebook } = await sharedNotebook();
  appendFileSync(notebook.file, '- written elsewhere\n');
  const { code, output } = await runSync(notebook.folder);
  expect(output).toMatch(/push/i);
  expect(code).toBe(0);
  expect(readFileSync(join(remote.clone(), 'night.md'), 'utf8')).toBe(notebook.read());
  await remote.down();
  appendFileSync(notebook.file, '- and offline\n');
  const offline = await runSync(notebook.folder);
  expect(offline.code).not.toBe(0);
  expect(offline.output).toMatch(/offline|network|reach/i);
  expect(notebook.git('status', '--porcelain')).toBe('');
});

test('--sync on a repository that is not trusted runs no git and says so, unless told to trust', async () => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const canary = join(notebook.folder, '..', `canary-cli-${Date.now()}`);
  notebook.git('config', 'core.fsmonitor', `touch '${canary}' #`);
  const { code, output } = await runSync(notebook.folder);
  expect(code).not.toBe(0);
  expect(output).toContain('core.fsmonitor');
  expect(existsSync(canary)).toBe(false);
  const trusted = await runSync(notebook.folder, '--trust');
  expect(trusted.output).not.toContain('core.fsmonitor');
});

test('without git everything works but sharing, and the status says what to install', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const { page } = await launchApp({ notebook: notebook.file, env: { PATH: tempFolder('bin') } });
  const note = new NotePage(page);
  await note.ready();
  await note.caretAtEnd('two');
  await note.type(' more');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- two', '- two more'));
  await expect(note.sync).toContainText('git is not installed');
  await note.sync.getByRole('button').first().click();
  await expect(page.getByText(/install git/)).toBeVisible();
});

/** `npm start -- --sync PATH` in a shell without a display. */
function runSync(folder: string, ...more: string[]): Promise<{ code: number; output: string }> {
  const { DISPLAY: _display, ...env } = process.env;
  return new Promise((resolve) => {
    const child = spawn('npm', ['start', '--silent', '--', '--sync', folder, ...more], {
      cwd: join(import.meta.dirname, '../..'),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
