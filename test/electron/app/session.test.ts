import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createActivity } from '../../../electron/app/activity.ts';
import { createHandlers } from '../../../electron/app/handlers.ts';
import { createOpenSync, putUnderGit } from '../../../electron/app/notebook-sync.ts';
import { createSession } from '../../../electron/app/session.ts';
import type { CallHandlers } from '../../../electron/ipc/answer-call.ts';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { openAppState } from '../../../electron/settings/app-state.ts';
import { createSettingsStore } from '../../../electron/settings/settings.ts';
import type { EventName, Events, Start } from '../../../shared/ipc/contract.ts';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { png } from '../images/picture.ts';
import { temporaryFolder } from '../temporary-folder.ts';

type Told = {
  readonly [Name in EventName]: { readonly name: Name; readonly payload: Events[Name] };
}[EventName];

interface Computer {
  readonly home: string;
  readonly dataFolder: string;
}

interface App {
  readonly call: CallHandlers;
  readonly told: readonly Told[];
  readonly start: () => Promise<Start>;
  readonly opened: string[];
  readonly next: <Name extends EventName>(name: Name) => Promise<Events[Name]>;
  readonly end: () => Promise<void>;
}

async function computer(): Promise<Computer> {
  const home = await temporaryFolder();
  return { home, dataFolder: join(home, '.config', 'Backrow') };
}

