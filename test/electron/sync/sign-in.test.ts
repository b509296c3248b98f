import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJsonFile } from '../../../electron/notebook/json-file.ts';
import { attempt } from '../../../electron/sync/attempt.ts';
import { createCredentials, type Keyring } from '../../../electron/sync/credentials.ts';
import type { GitProgram } from '../../../electron/sync/git.ts';
import { createFileHost } from '../../../electron/sync/host.ts';
import { DEFAULT_SESSION } from '../../../electron/sync/session.ts';
import { writeAskpass } from '../../../electron/sync/sign-in.ts';
import { type HttpRemote, serveHttp } from './http-remote.ts';
import { machineGit, makeRemote, makeWorld, type World, write } from './world.ts';

const TOKEN = 'tok3n-of-the-user';

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
  server.key = `ann:${TOKEN}`;
});
afterEach(async () => {
  await server.stop();
  world.remove();
});

/** A keyring that turns letters around: enough to see what is written in clear. */
const KEYRING: Keyring = {
  isAvailable: () => true,
  encrypt: (text) => Buffer.from([...text].reverse().join('')),
  decrypt: (bytes) => [...Buffer.from(bytes).toString()].reverse().join(''),
};

async function credentials(keyring: Keyring) {
  const path = join(world.folder, 'data', 'sign-ins.json');
  const file = await openJsonFile(path, (data) => (data ?? {}) as Record<string, string>);
  const folder = join(world.folder, 'data');
  return { file, path, kept: createCredentials({ file, keyring, folder }) };
}

/** The machine's git behind a program that writes down each command line. */
async function tellingGit(): Promise<GitProgram> {
  const { path, version } = await machineGit();
  const telling = join(world.folder, 'telling-git');
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${telling}.log'\nexec '${path}' "$@"\n`;
  writeFileSync(telling, script, { mode: 0o755 });
  return { path: telling, version };
}

async function sync(kept: ReturnType<typeof createCredentials>) {
  return attempt({
    gate: {
      folder: laptop,
      home: join(world.folder, 'home'),
      findGit: async () => ({ kind: 'found', program: await tellingGit() }),
      isTrusted: () => false,
      signIn: kept.of,
      settings: { ...DEFAULT_SESSION, environment: world.environment, lowSpeedSeconds: 2 },
    },
    host: createFileHost(laptop),
    goal: 'share',
    random: Math.random,
    now: Date.now,
    onStep: () => {},
  });
}

/** Every file of the world that holds a text. */
function filesWith(text: string): string[] {
  return readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));
}

describe('a remote that asks who you are', () => {
  test('is shared with once the user has signed in, and the token is in no file', async () => {
    // A helper that would write every token down in clear is not told of ours.
    world.git(laptop, 'config', '--global', 'credential.helper', 'store');
    const { kept, file } = await credentials(KEYRING);
    expect((await sync(kept)).verdict).toMatchObject({
      state: 'attention',
      problem: { kind: 'sign-in' },
    });
    expect(kept.keep(server.url, 'ann', TOKEN)).toBe('keyring');
    expect((await sync(kept)).verdict).toEqual({ state: 'synced', problem: null, next: 'done' });
    await file.flush();
    expect(filesWith(TOKEN)).toEqual([]);
    // Nor on a command line: those are in a file, too.
    expect(filesWith('push')).toContain(join(world.folder, 'telling-git.log'));
    // The next start finds it again.
    const next = await credentials(KEYRING);
    expect(await next.kept.of(server.url)).toMatchObject({ user: 'ann', token: TOKEN });
    expect(await next.kept.of('https://other.example/notes.git')).toBeNull();
  });

  test('the system’s own credential helper is asked before anybody is', async () => {
    write(world.folder, 'helper.sh', `#!/bin/sh\necho username=ann\necho password=${TOKEN}\n`);
    chmodSync(join(world.folder, 'helper.sh'), 0o755);
    world.git(laptop, 'config', '--global', 'credential.helper', join(world.folder, 'helper.sh'));
    const { kept } = await credentials(KEYRING);
    expect((await sync(kept)).verdict).toEqual({ state: 'synced', problem: null, next: 'done' });
    expect(filesWith(TOKEN)).toEqual([join(world.folder, 'helper.sh')]);
  });

  test('a wrong or expired token is named as a sign-in, and does not hang', async () => {
    const { kept } = await credentials(KEYRING);
    kept.keep(server.url, 'ann', 'expired');
    const { verdict } = await sync(kept);
    expect(verdict).toMatchObject({
      state: 'attention',
      problem: { kind: 'sign-in' },
      next: 'wait',
    });
    expect(JSON.stringify(verdict)).not.toContain('expired');
  });

  test('without a keyring the token is kept in memory only', async () => {
    const { kept, path, file } = await credentials({ ...KEYRING, isAvailable: () => false });
    expect(kept.keep(server.url, 'ann', TOKEN)).toBe('memory');
    expect((await sync(kept)).verdict.state).toBe('synced');
    await file.flush();
    expect(filesWith(TOKEN)).toEqual([]);
    expect(() => readFileSync(path)).toThrow();
  });

  test('the program that git asks answers for its own server alone', async () => {
    const askpass = await writeAskpass(join(world.folder, 'data'));
    const ask = (question: string) =>
      execFileSync(askpass, [question], {
        env: { BACKROW_HOST: 'notes.example', BACKROW_USER: 'ann', BACKROW_TOKEN: TOKEN },
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(ask("Username for 'https://notes.example': ")).toBe('ann\n');
    expect(ask("Password for 'https://ann@notes.example': ")).toBe(`${TOKEN}\n`);
    for (const host of ['evil.example', 'notes.example.evil', 'evil-notes.example'])
      expect(() => ask(`Password for 'https://ann@${host}': `)).toThrow();
    expect(() => ask("Are you sure (yes/no)? 'https://notes.example'")).toThrow();
  });
});
