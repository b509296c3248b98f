import { EventEmitter } from 'node:events';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createActivity } from '../../../electron/app/activity.ts';
import { readArguments } from '../../../electron/app/arguments.ts';
import { createCrashGuard } from '../../../electron/app/crash-guard.ts';
import { listenForOpenedFiles } from '../../../electron/app/opened-files.ts';
import { readStartTarget } from '../../../electron/app/start-target.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('readArguments', () => {
  it.each<[args: string[], appFolder: string | null, path: string | null, data: string | null]>([
    [[], null, null, null],
    [['talks'], null, '/home/me/talks', null],
    [['.', 'talks'], '.', '/home/me/talks', null],
    [['.'], '.', null, null],
    [['/app', '/app'], '/app', '/app', null],
    [
      ['--no-sandbox', '/app', '/n/a b.md', '--user-data-dir=/tmp/x'],
      '/app',
      '/n/a b.md',
      '/tmp/x',
    ],
    [['--user-data-dir=data'], null, null, '/home/me/data'],
    [['--', '-odd.md'], null, '/home/me/-odd.md', null],
    [['--', '--user-data-dir=x'], null, '/home/me/--user-data-dir=x', null],
    [['', '-x'], null, null, null],
    [['file:///n/a%20b%20%E5%A4%9C.md'], null, '/n/a b 夜.md', null],
    [['file:note.md'], null, '/home/me/file:note.md', null],
  ])('reads %j', (args, appFolder, path, userDataFolder) => {
    expect(readArguments(args, appFolder, '/home/me')).toEqual({ path, userDataFolder });
  });
});

describe('what macOS opens with the app', () => {
  it('is what the app begins with, and later takes the place of what is open', () => {
    const events = new EventEmitter();
    const opened = listenForOpenedFiles(events);
    const taken: string[] = [];
    const open = (path: string): void => {
      events.emit('open-file', { preventDefault: () => taken.push('taken') }, path);
    };
    expect(opened.latest()).toBe(null);
    open('/n/a.md');
    expect(opened.latest()).toBe('/n/a.md');
    const later: string[] = [];
    opened.follow((path) => void later.push(path));
    open('/n/talks');
    expect([later, taken]).toEqual([['/n/talks'], ['taken', 'taken']]);
  });
});

describe('readStartTarget', () => {
  it('opens a folder, a note in its folder, and both through links', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'talks'));
    await writeFile(join(folder, 'talks', '夜 #1.md'), '');
    await symlink(join(folder, 'talks'), join(folder, 'link'));
    const targets = await Promise.all(
      ['talks', 'talks/夜 #1.md', 'link', 'link/夜 #1.md'].map((name) =>
        readStartTarget(join(folder, name)),
      ),
    );
    const talks = join(folder, 'talks');
    expect(targets.map((target) => (target.ok ? target.value : null))).toEqual([
      { folder: talks, note: null },
      { folder: talks, note: '夜 #1.md' },
      { folder: talks, note: null },
      { folder: talks, note: '夜 #1.md' },
    ]);
  });

  it('names a path that is missing, or no notebook', async () => {
    const folder = await temporaryFolder();
    const [missing, photo] = [join(folder, 'none'), join(folder, 'photo.jpg')];
    await writeFile(photo, '');
    const targets = await Promise.all([missing, photo, `${photo}/x`].map(readStartTarget));
    expect(targets.map((target) => (target.ok ? null : target.error))).toEqual([
      { id: 'path-missing', values: { path: missing } },
      { id: 'path-not-a-notebook', values: { path: photo } },
      { id: 'path-missing', values: { path: `${photo}/x` } },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('names a folder that may not be read', async () => {
    const folder = join(await temporaryFolder(), 'closed');
    await mkdir(folder);
    await chmod(folder, 0);
    expect(await readStartTarget(folder)).toEqual({
      ok: false,
      error: { id: 'path-denied', values: { path: folder } },
    });
  });
});

describe('createCrashGuard', () => {
  it('lets a page come back some times a minute, no more', () => {
    let nowMs = 0;
    const mayReload = createCrashGuard(() => nowMs);
    const answers = [1, 2, 3, 4, 5, 6].map(() => mayReload());
    nowMs = 61_000;
    expect([...answers, mayReload()]).toEqual([true, true, true, true, true, false, true]);
  });
});

describe('createActivity', () => {
  it('is quiet some time after the last edit, and never while an IME composes', () => {
    let nowMs = 0;
    const activity = createActivity(() => nowMs);
    const quiet = [activity.isQuiet()];
    activity.touch();
    quiet.push(activity.isQuiet());
    nowMs = 2_000;
    quiet.push(activity.isQuiet());
    activity.setComposing(true);
    quiet.push(activity.isQuiet());
    activity.setComposing(false);
    quiet.push(activity.isQuiet());
    expect(quiet).toEqual([true, false, true, false, true]);
  });
});