/** The whole main process without Electron: what the window would call, on real folders but a broken one. */
async function startApp(
  { home, dataFolder }: Computer,
  path: string | null,
  { broken }: { readonly broken?: string } = {},
): Promise<App> {
  const told: Told[] = [];
  const opened: string[] = [];
  let wake: () => void = () => undefined;
  const state = await openAppState(join(dataFolder, 'state.json'));
  const activity = createActivity();
  const credentials = { of: async () => null, keep: () => null };
  const openSync = createOpenSync({ activity, state, credentials, isOnline: () => false });
  const session = createSession({
    platform: 'linux',
    systemLanguage: 'en',
    dataFolder,
    defaultNotebook: {
      parents: [join(home, 'Documents')],
      sample: { name: 'welcome.md', text: '# Welcome\n' },
    },
    setUpNotebook: putUnderGit,
    state,
    settings: async () => createSettingsStore({ read: () => ({}), write: () => undefined }),
    emit: (name, payload) => {
      told.push({ name, payload } as Told);
      wake();
    },
    files: nodeFiles,
    join: (base, ours, theirs) => mergeNotes(base, ours, theirs, 'ours'),
    systemTrash: (path) => rename(path, join(home, basename(path))),
    openSync: (options) => {
      if (options.folder === broken) throw new Error('a mistake of ours');
      return openSync(options);
    },
  });
  onTestFinished(session.end);
  const call = createHandlers({
    session,
    credentials,
    activity,
    recentNotebooks: () => state.get().recentNotebooks,
    chooseFolder: async () => join(home, 'chosen'),
    chooseImages: async () => [],
    openExternal: async (url) => {
      opened.push(url);
    },
    pasteAsText: () => undefined,
    onSettings: () => undefined,
    onFlushed: () => undefined,
    whileStoring: (storing) => storing,
    mark: () => undefined,
  });
  await session.begin(path);

  async function start(): Promise<Start> {
    const answer = await call.start({});
    if (!answer.ok) throw new Error(answer.error.kind);
    return answer.value;
  }

  async function next<Name extends EventName>(name: Name): Promise<Events[Name]> {
    for (;;) {
      const at = told.findIndex((event) => event.name === name);
      if (at !== -1) return told.splice(at, 1)[0]?.payload as Events[Name];
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return { call, told, start, opened, next, end: session.end };
}

async function notebook(
  home: string,
  name: string,
  notes: Record<string, string>,
): Promise<string> {
  const folder = join(home, name);
  await mkdir(folder, { recursive: true });
  for (const [note, text] of Object.entries(notes)) await writeFile(join(folder, note), text);
  return folder;
}

describe('a start', () => {
  it('opens the folder that was named, with its newest note and nothing of its path', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '# A\n' });
    const { start } = await startApp({ home, dataFolder }, folder);
    const answer = await start();
    expect(answer).toMatchObject({
      notebook: { title: 'talks' },
      note: { name: 'a.md', text: '# A\n', readOnly: null, place: null },
      notices: [],
    });
    expect(JSON.stringify(answer)).not.toContain(home);
  });

  it('opens a note with its folder as the notebook', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '# A\n', 'b.md': '# B\n' });
    const { start } = await startApp({ home, dataFolder }, join(folder, 'a.md'));
    expect((await start()).note?.name).toBe('a.md');
  });

  it('makes the default notebook the first time, under git, and finds it the second', async () => {
    const { home, dataFolder } = await computer();
    const first = await startApp({ home, dataFolder }, null);
    expect(await first.start()).toMatchObject({
      notebook: { title: 'Backrow' },
      note: { name: 'welcome.md' },
      notices: [{ id: 'sample-notebook-made' }],
    });
    expect(await readdir(join(home, 'Documents', 'Backrow'))).toContain('.git');
    await first.end();
    const second = await startApp({ home, dataFolder }, null);
    expect(await second.start()).toMatchObject({ notebook: { title: 'Backrow' }, notices: [] });
  });

  it('goes on where one left: notebook, note and place', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '# A\n', 'b.md': '# B\n' });
    const place = { block: 2, offset: 3, view: { block: 1, top: 40 } };
    const first = await startApp({ home, dataFolder }, folder);
    await first.call.openNote({ name: 'a.md' });
    await first.call.savePlace({ name: 'a.md', place });
    await first.end();
    const second = await startApp({ home, dataFolder }, null);
    expect(await second.start()).toMatchObject({
      notebook: { title: 'talks' },
      note: { name: 'a.md', place },
    });
  });

  it('opens the last notebook and names the path that is missing', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '# A\n' });
    await (await startApp({ home, dataFolder }, folder)).end();
    const missing = join(home, 'nowhere');
    const { start } = await startApp({ home, dataFolder }, missing);
    expect(await start()).toMatchObject({
      notebook: { title: 'talks' },
      notices: [{ id: 'path-missing', values: { path: missing } }],
    });
  });

  it('gives a page that comes back after a crash the text that main holds', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '- one\n' });
    const { start, call } = await startApp({ home, dataFolder }, folder);
    const { note, notebook: open } = await start();
    const baseVersion = note?.version ?? 0;
    const patch = { fromLine: 0, deletedLines: 1, inserted: '- eins\n' };
    const edited = await call.editNote({ notebook: open.id, name: 'a.md', baseVersion, patch });
    const again = await start();
    expect(again.note).toMatchObject({ text: '- eins\n' });
    expect(edited).toEqual({ ok: true, value: { version: again.note?.version } });
  });
});

