import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileHost } from '../../../electron/sync/host.ts';
import {
  createRepositoryTasks,
  type RepositoryTasks,
} from '../../../electron/sync/repository-tasks.ts';
import { DEFAULT_SESSION } from '../../../electron/sync/session.ts';
import { type HttpRemote, type Mood, serveHttp } from './http-remote.ts';
import {
  machineGit,
  makeClone,
  makeRemote,
  makeWorld,
  read,
  transact,
  type World,
  write,
} from './world.ts';

let world: World;
let server: HttpRemote;
let laptop: string;

beforeEach(async () => {
  world = makeWorld();
  makeRemote(world);
  server = await serveHttp(world);
  laptop = join(world.folder, 'laptop');
  await world.gitAsync(world.folder, 'clone', '-q', server.url, laptop);
});
afterEach(async () => {
  await server.stop();
  world.remove();
});

function tasksOn(folder: string): RepositoryTasks {
  return createRepositoryTasks(
    {
      folder,
      home: join(world.folder, 'home'),
      findGit: async () => ({ kind: 'found', program: await machineGit() }),
      isTrusted: () => false,
      settings: { ...DEFAULT_SESSION, environment: world.environment, lowSpeedSeconds: 2 },
    },
    createFileHost(folder),
  );
}

describe('can I push?', () => {
  test('ready, in an empty notebook and in one with commits, and nothing is sent', async () => {
    const ready = { ok: true, value: { kind: 'ready', author: 'Test' } };
    expect(await tasksOn(laptop).preflight()).toEqual(ready);
    write(laptop, 'a.md', '- a\n');
    await transact(world, laptop, { goal: 'commit' });
    expect(await tasksOn(laptop).preflight()).toEqual(ready);
    expect(() => world.git(join(world.folder, 'remote.git'), 'rev-parse', 'main')).toThrow();
  });

  test('ready where others were faster: that is joined later', async () => {
    write(laptop, 'a.md', '- a\n');
    await transact(world, laptop);
    const other = makeClone(world, join(world.folder, 'remote.git'), 'other');
    write(other, 'a.md', '- a\n- b\n');
    await transact(world, other);
    write(laptop, 'c.md', '- c\n');
    await transact(world, laptop, { goal: 'commit' });
    expect(await tasksOn(laptop).preflight()).toMatchObject({ value: { kind: 'ready' } });
  });

  test('says where the computer has no name for the commits', async () => {
    write(world.folder, 'home/.gitconfig', '[user]\n\tuseConfigOnly = true\n');
    expect(await tasksOn(laptop).preflight()).toEqual({
      ok: true,
      value: { kind: 'ready', author: null },
    });
  });

  const moods: readonly (readonly [Mood, string])[] = [
    [401, 'sign-in'],
    [403, 'sign-in'],
    [404, 'wrong-address'],
    ['sign-in page', 'portal'],
  ];
  test.each(moods)('an answer %j is the problem %s', async (mood, kind) => {
    write(laptop, 'a.md', '- a\n');
    await transact(world, laptop, { goal: 'commit' });
    server.mood = mood;
    expect(await tasksOn(laptop).preflight()).toMatchObject({
      ok: true,
      value: { kind: 'not-ready', problem: { kind } },
    });
  });

  test('a remote that may be read and not written is named', async () => {
    write(laptop, 'a.md', '- a\n');
    await transact(world, laptop, { goal: 'commit' });
    world.git(join(world.folder, 'remote.git'), 'config', 'http.receivepack', 'false');
    expect(await tasksOn(laptop).preflight()).toMatchObject({ value: { kind: 'not-ready' } });
  });

  test('offline it cannot be known; without a remote there is nothing to ask', async () => {
    await server.stop();
    expect(await tasksOn(laptop).preflight()).toEqual({ ok: true, value: { kind: 'offline' } });
    world.git(laptop, 'remote', 'remove', 'origin');
    expect(await tasksOn(laptop).preflight()).toEqual({ ok: true, value: { kind: 'no-remote' } });
  });
});

describe('files that went missing', () => {
  test('are named and come back as they were', async () => {
    write(laptop, 'sub/a.md', '- a\n');
    write(laptop, 'b.md', '- b\n');
    await transact(world, laptop);
    rmSync(join(laptop, 'sub'), { recursive: true });
    const tasks = tasksOn(laptop);
    expect(await tasks.missing()).toEqual({ ok: true, value: ['sub/a.md'] });
    expect(await tasks.restoreMissing()).toEqual({ ok: true, value: ['sub/a.md'] });
    expect(read(laptop, 'sub/a.md')).toBe('- a\n');
    expect(await tasks.missing()).toEqual({ ok: true, value: [] });
  });
});

test('no task runs git in a repository that is not trusted', async () => {
  world.git(laptop, 'config', 'core.fsmonitor', './evil');
  const tasks = tasksOn(laptop);
  for (const task of [
    tasks.preflight,
    tasks.undoLastSync,
    tasks.putInOrder,
    tasks.restoreMissing,
  ]) {
    expect(await task()).toMatchObject({ ok: false, error: { kind: 'untrusted' } });
  }
});
