import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSafeAddress, takeSignIn } from '../../../electron/sync/address.ts';
import { readConfig } from '../../../electron/sync/config-file.ts';
import { findRepository } from '../../../electron/sync/repository.ts';
import { runSyncCommand } from '../../../electron/sync/sync-command.ts';
import { type Inspection, inspectRepository } from '../../../electron/sync/trust.ts';
import { HOSTILE, type HostileSetting } from './hostile-settings.ts';
import { machineGit, makeClone, makeRemote, makeWorld, type World, write } from './world.ts';

let world: World;

beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

async function inspect(folder: string): Promise<Inspection> {
  const repository = await findRepository(folder, join(world.folder, 'home'));
  if (repository === null) throw new Error('no repository');
  return inspectRepository(repository);
}

/** As git-lfs writes it. */
const LFS_PRE_PUSH =
  '#!/bin/sh\ncommand -v git-lfs >/dev/null 2>&1 || { echo >&2 "\\nThis repository is configured for Git LFS but \'git-lfs\' was not found on your path."; exit 2; }\ngit lfs pre-push "$@"\n';

describe('ordinary repositories are never asked about', () => {
  test('git init, git clone, branches, remotes, identity, worktrees', async () => {
    const remote = makeRemote(world);
    const clone = makeClone(world, remote, 'clone');
    write(clone, 'a.md', 'a');
    world.git(clone, 'add', '-A');
    world.git(clone, 'commit', '-qm', 'a');
    world.git(clone, 'push', '-q', '-u', 'origin', 'main');
    world.git(clone, 'config', 'user.name', 'A; "B" # C');
    world.git(clone, 'config', 'user.email', 'a@b.c');
    world.git(clone, 'config', 'pull.rebase', 'true');
    world.git(clone, 'checkout', '-q', '-b', 'feature/テスト');
    world.git(clone, 'remote', 'add', 'up', 'git@example.com:a/b.git');
    world.git(clone, 'remote', 'add', 'web', 'https://token@example.com/a/b.git');
    world.git(clone, 'worktree', 'add', '-q', join(world.folder, 'tree'), 'main');
    expect(await inspect(clone)).toEqual({ kind: 'inert' });
    expect(await inspect(join(world.folder, 'tree'))).toEqual({ kind: 'inert' });
  });

  test.each([
    [
      'GitHub Desktop',
      '[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = false\n\tlogallrefupdates = true\n\tsymlinks = false\n\tignorecase = true\n[submodule]\n\tactive = .\n[remote "origin"]\n\turl = https://github.com/a/b.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch "main"]\n\tremote = origin\n\tmerge = refs/heads/main\n[lfs]\n\trepositoryformatversion = 0\n',
    ],
    [
      'VS Code',
      '[branch "main"]\n\tremote = origin\n\tmerge = refs/heads/main\n\tvscode-merge-base = origin/main\n\tgithub-pr-owner-number = "a#b#1"\n',
    ],
    ['gh', '[remote "origin"]\n\turl = git@github.com:a/b.git\n\tgh-resolved = base\n'],
    [
      'sha256 with worktree config',
      '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n\tworktreeConfig = true\n',
    ],
  ])('as %s writes them', async (_, config) => {
    const clone = makeClone(world, makeRemote(world), 'clone');
    write(clone, '.git/config', config);
    expect(await inspect(clone)).toEqual({ kind: 'inert' });
  });

  test('with the hooks of git-lfs and the samples of git', async () => {
    const clone = makeClone(world, makeRemote(world), 'clone');
    write(clone, '.git/hooks/pre-commit.sample', '#!/bin/sh\n');
    write(clone, '.git/hooks/pre-push', LFS_PRE_PUSH);
    expect(await inspect(clone)).toEqual({ kind: 'inert' });
  });
});

let pattern: World | null = null;

afterAll(() => pattern?.remove());

/** A remote and its clone with two notes, made once and copied for each setting. */
function copyOfNotebook(): { readonly remote: string; readonly clone: string } {
  if (pattern === null) {
    pattern = makeWorld();
    const clone = makeClone(pattern, makeRemote(pattern), 'clone');
    write(clone, 'a.md', '- a\n');
    write(clone, 'c.md', '- another a\n');
    write(clone, '.gitattributes', '* filter=x diff=x merge=x\n*.md filter=lfs\n');
    for (const command of ['add -A', 'commit -qm notes', 'push -q'])
      pattern.git(clone, ...command.split(' '));
  }
  const [remote, clone] = [join(world.folder, 'remote.git'), join(world.folder, 'clone')];
  cpSync(join(pattern.folder, 'remote.git'), remote, { recursive: true });
  cpSync(join(pattern.folder, 'clone'), clone, { recursive: true });
  return { remote, clone };
}