describe('the calls', () => {
  it.each(['../secret.md', '/etc/passwd.md', '.git/hooks/x.md', 'a\\b.md', 'a\0.md', 'git~1/x.md'])(
    'refuse the note %j everywhere, and write nothing',
    async (name) => {
      const { home, dataFolder } = await computer();
      const folder = await notebook(home, 'talks', { 'a.md': '# A\n' });
      await writeFile(join(home, 'secret.md'), 'secret');
      const { call, start } = await startApp({ home, dataFolder }, folder);
      const { id } = (await start()).notebook;
      const patch = { fromLine: 0, deletedLines: 0, inserted: 'x' };
      const answers = [
        await call.openNote({ name }),
        await call.editNote({ notebook: id, name, baseVersion: 1, patch }),
        await call.addImage({ note: name, bytes: png(1, 1), talk: '', minuteOfDay: 0 }),
      ];
      expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.kind))).toEqual([
        'unsafe',
        'stale',
        'unsafe',
      ]);
      expect(await readdir(folder)).toEqual(['a.md']);
      expect(await readFile(join(home, 'secret.md'), 'utf8')).toBe('secret');
    },
  );

  it('make a note and list it', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', {});
    const { call, next } = await startApp({ home, dataFolder }, folder);
    const event = { title: 'Night', date: '2026-11-22', venue: '', url: '' };
    expect(await call.createNote(event)).toEqual({
      ok: true,
      value: { name: '2026-11-22-night.md' },
    });
    expect(await next('notesChanged')).toMatchObject({
      changed: [{ name: '2026-11-22-night.md', title: 'Night', date: '2026-11-22' }],
    });
  });

  it('store an image, and say so when it is very large', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '# A\n' });
    const { call, next } = await startApp({ home, dataFolder }, folder);
    const image = { note: 'a.md', bytes: png(10_000, 6_000), talk: '', minuteOfDay: 61 };
    const stored = await call.addImage(image);
    expect(stored).toEqual({
      ok: true,
      value: { url: 'a.assets/0101-slide-1.png', widthPx: 10_000, heightPx: 6_000 },
    });
    expect(await next('notice')).toEqual({ id: 'large-image', values: { name: 'a.md' } });
  });

  it('hand only checked links to the system', async () => {
    const { home, dataFolder } = await computer();
    const { call, opened } = await startApp({ home, dataFolder }, await notebook(home, 'n', {}));
    const answers = await Promise.all(
      ['https://example.com', 'file:///etc/passwd'].map((url) => call.openLink({ url })),
    );
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.kind))).toEqual([
      'ok',
      'refused-link',
    ]);
    expect(opened).toEqual(['https://example.com/']);
  });

  it('see what another program writes while the window only watches', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '- one\n' });
    const { start, next } = await startApp({ home, dataFolder }, folder);
    await start();
    await next('notesChanged');
    await writeFile(join(folder, 'a.md'), '- one\n- two\n');
    expect(await next('noteReplaced')).toMatchObject({ name: 'a.md', text: '- one\n- two\n' });
  });
});

describe('another notebook', () => {
  it('opens in the same window when the last edit of the old one is on disk', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '- one\n' });
    await notebook(home, 'chosen', { 'c.md': '# C\n' });
    const { start, call, next } = await startApp({ home, dataFolder }, folder);
    const { note, notebook: old } = await start();
    const baseVersion = note?.version ?? 0;
    const patch = { fromLine: 0, deletedLines: 1, inserted: '- eins\n' };
    await call.editNote({ notebook: old.id, name: 'a.md', baseVersion, patch });
    expect(await call.chooseNotebook({})).toEqual({ ok: true, value: null });
    const opened = await next('notebookOpened');
    expect(opened).toMatchObject({ notebook: { title: 'chosen' }, note: { name: 'c.md' } });
    expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('- eins\n');
    expect(opened.recentNotebooks.map(({ id }) => id)).toEqual([opened.notebook.id, old.id]);
    await call.openRecentNotebook({ id: old.id });
    expect(await next('notebookOpened')).toMatchObject({ notebook: { title: 'talks' } });
    expect(await call.openRecentNotebook({ id: '/etc' })).toMatchObject({
      error: { kind: 'missing' },
    });
  });

  // Both have a README, both at their first version: the edit fitted the other one by chance.
  it('gets no edit that was meant for the old one, which still takes it', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'README.md': '- old\n' });
    const chosen = await notebook(home, 'chosen', { 'README.md': '- new\n' });
    const { start, call, told } = await startApp({ home, dataFolder }, folder);
    const before = await start();
    const baseVersion = before.note?.version ?? 0;
    await call.chooseNotebook({});
    const patch = { fromLine: 0, deletedLines: 1, inserted: '- old, and late\n' };
    const edit = { name: 'README.md', baseVersion, patch };
    const late = await call.editNote({ notebook: before.notebook.id, ...edit });
    expect(late).toMatchObject({ ok: true });
    const again = await call.openNote({ notebook: before.notebook.id, name: 'README.md' });
    expect(again).toMatchObject({ value: { text: '- old, and late\n' } });
    expect(await call.editNote({ notebook: 'x'.repeat(24), ...edit })).toMatchObject({
      error: { kind: 'missing' },
    });
    await vi.waitFor(async () =>
      expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('- old, and late\n'),
    );
    expect(await readFile(join(chosen, 'README.md'), 'utf8')).toBe('- new\n');
    // The window that shows the new one would take it for its own README.
    expect(told.filter(({ name }) => name === 'noteOnDisk')).toEqual([]);
  });

  it('waits for the one that is being opened', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '- one\n' });
    await notebook(home, 'chosen', { 'c.md': '# C\n' });
    const { start, call } = await startApp({ home, dataFolder }, folder);
    const talks = (await start()).notebook.id;
    await call.chooseNotebook({});
    const chosen = (await start()).notebook.id;
    const opened = [talks, chosen].map((id) => call.openRecentNotebook({ id }));
    await Promise.all(opened);
    expect(await start()).toMatchObject({ notebook: { title: 'chosen' }, note: { name: 'c.md' } });
  });

  it('does not open when it is not there: the window stays where it is', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '- one\n' });
    const { start, call, next } = await startApp({ home, dataFolder }, folder);
    // The notice is all that is said of it.
    expect(await call.chooseNotebook({})).toEqual({ ok: true, value: null });
    expect(await next('notice')).toMatchObject({ id: 'path-missing' });
    expect((await start()).notebook.title).toBe('talks');
  });
});

