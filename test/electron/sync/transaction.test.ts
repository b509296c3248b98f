import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileHost, type SyncHost } from '../../../electron/sync/host.ts';
import { readNewParents } from '../../../electron/sync/ref-files.ts';
import { keptPlaces } from '../../../shared/merge/kept-place.ts';
import {
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

beforeEach(() => {
  world = makeWorld();
  remote = makeRemote(world);
});
afterEach(() => world.remove());

const SHARED = { remote: { kind: 'shared' }, problem: null };

describe('a sync transaction', () => {
  test('carries a first note into an empty remote, and on to another clone', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'メモ/2026-11-22 集まり.md', '# 集まり\n\n- はじめ\n');
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    const tablet = makeClone(world, remote, 'tablet');
    expect(read(tablet, 'メモ/2026-11-22 集まり.md')).toBe('# 集まり\n\n- はじめ\n');
    expect(world.git(laptop, 'log', '-1', '--format=%s')).toBe('集まり: notes');
  });

  test('does nothing where nothing changed', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- a\n');
    await transact(world, laptop);
    const before = world.git(laptop, 'rev-parse', 'HEAD');
    const steps: string[] = [];
    await transact(world, laptop, { onStep: (step) => void steps.push(step) });
    expect(steps).toEqual(['flushed', 'fetched']);
    expect(world.git(laptop, 'rev-parse', 'HEAD')).toBe(before);
  });

  test('asks the remote what it has only where somebody else may have written', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- a\n');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    const sync = async (text: string) => {
      const steps: string[] = [];
      write(laptop, 'a.md', text);
      expect(
        await transact(world, laptop, { onStep: (step) => void steps.push(step) }),
      ).toMatchObject(SHARED);
      return steps;
    };
    expect(await sync('- a\n- b\n')).toEqual(['flushed', 'committed', 'pushed']);
    await transact(world, tablet);
    write(tablet, 'b.md', '- from the tablet\n');
    await transact(world, tablet);
    expect(await sync('- a\n- b\n- c\n')).toEqual([
      'flushed',
      'committed',
      'fetched',
      'merged',
      'backup',
      'journal',
      'file',
      'index',
      'branch',
      'pushed',
    ]);
    expect(read(laptop, 'b.md')).toBe('- from the tablet\n');
    expect(world.git(remote, 'rev-parse', 'main')).toBe(world.git(laptop, 'rev-parse', 'HEAD'));
  });

  test('reads the parents of a commit as git does, and never of one that is packed away', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    for (const name of ['a', 'b']) {
      write(laptop, `${name}.md`, '- x\n');
      world.git(laptop, 'add', '-A');
      world.git(laptop, 'commit', '-qm', `parent ${name}\n\nparent ${'0'.repeat(40)}`);
    }
    const [tip = '', root = ''] = world.git(laptop, 'rev-list', 'HEAD').split('\n');
    const tree = world.git(laptop, 'rev-parse', 'HEAD^{tree}');
    const join = world.git(laptop, 'commit-tree', tree, '-p', tip, '-p', root, '-m', 'join');
    const { repository } = await sessionOn(world, laptop);
    const parents = (...ids: string[]) =>
      Promise.all(ids.map((id) => readNewParents(repository, id)));
    expect(await parents(root, tip, join, tree)).toEqual([[], [root], [tip, root], null]);
    world.git(laptop, 'gc', '-q');
    expect(await parents(tip)).toEqual([null]);
  });

  test('takes what others pushed, also into a notebook without any commit', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    const tablet = makeClone(world, remote, 'tablet');
    write(laptop, 'a.md', '- a\n');
    await transact(world, laptop);
    expect(await transact(world, tablet)).toMatchObject({ ...SHARED, changed: ['a.md'] });
    expect(read(tablet, 'a.md')).toBe('- a\n');
    write(laptop, 'a.md', '- a\n- b\n');
    await transact(world, laptop);
    expect(await transact(world, tablet)).toMatchObject({ ...SHARED, changed: ['a.md'] });
    expect(read(tablet, 'a.md')).toBe('- a\n- b\n');
    expect(world.git(tablet, 'status', '--porcelain')).toBe('');
  });

  test('joins two histories of one note; both clones end with the same bytes', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '# Talk\n\n- one\n- two\n');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    write(laptop, 'a.md', '# Talk\n\n- one, edited\n- two\n');
    write(tablet, 'a.md', '# Talk\n\n- one\n- two\n    - below two\n');
    await transact(world, laptop);
    expect(await transact(world, tablet)).toMatchObject(SHARED);
    await transact(world, laptop);
    expect(read(laptop, 'a.md')).toBe('# Talk\n\n- one, edited\n- two\n    - below two\n');
    expect(read(tablet, 'a.md')).toBe(read(laptop, 'a.md'));
    expect(world.git(laptop, 'rev-parse', 'HEAD')).toBe(world.git(tablet, 'rev-parse', 'HEAD'));
  });

  test('says where both sides changed the same line, and keeps both', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- price to be checked\n');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    write(laptop, 'a.md', '- price to be 120\n');
    write(tablet, 'a.md', '- price to be 150, less for members\n');
    await transact(world, laptop);
    const outcome = await transact(world, tablet);
    expect(outcome.keptBoth).toHaveLength(1);
    expect(read(tablet, 'a.md').split('\n').sort()).toEqual(
      ['', '- price to be 120', '- price to be 150, less for members'].sort(),
    );
  });

  test('both people are told of a line kept twice, each with their own version as theirs', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    const tablet = makeClone(world, remote, 'tablet');
    write(laptop, 'a.md', '- one\n- price unknown\n- three\n');
    await transact(world, laptop);
    await transact(world, tablet);
    write(laptop, 'a.md', '- one\n- price unknown, says Ann\n- three\n');
    write(tablet, 'a.md', '- one\n- price unknown, says Ben\n- three\n');
    await transact(world, laptop);
    const told = ({ keptBoth }: Awaited<ReturnType<typeof transact>>) =>
      keptBoth.map(({ path, ours, places }) => ({ path, kept: keptPlaces(places, ours) }));
    const [ann, ben] = ['- price unknown, says Ann', '- price unknown, says Ben'] as const;
    expect(told(await transact(world, tablet))).toEqual([
      { path: 'a.md', kept: [{ mine: ben, theirs: ann }] },
    ]);
    expect(told(await transact(world, laptop))).toEqual([
      { path: 'a.md', kept: [{ mine: ann, theirs: ben }] },
    ]);
    expect(told(await transact(world, laptop))).toEqual([]);
  });

  test('joins two notebooks that were begun apart', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    const tablet = makeClone(world, remote, 'tablet');
    write(laptop, 'a.md', '# Day\n\n- laptop\n');
    write(tablet, 'a.md', '# Day\n\n- tablet\n');
    write(tablet, 'b.md', 'other\n');
    await transact(world, laptop);
    expect(await transact(world, tablet)).toMatchObject(SHARED);
    await transact(world, laptop);
    expect(read(laptop, 'a.md')).toMatch(/^# Day\n\n(- laptop\n- tablet|- tablet\n- laptop)\n$/);
    expect(read(laptop, 'b.md')).toBe('other\n');
  });

  test('a file that is missing is not a deletion, and comes back with the next change of it', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- a\n');
    write(laptop, 'b.md', '- b\n');
    await transact(world, laptop);
    rmSync(join(laptop, 'a.md'));
    write(laptop, 'b.md', '- b2\n');
    expect(await transact(world, laptop)).toMatchObject({
      ...SHARED,
      held: [{ path: 'a.md', why: 'missing' }],
    });
    expect(world.git(remote, 'show', 'main:a.md')).toBe('- a');
    expect(world.git(remote, 'show', 'main:b.md')).toBe('- b2');
  });

  test('what a person staged of a file that is left out stays out of the commit, too', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- a\n');
    write(laptop, 'b.md', '- b\n');
    await transact(world, laptop);
    write(laptop, 'a.md', '- a, staged\n');
    world.git(laptop, 'add', 'a.md');
    rmSync(join(laptop, 'a.md'));
    write(laptop, 'b.md', '- b2\n');
    expect(await transact(world, laptop)).toMatchObject({
      ...SHARED,
      held: [{ path: 'a.md', why: 'missing' }],
    });
    expect(world.git(laptop, 'show', '--name-only', '--format=', 'HEAD')).toBe('b.md');
    expect(world.git(laptop, 'status', '--porcelain')).toBe('MD a.md');
  });

  test('what was deleted on purpose is deleted everywhere', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'sub/a.md', '- a\n');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    rmSync(join(laptop, 'sub/a.md'));
    const forgotten: string[] = [];
    const host = {
      ...createFileHost(laptop),
      deletions: () => new Set(['sub/a.md']),
      deletionsCommitted: (names: readonly string[]) => void forgotten.push(...names),
    };
    expect(await transact(world, laptop, { host })).toMatchObject({ ...SHARED, held: [] });
    expect(forgotten).toEqual(['sub/a.md']);
    expect(await transact(world, tablet)).toMatchObject(SHARED);
    expect(existsSync(join(tablet, 'sub'))).toBe(false);
  });

  test('a note edited here and deleted there stays, edited', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- a\n');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    rmSync(join(laptop, 'a.md'));
    const host = { ...createFileHost(laptop), deletions: () => new Set(['a.md']) };
    await transact(world, laptop, { host });
    write(tablet, 'a.md', '- a\n- more\n');
    await transact(world, tablet);
    await transact(world, laptop);
    expect(read(laptop, 'a.md')).toBe('- a\n- more\n');
  });

  test('a note renamed here and edited there is one note under the new name', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    const text = '# Day\n\n- first thought of the day\n- second thought of the day\n';
    write(laptop, 'a.md', text);
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    rmSync(join(laptop, 'a.md'));
    write(laptop, 'b.md', text);
    const host = { ...createFileHost(laptop), deletions: () => new Set(['a.md']) };
    await transact(world, laptop, { host });
    write(tablet, 'a.md', `${text}- third\n`);
    await transact(world, tablet);
    expect(existsSync(join(tablet, 'a.md'))).toBe(false);
    expect(read(tablet, 'b.md')).toBe(`${text}- third\n`);
  });

  test('two images of one name get two names, and each note shows its own', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'n.md', '# Day\n');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    for (const [clone, own] of [
      [laptop, 'laptop'],
      [tablet, 'tablet'],
    ] as const) {
      write(clone, 'n.assets/1007-talk-1.png', `\x89PNG ${own}`);
      write(clone, 'n.md', `# Day\n\n- ${own}\n    - ![](n.assets/1007-talk-1.png)\n`);
    }
    await transact(world, laptop);
    await transact(world, tablet);
    await transact(world, laptop);
    const note = read(laptop, 'n.md');
    expect(read(tablet, 'n.md')).toBe(note);
    for (const own of ['laptop', 'tablet']) {
      const link = new RegExp(`- ${own}\n    - !\\[\\]\\(([^)]+)\\)`).exec(note)?.[1] ?? '';
      expect(read(laptop, link)).toBe(`\x89PNG ${own}`);
    }
  });

  test('other files join by lines, and where they do not both stay', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    write(laptop, 'data.csv', lines.join('\n'));
    write(laptop, 'blob.bin', 'base');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    write(laptop, 'data.csv', lines.with(2, 'laptop').join('\n'));
    write(tablet, 'data.csv', lines.with(17, 'tablet').join('\n'));
    write(laptop, 'blob.bin', 'laptop');
    write(tablet, 'blob.bin', 'tablet');
    await transact(world, laptop);
    const { copies } = await transact(world, tablet);
    expect(read(tablet, 'data.csv')).toBe(lines.with(2, 'laptop').with(17, 'tablet').join('\n'));
    const [{ copy } = { copy: '' }] = copies;
    expect([read(tablet, 'blob.bin'), read(tablet, copy)].sort()).toEqual(['laptop', 'tablet']);
  });

  test('text is committed and pushed before images, and images in portions', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'n.md', '# Day\n\n## Talk\n');
    for (let index = 0; index < 3; index++) {
      write(laptop, `n.assets/${index}.png`, new Uint8Array(9 * 1024 * 1024).fill(index + 1));
    }
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    expect(world.git(remote, 'log', '--reverse', '--format=%s', 'main').split('\n')).toEqual([
      'Day: 1 talk',
      'Notebook: 1 slide',
      'Notebook: 1 slide',
      'Notebook: 1 slide',
    ]);
  });

  test('a line cut between two portions of images: what arrived stays, the rest follows', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'n.md', '# Day\n');
    for (let index = 0; index < 3; index++)
      write(laptop, `n.assets/${index}.png`, new Uint8Array(9 * 1024 * 1024).fill(index + 1));
    const unplugged = `${remote}-unplugged`;
    let pushes = 0;
    const onStep = (step: string) => {
      if (step === 'pushed' && ++pushes === 2) renameSync(remote, unplugged);
    };
    expect(await transact(world, laptop, { onStep })).toMatchObject({
      remote: { kind: 'failed', failure: 'offline' },
      problem: null,
    });
    // The slide that was on its way is committed; the last one waits in the folder.
    expect(world.git(laptop, 'status', '--porcelain', '-uall')).toBe('?? n.assets/2.png');
    renameSync(unplugged, remote);
    const files = () => world.git(remote, 'ls-tree', '-r', '--name-only', 'main').split('\n');
    expect(files()).toEqual(['n.assets/0.png', 'n.md']);
    expect(await transact(world, laptop)).toMatchObject(SHARED);
    expect(files()).toEqual(['n.assets/0.png', 'n.assets/1.png', 'n.assets/2.png', 'n.md']);
  });

  test('a commit without network leaves images in the folder until the text is shared', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'n.md', '# Day\n');
    write(laptop, 'n.assets/1.png', 'png');
    expect(await transact(world, laptop, { goal: 'commit' })).toMatchObject({
      remote: null,
      problem: null,
    });
    expect(world.git(laptop, 'status', '--porcelain', '-uall')).toBe('?? n.assets/1.png');
    await transact(world, laptop);
    expect(world.git(laptop, 'status', '--porcelain', '-uall')).toBe('');
  });

  test('a note that shrank outside the app to under a fifth is left out and named', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- a long line of a long note\n'.repeat(100));
    await transact(world, laptop);
    write(laptop, 'a.md', '- torn\n');
    expect(await transact(world, laptop)).toMatchObject({
      held: [{ path: 'a.md', why: 'shrunk' }],
    });
    const host = { ...createFileHost(laptop), wasEdited: () => true };
    expect(await transact(world, laptop, { host })).toMatchObject({ ...SHARED, held: [] });
  });

  test('in a sub-folder of a larger repository only the notebook is committed', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'src/code.c', 'int main;\n');
    world.git(laptop, 'add', '-A');
    world.git(laptop, 'commit', '-qm', 'code');
    world.git(laptop, 'push', '-q', 'origin', 'HEAD');
    write(laptop, 'src/code.c', 'int staged;\n');
    world.git(laptop, 'add', 'src/code.c');
    write(laptop, 'src/other.c', 'untracked\n');
    write(laptop, 'notes/a.md', '- a\n');
    expect(await transact(world, join(laptop, 'notes'))).toMatchObject(SHARED);
    expect(world.git(laptop, 'show', '--name-only', '--format=', 'HEAD')).toBe('notes/a.md');
    expect(world.git(laptop, 'status', '--porcelain', '-uall')).toBe(
      'M  src/code.c\n?? src/other.c',
    );
  });

  test('what is typed while a change comes in stays, and goes out with the next sync', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    write(laptop, 'a.md', '- one\n- two\n');
    await transact(world, laptop);
    const tablet = makeClone(world, remote, 'tablet');
    write(tablet, 'a.md', '- one, tablet\n- two\n');
    await transact(world, tablet);
    const files = createFileHost(laptop);
    let typed = false;
    const host: SyncHost = {
      ...files,
      applyFile: async (name, before, after) => {
        if (!typed) write(laptop, 'a.md', '- one\n- two\n- typed just now\n');
        typed = true;
        return files.applyFile(name, before, after);
      },
    };
    expect(await transact(world, laptop, { host })).toMatchObject(SHARED);
    expect(read(laptop, 'a.md')).toBe('- one, tablet\n- two\n- typed just now\n');
    await transact(world, laptop);
    await transact(world, tablet);
    expect(read(tablet, 'a.md')).toBe('- one, tablet\n- two\n- typed just now\n');
  });

  test('a repository that converts line ends keeps doing so, without changes of its own', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    const tablet = makeClone(world, remote, 'tablet');
    world.git(tablet, 'config', 'core.autocrlf', 'true');
    write(laptop, 'a.md', '- one\n- two\n');
    await transact(world, laptop);
    await transact(world, tablet);
    expect(read(tablet, 'a.md')).toBe('- one\r\n- two\r\n');
    write(tablet, 'a.md', '- one\r\n- two\r\n- three\r\n');
    write(laptop, 'a.md', '- one, here\n- two\n');
    await transact(world, laptop);
    expect(await transact(world, tablet)).toMatchObject(SHARED);
    await transact(world, laptop);
    expect(read(tablet, 'a.md')).toBe('- one, here\r\n- two\r\n- three\r\n');
    expect(read(laptop, 'a.md')).toBe('- one, here\n- two\n- three\n');
    expect(world.git(tablet, 'status', '--porcelain')).toBe('');
  });

  test('a clone that is shallow gets its past before it merges', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    for (const text of ['- a\n', '- a\n- b\n', '- a\n- b\n- c\n']) {
      write(laptop, 'a.md', text);
      await transact(world, laptop);
    }
    const tablet = join(world.folder, 'tablet');
    world.git(world.folder, 'clone', '-q', '--depth=1', `file://${remote}`, tablet);
    write(tablet, 'a.md', '- a\n- b\n- c\n- tablet\n');
    write(laptop, 'a.md', '- laptop\n- a\n- b\n- c\n');
    await transact(world, laptop);
    expect(await transact(world, tablet)).toMatchObject(SHARED);
    expect(read(tablet, 'a.md')).toBe('- laptop\n- a\n- b\n- c\n- tablet\n');
  });

  test('a clone that is shallow finds the common past behind its horizon', async () => {
    const laptop = makeClone(world, remote, 'laptop');
    const lines = ['- a\n', '- a\n- b\n', '- a\n- b\n- c\n'];
    for (const text of lines) {
      write(laptop, 'a.md', text);
      await transact(world, laptop);
    }
    const tablet = join(world.folder, 'tablet');
    world.git(world.folder, 'clone', '-q', '--depth=1', `file://${remote}`, tablet);
    write(tablet, 'a.md', '- a\n- b\n- c, from the tablet\n');
    // Begun again from the first commit: without it both would look begun apart.
    world.git(laptop, 'reset', '-q', '--hard', 'HEAD~2');
    write(laptop, 'a.md', '- a, reworded\n');
    world.git(laptop, 'commit', '-aqm', 'reworded');
    world.git(laptop, 'push', '-q', '--force', 'origin', 'main');
    expect(await transact(world, tablet)).toMatchObject({ ...SHARED, keptBoth: [] });
    expect(read(tablet, 'a.md')).toBe('- a, reworded\n- b\n- c, from the tablet\n');
  });

  test('six clones that sync at once all arrive', async () => {
    const clones = Array.from({ length: 6 }, (_, index) =>
      makeClone(world, remote, `clone${index}`),
    );
    for (const [index, clone] of clones.entries()) write(clone, 'a.md', `- from ${index}\n`);
    const outcomes = await Promise.all(clones.map((clone) => transact(world, clone)));
    for (const outcome of outcomes) expect(outcome).toMatchObject(SHARED);
    for (const clone of clones) await transact(world, clone);
    const texts = new Set(clones.map((clone) => read(clone, 'a.md')));
    expect(texts.size).toBe(1);
    for (let index = 0; index < 6; index++) expect([...texts][0]).toContain(`- from ${index}\n`);
  });
});