/** A folder as it may come from anywhere, with the setting in its own configuration. */
function makeHostile({ config, before = [] }: HostileSetting) {
  const canary = join(world.folder, 'canary-ran');
  const program = join(world.folder, 'canary.sh');
  const { remote, clone } = copyOfNotebook();
  const fill = (text: string) => text.replaceAll('CANARY', program).replaceAll('REMOTE', remote);
  const writeProgram = (folder: string, name: string) => {
    write(folder, name, `#!/bin/sh\ntouch '${canary}'\n`);
    chmodSync(join(folder, name), 0o755);
  };
  writeProgram(world.folder, 'canary.sh');
  write(clone, 'a.md', '- a\n- b\n');
  for (const command of before) world.git(clone, ...fill(command).split(' '));
  writeProgram(clone, '.git/evil-hooks/pre-commit');
  write(clone, '.git/evil.inc', `[core]\n\tfsmonitor = ${program}\n`);
  write(clone, '.git/objects/info/alternates', `${remote}/objects\n`);
  write(clone, '.git/config', `[core]\n\trepositoryformatversion = 0\n${fill(config)}`);
  return { clone, canary, fill };
}

/** What plain git says to a command that a person types; how it ends does not matter. */
function typed(cwd: string, command: string): string {
  const { stdout, stderr } = spawnSync('git', command.split(' '), {
    cwd,
    env: { ...world.environment, GIT_TERMINAL_PROMPT: '0' },
    input: 'protocol=https\nhost=example.com\n\n',
    encoding: 'utf8',
    timeout: 20_000,
  });
  return `${stdout}\n${stderr}`;
}