describe('a notebook that cannot be opened', () => {
  // The one before was closed by then: no call had an answer any more until the app was started again.
  it('leaves the window at the one before, which goes on', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '- one\n' });
    const broken = await notebook(home, 'chosen', { 'c.md': '# C\n' });
    const { start, call } = await startApp({ home, dataFolder }, folder, { broken });
    await start();
    await expect(call.chooseNotebook({})).rejects.toThrow('a mistake of ours');
    const { notebook: open, note } = await start();
    expect({ open, note }).toMatchObject({ open: { title: 'talks' }, note: { name: 'a.md' } });
    const patch = { fromLine: 0, deletedLines: 1, inserted: '- one, edited\n' };
    const edit = { notebook: open.id, name: 'a.md', baseVersion: note?.version ?? 0, patch };
    expect(await call.editNote(edit)).toMatchObject({ ok: true });
    expect(await call.saveNow({})).toMatchObject({ ok: true });
    expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('- one, edited\n');
  });
});

describe('law 1', () => {
  it('leaves a notebook that is only looked at byte for byte, and every time stamp with it', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '\ufeff- a\r\n\r\n', 'b.md': '' });
    const before = await Promise.all(['a.md', 'b.md'].map((name) => stat(join(folder, name))));
    const { start, call, end } = await startApp({ home, dataFolder }, folder);
    await start();
    for (const name of ['a.md', 'b.md', 'a.md']) await call.openNote({ name });
    await call.saveNow({});
    await end();
    const after = await Promise.all(['a.md', 'b.md'].map((name) => stat(join(folder, name))));
    expect(after.map(({ mtimeMs, ino }) => [mtimeMs, ino])).toEqual(
      before.map(({ mtimeMs, ino }) => [mtimeMs, ino]),
    );
    expect((await readdir(folder)).sort()).toEqual(['a.md', 'b.md']);
  });
});

