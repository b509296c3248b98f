import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notebookId } from '../../../electron/notebook/notebook-id.ts';
import { listenForSync } from '../../../electron/sync/app-line.ts';
import { SYNC_OFF } from '../../../electron/sync/status.ts';
import { EXIT, runSyncCommand } from '../../../electron/sync/sync-command.ts';
import { png } from '../images/picture.ts';
import { makeClone, makeRemote, makeWorld, read, type World, write } from './world.ts';

let world: World;
let laptop: string;

beforeEach(() => {
  world = makeWorld();
  laptop = makeClone(world, makeRemote(world), 'laptop');
});
afterEach(() => world.remove());

async function sync(
  ...args: string[]
): Promise<{ readonly code: number; readonly lines: string[] }> {
  const lines: string[] = [];
  const port = { print: (line: string) => void lines.push(line), environment: world.environment };
  return { code: await runSyncCommand(args, port), lines };
}

describe('--sync PATH', () => {
  test('prints a line per step and exits 0', async () => {
    write(laptop, 'a.md', '- a\n');
    expect(await sync('--sync', laptop)).toEqual({
      code: EXIT.done,
      lines: ['flushed', 'committed', 'fetched', 'pushed', 'synced'],
    });
  });

  test('with --json every line is an object', async () => {
    write(laptop, 'a.md', '- a\n');
    const { lines } = await sync(`--sync=${laptop}`, '--json');
    expect(lines.map((line) => JSON.parse(line).step)).toEqual([
      'flushed',
      'committed',
      'fetched',
      'pushed',
      'synced',
    ]);
  });

  test('writes the images that the app keeps, or says that they wait', async () => {
    const appData = join(world.folder, 'app data');
    const kept = join(appData, 'notebooks', notebookId(realpathSync(laptop)), 'unwritten');
    const link = 'a.assets/1007-slide-1-0123abcd.png';
    mkdirSync(join(kept, 'a.assets'), { recursive: true });
    writeFileSync(join(kept, link), png(3, 2));
    write(laptop, 'a.md', `![](${link})\n`);
    write(laptop, '.git/info/exclude', 'a.assets\n');
    write(laptop, 'a.assets', 'in the way');
    const first = await sync('--sync', laptop, `--user-data-dir=${appData}`);
    expect(first.code).toBe(EXIT.retry);
    expect(first.lines[0]).toMatch(/^images wait in the app’s data: \w+: /);
    expect(first.lines.at(-1)).toBe('synced');
    rmSync(join(laptop, 'a.assets'));
    rmSync(join(laptop, '.git/info/exclude'));
    const { code } = await sync('--sync', laptop, `--user-data-dir=${appData}`);
    expect(code).toBe(EXIT.done);
    expect(world.git(laptop, 'ls-tree', '-r', '--name-only', 'origin/main')).toContain(link);
    expect(existsSync(join(kept, link))).toBe(false);
  });

  test('a note’s path means its notebook', async () => {
    write(laptop, 'a.md', '- a\n');
    expect((await sync('--sync', join(laptop, 'a.md'))).code).toBe(EXIT.done);
  });

  test('names a file that remotes will soon complain of', async () => {
    write(laptop, 'talk.mov', new Uint8Array(46 * 1024 * 1024));
    world.git(laptop, 'remote', 'set-url', 'origin', 'http://127.0.0.1:1/away.git');
    const { lines } = await sync('--sync', laptop);
    expect(lines).toContain('large: many remotes warn from 50 MB on: talk.mov');
  });

  test('says what came, and where both versions were kept', async () => {
    write(laptop, 'a.md', '- the price is open\n');
    await sync('--sync', laptop);
    const tablet = makeClone(world, join(world.folder, 'remote.git'), 'tablet');
    write(laptop, 'a.md', '- the price is 120\n');
    write(tablet, 'a.md', '- the price is 150\n');
    await sync('--sync', laptop);
    const { lines } = await sync('--sync', tablet);
    expect(lines).toContain('changed: a.md');
    expect(lines.some((line) => line.startsWith('both versions kept: a.md:'))).toBe(true);
    expect(read(tablet, 'a.md').split('\n')).toHaveLength(3);
  });

  test('exits non-zero with the reason: untrusted, unless --trust is given', async () => {
    world.git(laptop, 'config', 'alias.x', 'log');
    const refused = await sync('--sync', laptop);
    expect(refused).toEqual({
      code: EXIT.attention,
      lines: ['untrusted: untrusted: alias.x = log'],
    });
    expect((await sync('--sync', laptop, '--trust')).code).toBe(EXIT.done);
  });

  test('exits non-zero with the reason: no repository, no such path, no sense', async () => {
    const plain = join(world.folder, 'plain');
    mkdirSync(plain);
    expect((await sync('--sync', plain)).code).toBe(EXIT.attention);
    expect((await sync('--sync', join(world.folder, 'nowhere'))).code).toBe(EXIT.usage);
    expect((await sync('--sync')).code).toBe(EXIT.usage);
    expect((await sync('--sync', laptop, '--what')).code).toBe(EXIT.usage);
  });

  test('exits with a status of its own where trying again may help', async () => {
    write(laptop, 'a.md', '- a\n');
    world.git(laptop, 'remote', 'set-url', 'origin', 'http://127.0.0.1:9/x.git');
    const { code, lines } = await sync('--sync', laptop);
    expect(code).toBe(EXIT.retry);
    expect(lines.at(-1)).toBe('offline');
  });

  test('beside a running app it asks that app, and leaves the writing to it', async () => {
    write(laptop, 'a.md', '- a\n');
    const asked: string[] = [];
    const stop = await listenForSync(join(laptop, '.git'), async () => {
      asked.push('sync');
      return { ...SYNC_OFF, state: 'synced' };
    });
    expect(await sync('--sync', laptop)).toEqual({
      code: EXIT.done,
      lines: ['asked the running app', 'synced'],
    });
    expect(asked).toEqual(['sync']);
    expect(world.git(laptop, 'status', '--porcelain')).toBe('?? a.md');
    await stop?.();
    expect((await sync('--sync', laptop)).lines).toContain('committed');
  });
});
