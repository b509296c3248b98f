import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileHost } from '../../../electron/sync/host.ts';
import { judge } from '../../../electron/sync/judge.ts';
import { putInOrder } from '../../../electron/sync/put-in-order.ts';
import { DEFAULT_SESSION } from '../../../electron/sync/session.ts';
import { addRemote, cloneNotebook, setUpNotebook } from '../../../electron/sync/set-up.ts';
import { EXIT, runSyncCommand } from '../../../electron/sync/sync-command.ts';
import { undoLastSync } from '../../../electron/sync/undo.ts';
import { serveHttp } from './http-remote.ts';
import {
  machineGit,
  makeClone,
  makeRemote,
  makeWorld,
  read,
  sessionOn,
  transact,
  type World,
  write,
} from './world.ts';

let world: World;
let remote: string;
let laptop: string;

beforeEach(async () => {
  world = makeWorld();
  remote = makeRemote(world);
  laptop = makeClone(world, remote, 'laptop');
  write(laptop, 'a.md', '# Day\n\n- one\n- two\n- three\n');
  await transact(world, laptop);
});
afterEach(() => world.remove());

const SHARED = { remote: { kind: 'shared' }, problem: null };

/** Runs git where it is expected to stop with a conflict. */
function stops(...args: string[]): void {
  expect(() => world.git(laptop, ...args)).toThrow();
}

/** A second branch that changes the same line as main does. */
function quarrel(): void {
  world.git(laptop, 'checkout', '-q', '-b', 'side');
  write(laptop, 'a.md', '# Day\n\n- one, from the side\n- two\n- three\n');
  world.git(laptop, 'commit', '-aqm', 'side');
  world.git(laptop, 'checkout', '-q', 'main');
  write(laptop, 'a.md', '# Day\n\n- one, from main\n- two\n- three\n');
  world.git(laptop, 'commit', '-aqm', 'main');
}

/** What an attempt says before anything is put in order: a state with a name, and no git has run. */
async function expectNamed(what: string): Promise<void> {
  const lines: string[] = [];
  const port = { print: (line: string) => void lines.push(line), environment: world.environment };
  expect(await runSyncCommand(['--sync', laptop], port)).toBe(EXIT.attention);
  expect(lines).toEqual([`attention: busy-repository: ${what}`]);
}

