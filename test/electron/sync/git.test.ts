import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endLeftovers, recordChild } from '../../../electron/sync/children.ts';
import { gitEnvironment } from '../../../electron/sync/environment.ts';
import { findGit } from '../../../electron/sync/find-git.ts';
import { runGit } from '../../../electron/sync/git.ts';
import { isRunning } from '../../../electron/sync/process-group.ts';
import { takeWriterLock } from '../../../electron/sync/writer-lock.ts';
import { machineGit, makeWorld, read, type World, write } from './world.ts';

let world: World;

beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

/** A program in place of git; the module does not care which program it runs. */
function script(name: string, text: string): { readonly path: string } {
  write(world.folder, name, `#!/bin/sh\n${text}\n`);
  chmodSync(join(world.folder, name), 0o755);
  return { path: join(world.folder, name) };
}

const run = () => ({ cwd: world.folder, environment: world.environment });

describe('running git', () => {
  test('gives exit status, output and errors as they are, and takes input', async () => {
    const program = script('ok', 'cat; echo oops >&2; exit 3');
    expect(await runGit(program, ['x'], { ...run(), input: 'in\0put' })).toEqual({
      ended: 'exited',
      code: 3,
      stdout: Buffer.from('in\0put'),
      stderr: 'oops\n',
    });
  });

  test('a time limit ends it with all it started, even what keeps its pipes open', async () => {
    const program = script('slow', `sleep 100 & echo $! > '${world.folder}/helper'; wait`);
    expect(await runGit(program, [], { ...run(), timeoutMs: 300 })).toMatchObject({
      ended: 'timed-out',
      code: null,
    });
    const helper = Number(read(world.folder, 'helper'));
    while (isRunning(helper)) await new Promise((resolve) => setImmediate(resolve));
  });

  test('an abort ends it; too much output ends it; a missing program is a value', async () => {
    const ending = new AbortController();
    const waiting = runGit(script('wait', 'sleep 100'), [], { ...run(), signal: ending.signal });
    ending.abort();
    expect(await waiting).toMatchObject({ ended: 'aborted' });
    const noisy = await runGit(script('noisy', 'yes'), [], { ...run(), maxBytes: 1000 });
    expect(noisy).toMatchObject({ ended: 'too-much-output' });
    expect(await runGit({ path: join(world.folder, 'nothing') }, [], run())).toMatchObject({
      ended: 'not-started',
    });
  });

  test('arguments are never read by a shell', async () => {
    const program = script('args', 'printf "%s|" "$@"');
    const { stdout } = await runGit(program, ['$(touch x)', '; ls', 'a b', "'"], run());
    expect(stdout.toString()).toBe("$(touch x)|; ls|a b|'|");
  });

  test('variables that would lead git elsewhere are dropped, the user’s network settings kept', () => {
    const from = {
      GIT_DIR: '/evil',
      GIT_SSH_COMMAND: 'ssh -i key',
      Git_Index_File: 'x',
      HTTPS_PROXY: 'p',
      SSH_AUTH_SOCK: '/agent',
      EDITOR: 'vi',
      PATH: '/bin',
    };
    const environment = gitEnvironment(from, 'linux');
    expect(environment).toMatchObject({
      GIT_SSH_COMMAND: 'ssh -i key',
      HTTPS_PROXY: 'p',
      SSH_AUTH_SOCK: '/agent',
      PATH: '/bin',
      GIT_TERMINAL_PROMPT: '0',
    });
    expect(
      Object.keys(environment).filter((name) => /^(GIT_DIR|Git_Index_File|EDITOR)$/.test(name)),
    ).toEqual([]);
  });
});

describe('finding git', () => {
  test('finds the machine’s, by an absolute path', async () => {
    expect((await machineGit()).path).toMatch(/^\//);
  });

  test('never looks into the folder at hand, and tells missing from too old', async () => {
    script('git', 'echo git version 9.9');
    expect(await findGit({ PATH: '.:' })).toEqual({ kind: 'missing' });
    script('git', 'echo git version 2.17.1');
    expect(await findGit({ PATH: world.folder })).toEqual({ kind: 'too-old', version: '2.17' });
    script('git', 'echo git version 2.30.0');
    expect(await findGit({ PATH: world.folder })).toMatchObject({
      kind: 'found',
      program: { version: [2, 30] },
    });
  });
});

describe('what a crash leaves', () => {
  test('a git that outlived the app is ended, another process of its number is not', async () => {
    const state = join(world.folder, 'state');
    mkdirSync(state);
    const left = runGit(script('left', 'sleep 100'), [], {
      ...run(),
      onStart: (id) => {
        recordChild(state, id);
        return () => {};
      },
    });
    const other = runGit(script('other', 'sleep 3'), [], {
      ...run(),
      onStart: (id) => {
        write(state, `children/${id}`, 'another start time');
        return () => {};
      },
    });
    expect(await endLeftovers(state)).toBe(true);
    expect(await left).toMatchObject({ code: null });
    expect(await other).toMatchObject({ code: 0 });
    expect(await endLeftovers(state)).toBe(false);
  });

  test('the writer lock of a dead process is taken over, that of a living one is waited for', async () => {
    const state = join(world.folder, 'state');
    const release = await takeWriterLock(state);
    expect(await takeWriterLock(state, 0)).toBeNull();
    await release?.();
    expect(existsSync(join(state, 'writer.lock'))).toBe(false);
    const dead = { computer: hostname(), process: 4194303, start: '1' };
    write(state, 'writer.lock', JSON.stringify(dead));
    const again = await takeWriterLock(state, 5_000);
    expect(again).not.toBeNull();
    await again?.();
  });
});