describe('a note that gets another name, a copy, an end', () => {
  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });

  it('is committed as what it is: nothing is missing, nothing needs attention', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', {
      'a.md': '![](a.assets/1.png)\n',
      'z.md': 'z\n',
    });
    await mkdir(join(folder, 'a.assets'));
    await writeFile(join(folder, 'a.assets', '1.png'), png(1, 1));
    await putUnderGit(folder);
    const { call, start } = await startApp({ home, dataFolder }, folder);
    await start();
    await call.saveNow({});
    expect(await call.renameNote({ name: 'a.md', to: 'b' })).toMatchObject({
      value: { kind: 'rename', to: 'b.md' },
    });
    expect(await call.moveNote({ name: 'b.md', folder: 'x/y' })).toMatchObject({
      value: { kind: 'move', to: 'x/y/b.md' },
    });
    await call.duplicateNote({ name: 'x/y/b.md' });
    await call.deleteNote({ name: 'z.md' });
    await call.saveNow({});
    expect(git(folder, 'ls-files').split('\n').slice(1)).toEqual([
      'x/y/b-2.assets/1.png',
      'x/y/b-2.md',
      'x/y/b.assets/1.png',
      'x/y/b.md',
      '',
    ]);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(await call.undoStep({ id: null })).toEqual({
      ok: true,
      value: { undone: true, name: 'z.md' },
    });
    await call.saveNow({});
    expect(git(folder, 'ls-files', '*.md')).toBe('x/y/b-2.md\nx/y/b.md\nz.md\n');
  });

  it.each([
    ['a name with a slash', { name: 'a.md', to: 'x/y' }],
    ['a hidden name', { name: 'a.md', to: '.a' }],
    ['a way out', { name: '../a.md', to: 'b' }],
  ])('refuses %s', async (_case, input) => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': 'a' });
    const { call } = await startApp({ home, dataFolder }, folder);
    expect(await call.renameNote(input)).toMatchObject({ error: { kind: 'unsafe' } });
    expect(await call.moveNote({ name: 'a.md', folder: '../x' })).toMatchObject({ ok: false });
    expect(await readdir(folder)).toEqual(['a.md']);
  });
});

describe('the history of a note', () => {
  it('has what was shared, also under its former name, and what was written here', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '# A\n\n- one\n' });
    await putUnderGit(folder);
    const { call, start } = await startApp({ home, dataFolder }, folder);
    const { id } = (await start()).notebook;
    await call.saveNow({});
    await call.renameNote({ name: 'a.md', to: 'b' });
    await call.saveNow({});
    const opened = await call.openNote({ name: 'b.md' });
    const baseVersion = opened.ok ? opened.value.version : 0;
    const patch = { fromLine: 3, deletedLines: 0, inserted: '- two\n' };
    await call.editNote({ notebook: id, name: 'b.md', baseVersion, patch });
    await call.saveNow({});
    const versions = await call.noteVersions({ name: 'b.md' });
    if (!versions.ok) throw new Error(versions.error.detail);
    const shared = versions.value.filter(({ author }) => author !== null);
    expect(shared.map((one) => one.id)).toEqual(['git-0', 'git-1', 'git-2']);
    expect(versions.value.some(({ author }) => author === null)).toBe(true);
    const texts = await Promise.all(
      shared.map((one) => call.noteVersion({ name: 'b.md', id: one.id })),
    );
    const now = '# A\n\n- one\n- two\n';
    expect(texts).toEqual([
      { ok: true, value: { text: now, now } },
      { ok: true, value: { text: '# A\n\n- one\n', now } },
      { ok: true, value: { text: '# A\n\n- one\n', now } },
    ]);
    const wrong = await call.noteVersion({ name: 'b.md', id: 'git-99' });
    expect(wrong).toMatchObject({ error: { kind: 'missing' } });
  });

  it('runs no git in a repository that is not trusted', async () => {
    const { home, dataFolder } = await computer();
    const folder = await notebook(home, 'talks', { 'a.md': '# A\n' });
    await putUnderGit(folder);
    const { call, start } = await startApp({ home, dataFolder }, folder);
    await start();
    await call.saveNow({});
    const ran = join(home, 'ran');
    execFileSync('git', ['-C', folder, 'config', 'core.fsmonitor', `touch ${ran}; false`]);
    expect(await call.noteVersions({ name: 'a.md' })).toEqual({ ok: true, value: [] });
    expect(await readdir(home)).not.toContain('ran');
  });
});