async function expectInOrder(what: string): Promise<void> {
  await expectNamed(what);
  expect(await putInOrder(await sessionOn(world, laptop), createFileHost(laptop))).toBeNull();
  expect(world.git(laptop, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
  const text = read(laptop, 'a.md');
  expect(text).not.toMatch(/^[<=>]{7}/m);
  expect(text).toContain('- one, from the side\n');
  expect(text).toContain('- one, from main\n');
  expect(await transact(world, laptop)).toMatchObject(SHARED);
  expect(world.git(laptop, 'status', '--porcelain')).toBe('');
}

describe('what another program left half-done', () => {
  test('a merge with conflicts', async () => {
    quarrel();
    stops('merge', 'side');
    await expectInOrder('a merge begun by another program is not finished');
  });

  test('a rebase with conflicts', async () => {
    quarrel();
    world.git(laptop, 'checkout', '-q', 'main');
    stops('rebase', 'side');
    await expectInOrder('a rebase begun by another program is not finished');
  });

  test('a cherry-pick with conflicts', async () => {
    quarrel();
    stops('cherry-pick', 'side');
    await expectInOrder('a cherry-pick begun by another program is not finished');
  });

  test('a revert with conflicts, and a search for a commit', async () => {
    quarrel();
    stops('revert', 'HEAD~1', '--no-edit');
    await expectNamed('a revert begun by another program is not finished');
    const git = await sessionOn(world, laptop);
    expect(await putInOrder(git, createFileHost(laptop))).toBeNull();
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    const tip = world.git(laptop, 'rev-parse', 'HEAD');
    world.git(laptop, 'bisect', 'start', 'HEAD', 'HEAD~3');
    await expectNamed('a bisect begun by another program is not finished');
    write(laptop, 'b.md', '- written in the past\n');
    expect(await putInOrder(git, createFileHost(laptop))).toBeNull();
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    expect(world.git(laptop, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(world.git(remote, 'show', 'main:b.md')).toBe('- written in the past');
    expect(world.git(remote, 'show', 'main:a.md')).toBe(world.git(laptop, 'show', `${tip}:a.md`));
  });

  test('commits and edits on no branch', async () => {
    quarrel();
    world.git(laptop, 'checkout', '-q', '--detach', 'side');
    write(laptop, 'b.md', '- written on no branch\n');
    world.git(laptop, 'add', '-A');
    world.git(laptop, 'commit', '-qm', 'on no branch');
    write(laptop, 'b.md', '- written on no branch\n- and not committed\n');
    await expectInOrder('no branch is checked out');
    expect(read(laptop, 'b.md')).toBe('- written on no branch\n- and not committed\n');
  });

  test.each([
    ['empty', () => ''],
    ['cut off', (index: Buffer) => index.subarray(0, 20)],
    ['of zeros', (index: Buffer) => Buffer.alloc(index.length)],
    ['with a damaged entry', (index: Buffer) => Buffer.from(index).fill(0xff, 14, 40)],
  ])('an index that a power loss left %s', async (_, torn) => {
    const index = readFileSync(join(laptop, '.git/index'));
    write(laptop, '.git/index', torn(index));
    write(laptop, 'a.md', '# Day\n\n- one\n- two\n- three\n- four\n');
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop)).toMatchObject({ ...SHARED, held: [] });
    expect(world.git(remote, 'show', 'main:a.md')).toContain('- four');
    expect(world.git(remote, 'ls-tree', '--name-only', 'main')).toBe('a.md\nb.md');
    expect(world.git(laptop, 'status', '--porcelain')).toBe('');
  });

  // An editor beside the app asks git for its status every second, which holds the index for a moment.
  test('an index that another git holds for a moment, between two of our steps', async () => {
    const index = join(laptop, '.git/index.lock');
    const hold = (): void => {
      writeFileSync(index, '');
      setTimeout(() => rmSync(index, { force: true }), 300);
    };
    write(laptop, 'a.md', '# Day\n\n- one\n- two\n- three\n- four\n');
    write(laptop, 'a.assets/slide.png', 'an image');
    const onStep = (step: string): void => {
      if (step === 'flushed' || step === 'committed') hold();
    };
    expect(await transact(world, laptop, { onStep })).toMatchObject(SHARED);
    expect(world.git(laptop, 'status', '--porcelain')).toBe('');
  });

  test('an index lock of a crashed git', async () => {
    write(laptop, '.git/index.lock', '');
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(join(laptop, '.git/index.lock'), longAgo, longAgo);
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
  });
});

describe('repositories of every kind', () => {
  test('a repository begun here, connected later with an address', async () => {
    const git = await machineGit();
    const settings = { ...DEFAULT_SESSION, environment: world.environment };
    const fresh = join(world.folder, 'fresh');
    mkdirSync(fresh);
    write(fresh, 'n.md', '- n\n');
    const other = makeRemote(world, 'other.git');
    expect(await setUpNotebook(git, fresh, settings)).toEqual({ kind: 'ready' });
    expect(await transact(world, fresh)).toMatchObject({ remote: null, problem: null });
    expect(await addRemote(git, fresh, other, settings)).toEqual({ kind: 'ready' });
    expect(await transact(world, fresh)).toMatchObject(SHARED);
    const copy = join(world.folder, 'copy');
    expect(await cloneNotebook(git, other, copy, settings)).toEqual({ kind: 'ready' });
    expect(read(copy, 'n.md')).toBe('- n\n');
    expect(
      await cloneNotebook(git, 'ext::sh -c true', join(world.folder, 'evil'), settings),
    ).toMatchObject({
      kind: 'failed',
      failure: 'wrong-address',
    });
  });

  test('a nested repository is left alone, and the rest is shared', async () => {
    mkdirSync(join(laptop, 'nested'));
    world.git(join(laptop, 'nested'), 'init', '-q');
    write(laptop, 'nested/x.md', '- x\n');
    world.git(join(laptop, 'nested'), 'add', '-A');
    world.git(join(laptop, 'nested'), 'commit', '-qm', 'x');
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop)).toMatchObject({
      ...SHARED,
      held: [{ path: 'nested/', why: 'nested-repository' }],
    });
    expect(world.git(remote, 'ls-tree', '--name-only', 'main')).toBe('a.md\nb.md');
  });

  test('a submodule of the user stays as it is, and the notes beside it are shared', async () => {
    const library = makeRemote(world, 'library.git');
    const source = makeClone(world, library, 'source');
    write(source, 'x.md', '- x\n');
    await transact(world, source);
    world.git(laptop, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library);
    world.git(laptop, 'commit', '-qm', 'a submodule');
    // What happens inside it is for its own owner to commit, and to point to.
    write(laptop, 'library/x.md', '- x\n- y\n');
    world.git(join(laptop, 'library'), 'commit', '-aqm', 'inside');
    write(laptop, 'library/x.md', '- x\n- not committed\n');
    write(laptop, 'b.md', '- b\n');
    const submodule = world.git(laptop, 'ls-tree', 'HEAD', 'library');
    expect(submodule).toMatch(/^160000 commit /);
    expect(await transact(world, laptop)).toMatchObject({ ...SHARED, held: [] });
    // The other computer has the notebook without the submodule's files, as git clones it.
    const tablet = makeClone(world, remote, 'tablet');
    write(tablet, 'a.md', '# Day\n\n- one\n- two\n- three\n- from the tablet\n');
    write(laptop, 'a.md', '# Day\n\n- from the laptop\n- one\n- two\n- three\n');
    for (const folder of [tablet, laptop, tablet]) {
      expect(await transact(world, folder)).toMatchObject({ ...SHARED, held: [] });
      expect(world.git(folder, 'ls-tree', 'HEAD', 'library')).toBe(submodule);
    }
    const both = '# Day\n\n- from the laptop\n- one\n- two\n- three\n- from the tablet\n';
    expect(read(laptop, 'a.md')).toBe(both);
    expect(read(tablet, 'a.md')).toBe(both);
    expect(read(laptop, 'library/x.md')).toBe('- x\n- not committed\n');
  });

  test('a file too large for the remote is left out and named', async () => {
    write(laptop, 'talk.mov', new Uint8Array(96 * 1024 * 1024));
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop)).toMatchObject({
      ...SHARED,
      held: [{ path: 'talk.mov', why: 'too-large' }],
    });
    expect(world.git(remote, 'ls-tree', '--name-only', 'main')).toBe('a.md\nb.md');
  });

  test('Japanese names, composed and decomposed, and names that differ in case', async () => {
    const names = [
      'が.md',
      'が.md'.normalize('NFD'),
      '会議/メモ ・ 1.md',
      'Talk.md',
      'talk.md',
      'a "b" \\ c.md',
      ' lead.md',
    ];
    for (const name of names) write(laptop, name, `- ${name}\n`);
    expect(await transact(world, laptop)).toMatchObject({ ...SHARED, held: [] });
    const tablet = makeClone(world, remote, 'tablet');
    for (const name of names) expect(read(tablet, name)).toBe(`- ${name}\n`);
  });

  test('no identity on this computer', async () => {
    write(world.folder, 'home/.gitconfig', '[user]\n\tuseConfigOnly = true\n');
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
  });

  test('signing switched on, a hook that fails, another editor: none of them stops it', async () => {
    write(
      world.folder,
      'home/.gitconfig',
      '[user]\n\tname = x\n\temail = x@x\n[commit]\n\tgpgsign = true\n[core]\n\teditor = false\n\thooksPath = hooks\n',
    );
    write(laptop, 'hooks/pre-commit', '#!/bin/sh\nexit 1\n');
    chmodSync(join(laptop, 'hooks/pre-commit'), 0o755);
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
  });

  test('a remote folder that is not there now is a network that is away', async () => {
    rmSync(remote, { recursive: true });
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop)).toMatchObject({
      problem: null,
      remote: { failure: 'offline' },
    });
  });

  test('a lock that a killed push left in a shared folder is named', async () => {
    const lock = join(remote, 'refs/heads/main.lock');
    write(remote, 'refs/heads/main.lock', '');
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lock, longAgo, longAgo);
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop, { random: () => 0 })).toMatchObject({
      remote: { failure: 'refused', detail: expect.stringContaining(lock) },
    });
    rmSync(lock);
    expect(await transact(world, laptop)).toMatchObject(SHARED);
  });

  test('a branch without upstream, and one that the remote does not have', async () => {
    world.git(laptop, 'checkout', '-q', '--no-track', '-b', '別の枝');
    write(laptop, 'b.md', '- b\n');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    expect(world.git(remote, 'show', '別の枝:b.md')).toBe('- b');
  });

  test('the default branch under a new name is followed, and the local one keeps its own', async () => {
    world.git(remote, 'branch', '-m', 'main', 'trunk');
    const tablet = makeClone(world, remote, 'tablet');
    write(tablet, 'c.md', '- c\n');
    await transact(world, tablet);
    write(laptop, 'b.md', '- b\n');
    // The image follows in a round of its own, to the new name, too.
    write(laptop, 'a.png', new Uint8Array([1, 2, 3]));
    expect(await transact(world, laptop)).toMatchObject({ ...SHARED, changed: ['c.md'] });
    expect(world.git(laptop, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(world.git(laptop, 'rev-parse', '--abbrev-ref', 'main@{upstream}')).toBe('origin/trunk');
    write(laptop, 'b.md', '- b\n- again\n');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    expect(world.git(remote, 'branch', '--format=%(refname:short)')).toBe('trunk');
    expect(world.git(remote, 'show', 'trunk:b.md')).toBe('- b\n- again');
    expect(world.git(remote, 'ls-tree', '--name-only', 'trunk')).toBe('a.md\na.png\nb.md\nc.md');
  });

  test('a branch that was merged and deleted, or begun anew, is named and not followed', async () => {
    world.git(laptop, 'checkout', '-q', '-b', 'draft');
    write(laptop, 'b.md', '- b\n');
    await transact(world, laptop);
    // The clone was made of an empty remote and has no record of its default branch.
    world.git(laptop, 'remote', 'set-head', 'origin', 'main');
    world.git(remote, 'update-ref', 'refs/heads/main', 'draft');
    world.git(remote, 'branch', '-D', 'draft');
    write(laptop, 'b.md', '- b\n- waits\n');
    const deleted = await transact(world, laptop);
    expect(deleted).toMatchObject({
      remote: { failure: 'no-branch', detail: 'draft is no longer there; the remote has main' },
    });
    expect(judge(deleted, true)).toMatchObject({ state: 'attention' });
    expect(world.git(remote, 'show', 'main:b.md')).toBe('- b');

    world.git(laptop, 'checkout', '-q', 'main');
    await transact(world, laptop);
    const unrelated = world.git(remote, 'commit-tree', '-m', 'anew', 'main^{tree}');
    world.git(remote, 'update-ref', 'refs/heads/anew', unrelated);
    world.git(remote, 'symbolic-ref', 'HEAD', 'refs/heads/anew');
    world.git(remote, 'update-ref', '-d', 'refs/heads/main');
    expect(await transact(world, laptop)).toMatchObject({ remote: { failure: 'no-branch' } });
    expect(world.git(remote, 'rev-parse', 'anew')).toBe(unrelated);
  });

  test('large files of git-lfs are uploaded before the commit that points to them', async () => {
    const log = join(world.folder, 'lfs-log');
    write(
      world.folder,
      'bin/git-lfs',
      `#!/bin/sh\necho "$@" >> '${log}'\ngit ls-remote '${remote}' refs/heads/main >> '${log}'\n`,
    );
    chmodSync(join(world.folder, 'bin/git-lfs'), 0o755);
    world.environment.PATH = `${join(world.folder, 'bin')}:${world.environment.PATH}`;
    write(laptop, '.gitattributes', '*.mov filter=lfs diff=lfs merge=lfs -text\n');
    const before = world.git(remote, 'rev-parse', 'main');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    const head = world.git(laptop, 'rev-parse', 'HEAD');
    expect(read(world.folder, 'lfs-log')).toBe(`push origin ${head}\n${before}\trefs/heads/main\n`);
  });

  test('a large file of git-lfs arrives as itself, and the history holds its pointer', async () => {
    write(
      world.folder,
      'home/.gitconfig',
      '[user]\n\tname = x\n\temail = x@x\n[filter "lfs"]\n\tclean = sed s/^film/pointer/\n\tsmudge = sed s/^pointer/film/\n\trequired = true\n',
    );
    write(world.folder, 'bin/git-lfs', '#!/bin/sh\n');
    chmodSync(join(world.folder, 'bin/git-lfs'), 0o755);
    world.environment.PATH = `${join(world.folder, 'bin')}:${world.environment.PATH}`;
    write(laptop, '.gitattributes', '*.mov filter=lfs diff=lfs merge=lfs -text\n');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    write(laptop, 'talk.mov', 'film of the talk\n');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    expect(await transact(world, tablet)).toMatchObject({ ...SHARED, changed: ['talk.mov'] });
    expect(read(tablet, 'talk.mov')).toBe('film of the talk\n');
    expect(world.git(remote, 'show', 'main:talk.mov')).toBe('pointer of the talk');
    expect(world.git(tablet, 'status', '--porcelain')).toBe('');
  });

  test('large files of git-lfs without git-lfs are refused before they become empty pointers', async () => {
    write(laptop, '.gitattributes', '*.mov filter=lfs diff=lfs merge=lfs -text\n');
    expect(await transact(world, laptop)).toMatchObject({
      remote: { kind: 'failed', failure: 'refused', detail: expect.stringContaining('git-lfs') },
    });
  });
});

