import { chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HttpRemote, type Mood, serveHttp } from './http-remote.ts';
import { makeRemote, makeWorld, read, transact, type World, write } from './world.ts';

let world: World;
let server: HttpRemote;
let laptop: string;

beforeEach(async () => {
  world = makeWorld();
  makeRemote(world);
  server = await serveHttp(world);
  laptop = join(world.folder, 'laptop');
  await world.gitAsync(world.folder, 'clone', '-q', server.url, laptop);
  write(laptop, 'a.md', '- a\n');
  await transact(world, laptop);
});
afterEach(async () => {
  await server.stop();
  world.remove();
});

describe('a network that is not what it seems', () => {
  test('unreachable, then reachable: committed at once, shared later', async () => {
    await server.stop();
    write(laptop, 'a.md', '- a\n- offline\n');
    expect(await transact(world, laptop)).toMatchObject({
      problem: null,
      remote: { kind: 'failed', failure: 'offline' },
    });
    expect(world.git(laptop, 'status', '--porcelain')).toBe('');
    await server.start();
    expect(await transact(world, laptop)).toMatchObject({ remote: { kind: 'shared' } });
    const tablet = join(world.folder, 'tablet');
    await world.gitAsync(world.folder, 'clone', '-q', server.url, tablet);
    expect(read(tablet, 'a.md')).toBe('- a\n- offline\n');
  });

  const moods: readonly (readonly [Mood, string])[] = [
    ['sign-in page', 'portal'],
    ['empty page', 'portal'],
    ['redirect', 'portal'],
    [511, 'portal'],
    [401, 'sign-in'],
    [403, 'sign-in'],
    [404, 'wrong-address'],
    [429, 'server'],
    [500, 'server'],
    [503, 'server'],
    ['cut', 'offline'],
  ];
  test.each(moods)('an answer %j is %s, and changes nothing here', async (mood, failure) => {
    const tracking = world.git(laptop, 'rev-parse', 'refs/remotes/origin/main');
    write(laptop, 'a.md', '- a\n- more\n');
    server.mood = mood;
    expect(await transact(world, laptop)).toMatchObject({
      problem: null,
      remote: { kind: 'failed', failure },
    });
    expect(world.git(laptop, 'rev-parse', 'refs/remotes/origin/main')).toBe(tracking);
    expect(read(laptop, 'a.md')).toBe('- a\n- more\n');
    server.mood = 'git';
    expect(await transact(world, laptop)).toMatchObject({ remote: { kind: 'shared' } });
  });

  test('a server that says nothing is given up on', async () => {
    server.mood = 'silent';
    write(laptop, 'a.md', '- a\n- more\n');
    expect(await transact(world, laptop)).toMatchObject({
      remote: { kind: 'failed', failure: 'offline' },
    });
  });

  test('a port that takes connections and never answers is given up on', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    world.git(laptop, 'remote', 'set-url', 'origin', `http://127.0.0.1:${port}/remote.git`);
    expect(await transact(world, laptop)).toMatchObject({
      remote: { kind: 'failed', failure: 'offline' },
    });
    mute.close();
  });

  test('a remote without our branch, where it once was, is never taken for empty', async () => {
    // Its HEAD goes on naming the old branch, so nothing tells which one took its place.
    const remotes = join(world.folder, 'remote.git');
    world.git(remotes, 'update-ref', 'refs/heads/trunk', 'main');
    world.git(remotes, 'update-ref', '-d', 'refs/heads/main');
    write(laptop, 'a.md', '- a\n- more\n');
    const { remote } = await transact(world, laptop);
    expect(remote).toMatchObject({ kind: 'failed', failure: 'no-branch' });
    expect(remote).toHaveProperty('detail', expect.stringContaining('trunk'));
  });

  test('a remote that was force-pushed is joined, and nothing of either side is lost', async () => {
    const other = join(world.folder, 'other');
    await world.gitAsync(world.folder, 'clone', '-q', server.url, other);
    write(laptop, 'a.md', '- a\n- from the laptop\n');
    await transact(world, laptop);
    write(other, 'a.md', '- a\n- rewritten\n');
    world.git(other, 'commit', '-aqm', 'rewritten');
    await world.gitAsync(other, 'push', '-q', '--force', 'origin', 'main');
    expect(await transact(world, laptop)).toMatchObject({ remote: { kind: 'shared' } });
    expect(read(laptop, 'a.md').split('\n').sort()).toEqual([
      '',
      '- a',
      '- from the laptop',
      '- rewritten',
    ]);
  });

  test('a push that a hook of the remote declines is named as refused', async () => {
    write(
      world.folder,
      'remote.git/hooks/pre-receive',
      '#!/bin/sh\necho "no pushing on Sundays" >&2\nexit 1\n',
    );

    chmodSync(join(world.folder, 'remote.git/hooks/pre-receive'), 0o755);
    write(laptop, 'a.md', '- a\n- more\n');
    const { remote } = await transact(world, laptop);
    expect(remote).toMatchObject({ kind: 'failed', failure: 'refused' });
    expect(remote).toHaveProperty('detail', expect.stringContaining('no pushing on Sundays'));
  });
});