describe('hostile repositories run nothing before they are trusted', () => {
  test.each(HOSTILE)('$name, and plain git $plainGit.does', async (hostile) => {
    const { clone, canary, fill } = makeHostile(hostile);
    const inspection = await inspect(clone);
    if (inspection.kind !== 'untrusted') throw new Error('this must be asked about');
    const lines: string[] = [];
    const port = { print: (line: string) => void lines.push(line), environment: world.environment };
    expect(await runSyncCommand(['--sync', clone], port)).toBe(1);
    // The question names each thing that was found, as it stands in the file.
    expect(inspection.found).not.toEqual([]);
    for (const thing of ['untrusted', ...inspection.found])
      expect(lines.join('\n')).toContain(thing);
    expect(existsSync(canary)).toBe(false);

    // The same folder with plain git: a canary that never sings would prove nothing.
    const { plainGit } = hostile;
    if (plainGit.does === 'obeys') {
      expect(typed(clone, fill(plainGit.command))).toMatch(plainGit.says);
      return;
    }
    const said = plainGit.commands.map((command) => typed(clone, fill(command)));
    const { version } = await machineGit();
    const [major, minor] = plainGit.does === 'runs it' ? (plainGit.since ?? [0, 0]) : [Infinity, 0];
    const runs = version[0] > major || (version[0] === major && version[1] >= minor);
    expect(existsSync(canary), said.join('\n')).toBe(runs);
  });

  test.each(['pre-commit', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman'])(
    'the hook %s',
    async (hook) => {
      const clone = makeClone(world, makeRemote(world), 'clone');
      write(clone, `.git/hooks/${hook}`, '#!/bin/sh\n');
      expect(await inspect(clone)).toMatchObject({
        kind: 'untrusted',
        found: [expect.stringContaining(`hook: ${hook}`)],
      });
    },
  );

  test.each([
    ['one line more', `${LFS_PRE_PUSH}./evil\n`],
    ['a command in what it says', LFS_PRE_PUSH.replace('This', '$(./evil)')],
    ['a command before it', LFS_PRE_PUSH.replace('\n', '\n./evil\n')],
  ])('a hook that is like that of git-lfs but for %s', async (_, hook) => {
    const clone = makeClone(world, makeRemote(world), 'clone');
    write(clone, '.git/hooks/pre-push', hook);
    expect(await inspect(clone)).toMatchObject({
      kind: 'untrusted',
      found: [expect.stringContaining('hook: pre-push')],
    });
  });

  test('settings of a linked working tree count, too', async () => {
    const clone = makeClone(world, makeRemote(world), 'clone');
    write(clone, '.git/config.worktree', '[core]\n\tfsmonitor = ./evil\n');
    expect(await inspect(clone)).toMatchObject({ found: ['core.fsmonitor = ./evil'] });
  });

  test.each(['file', 'link'])('a .git %s that leads to another repository', async (how) => {
    const other = makeClone(world, makeRemote(world), 'other');
    const folder = join(world.folder, 'came-from-elsewhere');
    mkdirSync(folder);
    if (how === 'file') write(folder, '.git', `gitdir: ${other}/.git\n`);
    else symlinkSync(join(other, '.git'), join(folder, '.git'));
    expect(await inspect(folder)).toMatchObject({ found: [`git folder elsewhere: ${other}/.git`] });
  });

  test('trust covers what was found and nothing later', async () => {
    const clone = makeClone(world, makeRemote(world), 'clone');
    world.git(clone, 'config', 'alias.one', 'log');
    const before = await inspect(clone);
    world.git(clone, 'config', 'alias.two', 'log');
    const after = await inspect(clone);
    if (before.kind !== 'untrusted' || after.kind !== 'untrusted') throw new Error('both ask');
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  test('a notebook laid out like a bare repository is not one', async () => {
    const folder = join(world.folder, 'bare-like');
    world.git(world.folder, 'init', '-q', '--bare', folder);
    expect(await findRepository(folder, join(world.folder, 'home'))).toBeNull();
  });

  test('a home folder under git does not make its folders notebooks of it', async () => {
    const home = join(world.folder, 'home');
    world.git(home, 'init', '-q');
    mkdirSync(join(home, 'Documents'));
    expect(await findRepository(join(home, 'Documents'), home)).toBeNull();
    expect(await findRepository(home, home)).toMatchObject({ prefix: '' });
  });
});

describe('reading a configuration file', () => {
  test('agrees with git on values, quotes, comments and continued lines', () => {
    const folder = join(world.folder, 'config');
    write(
      world.folder,
      'config',
      '; c\n[a "B c\\"d"]\n\tone = x "y  z" ; no\n\ttwo\n\tTHREE= a\\\nb # c\n\tfour = "q\\n\\tr"\n\tfive =\n[x.Y]k=v\n',
    );
    const listed = world
      .git(world.folder, 'config', '-z', '--file', folder, '--list')
      .split('\0')
      .filter(Boolean);
    const { entries, unread } = readConfig(
      '; c\n[a "B c\\"d"]\n\tone = x "y  z" ; no\n\ttwo\n\tTHREE= a\\\nb # c\n\tfour = "q\\n\\tr"\n\tfive =\n[x.Y]k=v\n',
    );
    const ours = entries.map(({ section, subsection, key, value }) => {
      const name = subsection === null ? `${section}.${key}` : `${section}.${subsection}.${key}`;
      return key === 'two' ? name : `${name}\n${value}`;
    });
    expect(unread).toEqual([]);
    expect(ours).toEqual(listed);
  });

  test('never misses a setting that git reads, whatever the text', () => {
    const piece = fc.constantFrom(
      '[core]',
      '[a "b"]',
      '[x.y]',
      'k',
      'fsmonitor',
      ' = ',
      '=',
      'v',
      '"',
      '\\',
      '\\\n',
      '\n',
      '\r\n',
      '#',
      ';',
      '\t',
      ' ',
      '\\"',
      '[',
      ']',
      '\uFEFF',
      '-',
    );
    const path = join(world.folder, 'config');
    const text = fc
      .array(piece, { minLength: 4, maxLength: 14 })
      .map((pieces) => `[core]${pieces.join('')}`);
    fc.assert(
      fc.property(text, (config) => {
        writeFileSync(path, config);
        const git = spawnSync('git', ['config', '-z', '--file', path, '--list'], {
          env: world.environment,
        });
        if (git.status !== 0) return;
        const { entries, unread } = readConfig(config);
        const listed = git.stdout.toString().split('\0').filter(Boolean).length;
        expect(unread.length > 0 || entries.length >= listed).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('addresses', () => {
  test.each([
    'https://a.b/c.git',
    'http://u:p@a/b',
    'ssh://git@a/b',
    'git@a.b:c/d.git',
    '/srv/git/x',
    '../x.git',
    'file:///x',
    'C:\\git\\x',
    'git://a/b',
    './日本語',
  ])('accepts %s', (address) => expect(isSafeAddress(address)).toBe(true));
  test.each([
    'ext::sh -c x',
    '-oProxyCommand=x',
    '::x',
    'a::b',
    'ssh://-oProxyCommand=x/y',
    'ssh://u@-oX/y',
    'user@-oX:y',
    '-u:x',
    'javascript://x',
    'https://a\nb',
    '',
  ])('refuses %j', (address) => expect(isSafeAddress(address)).toBe(false));
  test.each([
    ['https://ann:t0ken@a.b/c.git', { address: 'https://a.b/c.git', user: 'ann', token: 't0ken' }],
    ['http://ann:p%40s@x@a:8080/c', { address: 'http://a:8080/c', user: 'ann', token: 'p@s@x' }],
    ['https://:t0ken@a.b/c', { address: 'https://a.b/c', user: 'git', token: 't0ken' }],
    ['https://ghp_abc@a.b/c', { address: 'https://a.b/c', user: 'git', token: 'ghp_abc' }],
    ['https://ann@a.b/c', null],
    ['https://a.b/c@d:e', null],
    ['ssh://git:x@a/b', null],
    ['git@a.b:c/d.git', null],
    ['/srv/ann:x@y', null],
  ])('a sign-in written into %s is taken out', (address, found) =>
    expect(takeSignIn(address)).toEqual(found),
  );
});