describe('what lies in the way of the network', () => {
  /** One sync to an address, with a note that waits. */
  async function toward(address: string, config: string) {
    write(world.folder, 'home/.gitconfig', `[user]\n\tname = x\n\temail = x@x\n${config}`);
    world.git(laptop, 'remote', 'set-url', 'origin', address);
    write(laptop, 'b.md', '- b\n');
    return transact(world, laptop);
  }
  /** The way on: as soon as the obstacle is gone, what waited arrives. */
  async function expectToGoOn() {
    expect(await toward(remote, '')).toMatchObject(SHARED);
    expect(world.git(remote, 'show', 'main:b.md')).toBe('- b');
  }

  test('a server that ssh does not know yet is a sign-in that waits for the user, and is named', async () => {
    const ssh = join(world.folder, 'ssh');
    write(
      world.folder,
      'ssh',
      '#!/bin/sh\necho "No ED25519 host key is known for notes.invalid and you have requested strict checking." >&2\necho "Host key verification failed." >&2\nexit 255\n',
    );
    chmodSync(ssh, 0o755);
    world.environment.GIT_SSH_COMMAND = `'${ssh}'`;
    const outcome = await toward('ssh://git@notes.invalid/notes.git', '');
    expect(outcome).toMatchObject({
      problem: null,
      remote: { failure: 'sign-in', detail: expect.stringContaining('notes.invalid') },
    });
    expect(judge(outcome, true)).toMatchObject({
      state: 'attention',
      problem: { kind: 'sign-in' },
    });
    await expectToGoOn();
  });

  test('a proxy that is not there is a network that is away, one that wants a sign-in is named', async () => {
    const server = await serveHttp(world);
    const proxy = new URL(server.url).origin;
    const settings = `[http]\n\tproxy = ${proxy}\n`;
    server.mood = 407;
    const asked = await toward('http://notes.invalid/notes.git', settings);
    expect(asked).toMatchObject({ remote: { failure: 'portal' } });
    expect(judge(asked, true)).toMatchObject({ problem: { kind: 'portal' }, next: 'retry' });
    await server.stop();
    const away = await toward('http://notes.invalid/notes.git', settings);
    expect(away).toMatchObject({ problem: null, remote: { failure: 'offline' } });
    expect(judge(away, true)).toEqual({ state: 'offline', problem: null, next: 'retry' });
    await expectToGoOn();
  });

  test('computers whose clocks are decades apart', async () => {
    const tablet = makeClone(world, remote, 'tablet');
    const commits = [
      [laptop, '1990-01-01T00:00:00Z', '# Day\n\n- one, long ago\n- two\n- three\n'],
      [tablet, '2090-01-01T00:00:00Z', '# Day\n\n- one\n- two\n- three\n- four, to come\n'],
    ] as const;
    for (const [folder, date, text] of commits) {
      world.environment.GIT_COMMITTER_DATE = date;
      write(folder, 'a.md', text);
      utimesSync(join(folder, 'a.md'), new Date(date), new Date(date));
      world.git(folder, 'commit', '-aqm', 'by another clock', '--date', date);
    }
    delete world.environment.GIT_COMMITTER_DATE;
    for (const folder of [tablet, laptop, tablet]) {
      expect(await transact(world, folder)).toMatchObject({ ...SHARED, keptBoth: [] });
    }
    const both = '# Day\n\n- one, long ago\n- two\n- three\n- four, to come\n';
    expect(read(laptop, 'a.md')).toBe(both);
    expect(read(tablet, 'a.md')).toBe(both);
  });
});

