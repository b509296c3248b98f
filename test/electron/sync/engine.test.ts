import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Clock } from '../../../electron/sync/clock.ts';
import {
  createSyncEngine,
  type SyncEngine,
  type SyncEngineOptions,
} from '../../../electron/sync/engine.ts';
import { createFileHost } from '../../../electron/sync/host.ts';
import { DEFAULT_SESSION } from '../../../electron/sync/session.ts';
import { setUpNotebook } from '../../../electron/sync/set-up.ts';
import { EXIT, runSyncCommand } from '../../../electron/sync/sync-command.ts';
import type { SyncStatus } from '../../../shared/sync-status.ts';
import { type HttpRemote, serveHttp } from './http-remote.ts';
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
let server: HttpRemote | null = null;
const engines: SyncEngine[] = [];

beforeEach(() => {
  world = makeWorld();
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
  await server?.stop();
  server = null;
  world.remove();
});

/** A clock turned by hand: `pass` moves it and fires what is due. */
function handClock(): Clock & {
  readonly pass: (ms: number) => void;
  readonly next: () => number | null;
} {
  let now = 1_000_000;
  let timers: { at: number; call: () => void }[] = [];
  return {
    now: () => now,
    after: (delayMs, call) => {
      const timer = { at: now + delayMs, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass: (ms) => {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { call } of due) call();
    },
    next: () => (timers.length === 0 ? null : Math.min(...timers.map(({ at }) => at)) - now),
  };
}

function start(folder: string, options: Partial<SyncEngineOptions> = {}) {
  const clock = handClock();
  const statuses: SyncStatus[] = [];
  let wake: (() => void) | null = null;
  const engine = createSyncEngine({
    folder,
    host: createFileHost(folder),
    clock,
    random: () => 1,
    online: true,
    trust: { isTrusted: () => false, remember: () => {} },
    home: join(world.folder, 'home'),
    settings: { ...DEFAULT_SESSION, environment: world.environment, lowSpeedSeconds: 2 },
    ...options,
    onStatus: (status, waiting) => {
      statuses.push(status);
      options.onStatus?.(status, waiting);
      wake?.();
    },
  });
  engines.push(engine);
  /** Settles when the status fits. */
  const until = async (fits: (status: SyncStatus) => boolean): Promise<SyncStatus> => {
    while (!fits(engine.status()))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return engine.status();
  };
  return { engine, clock, statuses, until };
}

describe('the sync of an open notebook', () => {
  test('shares at the start, after a pause in writing, and not while keys go down', async () => {
    const laptop = makeClone(world, makeRemote(world), 'laptop');
    write(laptop, 'a.md', '- a\n');
    let quiet = true;
    const host = { ...createFileHost(laptop), isQuiet: () => quiet };
    const { engine, clock, until } = start(laptop, { host });
    clock.pass(0);
    expect(await until(({ state }) => state === 'synced')).toMatchObject({
      waiting: { notes: 0, images: 0, bytes: 0 },
      uncommitted: { notes: 0, images: 0, bytes: 0 },
      lastCommittedEpochMs: clock.now(),
      lastSharedEpochMs: clock.now(),
      remote: { address: join(world.folder, 'remote.git'), branch: 'main' },
      problem: null,
    });
    write(laptop, 'a.md', '- a\n- b\n');
    engine.noteChanged();
    clock.pass(24_000);
    expect(engine.status().state).toBe('synced');
    quiet = false;
    clock.pass(2_000);
    expect(clock.next()).toBe(2_000);
    expect(engine.status().state).toBe('synced');
    quiet = true;
    clock.pass(2_000);
    await until(({ state }) => state === 'syncing');
    await until(({ state }) => state === 'synced');
    expect(world.git(join(world.folder, 'remote.git'), 'show', 'main:a.md')).toBe('- a\n- b');
  });

  test('who writes without any pause is committed all the same', async () => {
    const laptop = makeClone(world, makeRemote(world), 'laptop');
    const { engine, clock, until } = start(laptop);
    clock.pass(0);
    await until(({ state }) => state === 'synced');
    write(laptop, 'a.md', '- a\n');
    for (let second = 0; second < 300; second += 10) {
      engine.noteChanged();
      clock.pass(10_000);
    }
    await until(({ state }) => state === 'syncing');
    await until(({ state }) => state === 'synced');
  });

  test('a file that remotes will soon complain of is named once, before it goes along', async () => {
    const remote = makeRemote(world);
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'talk.mov', new Uint8Array(46 * 1024 * 1024));
    write(laptop, 'short.mov', new Uint8Array(1024));
    const told: string[] = [];
    const { clock, engine, until } = start(laptop, {
      online: false,
      onLargeFile: (path) => told.push(path),
    });
    world.git(laptop, 'remote', 'set-url', 'origin', 'http://127.0.0.1:1/remote.git');
    clock.pass(0);
    await until(({ state }) => state === 'offline');
    expect(told).toEqual(['talk.mov']);
    world.git(laptop, 'remote', 'set-url', 'origin', remote);
    await engine.syncNow();
    expect(await until(({ state }) => state === 'synced')).toMatchObject({ problem: null });
    expect(told).toEqual(['talk.mov']);
    expect(world.git(remote, 'ls-tree', '--name-only', 'main')).toBe('short.mov\ntalk.mov');
  });

  test('offline: commits, asks nothing of the network, says one word; online it shares', async () => {
    makeRemote(world);
    server = await serveHttp(world);
    const laptop = join(world.folder, 'laptop');
    await world.gitAsync(world.folder, 'clone', '-q', server.url, laptop);
    write(laptop, 'a.md', '# Day\n');
    write(laptop, 'a.assets/1.png', 'png');
    const asked = server.requests;
    const { engine, clock, statuses, until } = start(laptop, { online: false });
    clock.pass(0);
    expect(await until(({ state }) => state === 'offline')).toMatchObject({
      waiting: { notes: 1, images: 1, bytes: 9 },
      // Two facts: the text is committed and not pushed, the image waits for it in the folder.
      uncommitted: { notes: 0, images: 1, bytes: 3 },
      lastCommittedEpochMs: clock.now(),
      lastSharedEpochMs: null,
      problem: null,
    });
    write(laptop, 'a.md', '# Day\n\n- more\n');
    await engine.commitNow();
    for (let hours = 0; hours < 3; hours++) clock.pass(3_600_000);
    expect(server.requests).toBe(asked);
    expect(world.git(laptop, 'log', '--format=%s')).toBe('Day: notes\nDay: notes');
    expect(statuses.map(({ state }) => state)).toEqual(['offline', 'offline']);
    engine.networkChanged(true);
    clock.pass(1_000);
    expect(await until(({ state }) => state === 'synced')).toMatchObject({
      waiting: { notes: 0, images: 0 },
    });
    const tablet = join(world.folder, 'tablet');
    await world.gitAsync(world.folder, 'clone', '-q', server.url, tablet);
    expect(read(tablet, 'a.assets/1.png')).toBe('png');
  });

  test('a network that is away is tried again later and later, and at once when the link is up', async () => {
    makeRemote(world);
    server = await serveHttp(world);
    const laptop = join(world.folder, 'laptop');
    await world.gitAsync(world.folder, 'clone', '-q', server.url, laptop);
    write(laptop, 'a.md', '- a\n');
    await server.stop();
    const pauses: (number | null)[] = [];
    const { engine, clock, statuses, until } = start(laptop);
    for (let attempt = 0; attempt < 3; attempt++) {
      clock.pass(attempt === 0 ? 0 : 5 * 60_000);
      await vi.waitFor(() => expect(clock.next()).not.toBeNull(), { timeout: 10_000 });
      pauses.push(clock.next());
    }
    expect(pauses).toEqual([5_000, 10_000, 20_000]);
    // One word, which stays: a status that came and went would be read out again each time.
    expect(statuses.map(({ state, problem }) => [state, problem])).toEqual([
      ['syncing', null],
      ['offline', null],
    ]);
    await server.start();
    engine.networkChanged(true);
    clock.pass(1_000);
    await until(({ state }) => state === 'synced');
  });

  test('a sign-in page is offline with the reason; a password asked for stops the attempts', async () => {
    makeRemote(world);
    server = await serveHttp(world);
    const laptop = join(world.folder, 'laptop');
    await world.gitAsync(world.folder, 'clone', '-q', server.url, laptop);
    write(laptop, 'a.md', '- a\n');
    const { engine, clock, until } = start(laptop, { online: false });
    clock.pass(0);
    await until(({ state }) => state === 'offline');
    server.mood = 'sign-in page';
    expect(await engine.syncNow()).toMatchObject({ state: 'offline', problem: { kind: 'portal' } });
    server.mood = 401;
    expect(await engine.syncNow()).toMatchObject({
      state: 'attention',
      problem: { kind: 'sign-in' },
    });
    const asked = server.requests;
    write(laptop, 'a.md', '- a\n- b\n');
    expect(await engine.commitNow()).toMatchObject({
      state: 'attention',
      problem: { kind: 'sign-in' },
    });
    clock.pass(3_600_000);
    expect(server.requests).toBe(asked);
    server.mood = 'git';
    expect(await engine.syncNow()).toMatchObject({ state: 'synced', problem: null });
  });

  test('an untrusted repository runs no git until the user trusts it', async () => {
    const laptop = makeClone(world, makeRemote(world), 'laptop');
    const canary = join(world.folder, 'canary');
    write(laptop, 'a.md', '- a\n');
    write(laptop, '.gitattributes', '*.md filter=x\n');
    world.git(laptop, 'config', 'filter.x.clean', `touch '${canary}'; cat`);
    const trusted = new Set<string>();
    const { engine, clock, until } = start(laptop, {
      trust: {
        isTrusted: (fingerprint) => trusted.has(fingerprint),
        remember: (fingerprint) => void trusted.add(fingerprint),
      },
    });
    clock.pass(0);
    expect(await until(({ state }) => state === 'untrusted')).toMatchObject({
      problem: { kind: 'untrusted', detail: expect.stringContaining('filter.x.clean') },
    });
    await engine.syncNow();
    expect(existsSync(canary)).toBe(false);
    expect(await engine.trust()).toMatchObject({ state: 'synced' });
    expect(existsSync(canary)).toBe(true);
  });

  test('names files that went missing, and goes on sharing the rest', async () => {
    const laptop = makeClone(world, makeRemote(world), 'laptop');
    write(laptop, 'a.md', '- a\n');
    write(laptop, 'b.md', '- b\n');
    const { engine } = start(laptop);
    await engine.syncNow();
    rmSync(join(laptop, 'a.md'));
    expect(await engine.syncNow()).toMatchObject({
      state: 'attention',
      problem: { kind: 'unexplained-deletions', detail: 'a.md: missing' },
    });
  });

  test.each([
    ['no repository', 'off', null],
    ['no remote', 'no-remote', null],
  ])('%s is the quiet state %s', async (what, state, problem) => {
    const folder = join(world.folder, 'notebook');
    mkdirSync(folder);
    if (what === 'no remote') {
      const settings = { ...DEFAULT_SESSION, environment: world.environment };
      expect(await setUpNotebook(await machineGit(), folder, settings)).toEqual({ kind: 'ready' });
    }
    write(folder, 'a.md', '- a\n');
    const { engine } = start(folder);
    expect(await engine.syncNow()).toMatchObject({ state, problem });
    if (what === 'no remote') {
      expect(world.git(folder, 'log', '--format=%s', 'main')).toBe('a: notes');
      expect(world.git(folder, 'status', '--porcelain')).toBe('');
    }
  });

  test.each([
    [{ kind: 'missing' } as const, 'git-missing'],
    [{ kind: 'too-old', version: '2.17' } as const, 'git-too-old'],
  ])('without a usable git it says what is missing: %j', async (found, kind) => {
    const laptop = makeClone(world, makeRemote(world), 'laptop');
    const { engine } = start(laptop, { findGit: async () => found });
    expect(await engine.syncNow()).toMatchObject({ state: 'no-git', problem: { kind } });
  });

  test('looks for others’ changes now and then, without a word', async () => {
    const remote = makeRemote(world);
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- a\n');
    const { engine, clock, statuses, until } = start(laptop);
    await engine.syncNow();
    const tablet = makeClone(world, remote, 'tablet');
    write(tablet, 'b.md', '- b\n');
    await transact(world, tablet);
    const before = clock.now();
    clock.pass(3 * 60_000);
    await until(({ lastSharedEpochMs }) => (lastSharedEpochMs ?? 0) > before);
    expect(read(laptop, 'b.md')).toBe('- b\n');
    expect(statuses.map(({ state }) => state)).toEqual(['syncing', 'synced', 'synced']);
  });

  test('the command line beside it asks it, and the app stays the one writer', async () => {
    const laptop = makeClone(world, makeRemote(world), 'laptop');
    const { engine } = start(laptop);
    await engine.syncNow();
    write(laptop, 'a.md', '- a\n');
    const lines: string[] = [];
    const port = { print: (line: string) => void lines.push(line), environment: world.environment };
    expect(await runSyncCommand(['--sync', laptop], port)).toBe(EXIT.done);
    expect(lines).toEqual(['asked the running app', 'synced']);
    expect(world.git(laptop, 'log', '-1', '--format=%s')).toBe('a: notes');
    await engine.close();
    write(laptop, 'a.md', '- a\n- b\n');
    await runSyncCommand(['--sync', laptop], port);
    expect(lines).toContain('pushed');
  });

  test('a remote that may be read and not written is told when the notebook is opened', async () => {
    const remote = makeRemote(world);
    server = await serveHttp(world);
    const laptop = join(world.folder, 'laptop');
    await world.gitAsync(world.folder, 'clone', '-q', server.url, laptop);
    write(laptop, 'a.md', '# Day\n');
    await transact(world, laptop);
    world.git(remote, 'config', 'http.receivepack', 'false');
    const { engine } = start(laptop, { checkAtOpen: true });
    const { state, problem } = await engine.syncNow();
    expect([state, problem?.kind]).toEqual(['attention', 'sign-in']);
    write(laptop, 'b.md', '- b\n');
    await engine.commitNow();
    expect(world.git(laptop, 'status', '--porcelain')).toBe('');
  });

  test('requests that come together become one attempt more, not many', async () => {
    const laptop = makeClone(world, makeRemote(world), 'laptop');
    let flushes = 0;
    const host = { ...createFileHost(laptop), flush: async () => void flushes++ };
    const { engine } = start(laptop, { host });
    await Promise.all([engine.syncNow(), engine.commitNow(), engine.syncNow(), engine.syncNow()]);
    expect(flushes).toBe(2);
  });
});