describe('what a remote may not bring', () => {
  async function bring(...commands: readonly (readonly string[])[]) {
    const other = makeClone(world, remote, 'other');
    for (const command of commands) world.git(other, ...command);
    world.git(other, 'commit', '-qm', 'hostile');
    world.git(other, 'push', '-q', 'origin', 'main');
    return transact(world, laptop);
  }
  const blob = () => world.git(laptop, 'rev-parse', 'HEAD:a.md');

  test.each([
    ['a symbolic link', '120000', 'link.md'],
    ['a nested repository', '160000', 'module'],
    ['a control character', '100644', 'a\u0001b.md'],
    ['a backslash', '100644', 'a\\..\\b.md'],
    ['a short name of .git', '100644', 'git~1/config'],
    ['.git with an invisible character', '100644', '.g\u200cit/config'],
    ['.git with dots and blanks behind', '100644', '.git. . /config'],
    ['a name that turns its direction of writing', '100644', 'a\u202edm.exe'],
    ['.git with a stream', '100644', '.git::$INDEX_ALLOCATION/config'],
  ])('%s', async (_, mode, path) => {
    const id = mode === '160000' ? world.git(laptop, 'rev-parse', 'HEAD') : blob();
    const settings = ['-c', 'core.protectHFS=false', '-c', 'core.protectNTFS=false'];
    const outcome = await bring([
      ...settings,
      'update-index',
      '--add',
      '--cacheinfo',
      `${mode},${id},${path}`,
    ]);
    expect(outcome).toMatchObject({ problem: { kind: 'refused' } });
    expect(existsSync(join(laptop, path))).toBe(false);
    expect(world.git(laptop, 'status', '--porcelain')).toBe('');
    write(laptop, 'b.md', '- goes on\n');
    await transact(world, laptop);
    expect(world.git(laptop, 'log', '-1', '--format=%s')).toBe('b: notes');
  });

  test('a file behind a link that lies in the folder', async () => {
    const outside = join(world.folder, 'outside');
    mkdirSync(outside);
    write(laptop, '.git/info/exclude', 'sub\n');

    symlinkSync(outside, join(laptop, 'sub'));
    const outcome = await bring([
      'update-index',
      '--add',
      '--cacheinfo',
      `100644,${blob()},sub/x.md`,
    ]);
    expect(outcome.problem).toMatchObject({
      kind: 'failed',
      detail: expect.stringContaining('link'),
    });
    expect(existsSync(join(outside, 'x.md'))).toBe(false);
  });
});

describe('undo last sync', () => {
  test('takes back what came, keeps what was written since, and can be shared', async () => {
    const tablet = makeClone(world, remote, 'tablet');
    write(tablet, 'a.md', '# Day\n\n- one\n- two, from the tablet\n- three\n');
    write(tablet, 'new.md', '- new\n');
    await transact(world, tablet);
    write(tablet, 'new.md', '- new\n- newer\n');
    await transact(world, tablet);
    write(laptop, 'b.md', '- b\n');
    await transact(world, laptop);
    expect(read(laptop, 'new.md')).toBe('- new\n- newer\n');
    write(laptop, 'a.md', `${read(laptop, 'a.md')}- four\n`);
    await transact(world, laptop);
    const changed = await undoLastSync(await sessionOn(world, laptop), createFileHost(laptop));
    expect(changed).toEqual(['a.md', 'new.md']);
    expect(read(laptop, 'a.md')).toBe('# Day\n\n- one\n- two\n- three\n- four\n');
    expect(existsSync(join(laptop, 'new.md'))).toBe(false);
    expect(read(laptop, 'b.md')).toBe('- b\n');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
  });
});
