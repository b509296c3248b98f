import { existsSync, readdirSync, rmSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDeletions } from '../../../electron/notebook/operations/deletions.ts';
import { createFileHost } from '../../../electron/sync/host.ts';
import { DEFAULT_SESSION } from '../../../electron/sync/session.ts';
import { cloneNotebook } from '../../../electron/sync/set-up.ts';
import {
  machineGit,
  makeClone,
  makeRemote,
  makeWorld,
  transact,
  type World,
  write,
} from './world.ts';

let world: World;
let remote: string;
let laptop: string;
let tablet: string;

beforeEach(() => {
  world = makeWorld();
  remote = makeRemote(world);
  laptop = makeClone(world, remote, 'laptop');
});
afterEach(() => world.remove());

/** `メモ` in Shift_JIS, which is no UTF-8. */
const MEMO = Buffer.from([0x83, 0x81, 0x83, 0x82]);

function shiftJis(...parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

async function shared(name: string, bytes: string | Uint8Array): Promise<void> {
  write(laptop, name, bytes);
  await transact(world, laptop);
  tablet = makeClone(world, remote, 'tablet');
}

describe('a note that is not UTF-8', () => {
  // Both versions were read as UTF-8, joined and written: every letter of them was lost.
  test('stays as it is where two programs wrote it, and the other version lies beside', async () => {
    await shared('old.md', shiftJis('- ', MEMO, '\n'));
    write(tablet, 'old.md', shiftJis('- ', MEMO, ' there\n'));
    await transact(world, tablet);
    const here = shiftJis('- ', MEMO, ' here\n');
    let isWritten = false;
    await transact(world, laptop, {
      onStep: async (step) => {
        if (step !== 'fetched' || isWritten) return;
        isWritten = true;
        await writeFile(join(laptop, 'old.md'), here);
      },
    });
    expect(await readFile(join(laptop, 'old.md'))).toEqual(here);
    const [beside = ''] = readdirSync(laptop).filter((name) => /^old-.*\.md$/.test(name));
    expect(await readFile(join(laptop, beside))).toEqual(shiftJis('- ', MEMO, ' there\n'));
  });

  test('keeps its letters where a link in it follows an image', async () => {
    await shared('other.md', '- a\n');
    write(laptop, 'n.assets/1.png', 'ours');
    write(laptop, 'one.md', '![](n.assets/1.png)\n');
    await transact(world, laptop);
    write(tablet, 'n.assets/1.png', 'theirs');
    write(tablet, 'two.md', shiftJis('- ', MEMO, '\n![](n.assets/1.png)\n'));
    await transact(world, tablet);
    await transact(world, laptop);
    const note = await readFile(join(laptop, 'two.md'));
    const link = /\((n\.assets\/[^)]+)\)/.exec(note.toString('latin1'))?.[1] ?? '';
    expect(note).toEqual(shiftJis('- ', MEMO, `\n![](${link})\n`));
    expect(await readFile(join(laptop, link), 'utf8')).toBe('theirs');
  });
});

describe('a name that a Mac decomposes', () => {
  const [composed, decomposed] = ['が.md'.normalize('NFC'), 'が.md'.normalize('NFD')];

  // The folder names it so, git names it composed: the deletion was taken for an accident.
  test('is deleted on purpose under either of its forms', async () => {
    await shared(composed, '- a\n');
    rmSync(join(laptop, composed));
    const deletions = await openDeletions(join(world.folder, 'data'));
    await deletions.add([decomposed]);
    let done: Promise<void> = Promise.resolve();
    const host = {
      ...createFileHost(laptop),
      deletions: deletions.names,
      deletionsCommitted: (names: readonly string[]) => {
        done = deletions.remove(names);
      },
    };
    expect(await transact(world, laptop, { host })).toMatchObject({ held: [], problem: null });
    await done;
    expect(deletions.names()).toEqual(new Set());
    expect(world.git(remote, 'ls-tree', '--name-only', 'main')).toBe('');
  });
});

describe('a notebook that is being cloned', () => {
  // The half of it stayed, and the next try was told that the folder is not empty.
  test('leaves nothing behind when it is called off, so that it can be cloned again', async () => {
    await shared('a.md', '- a\n');
    const folder = join(world.folder, 'copy');
    const slow = join(world.folder, 'slow-git');
    const script = `#!/bin/sh\nfor last; do :; done\nmkdir -p "$last/.git"\ntouch "$last/half.md"\nsleep 60\n`;
    await writeFile(slow, script);
    await chmod(slow, 0o755);
    const { path, version } = await machineGit();
    const ending = new AbortController();
    const settings = { ...DEFAULT_SESSION, environment: world.environment };
    const clone = (program: string, signal?: AbortSignal) =>
      cloneNotebook({ path: program, version }, remote, folder, settings, signal);
    const cloning = clone(slow, ending.signal);
    await vi.waitFor(() => expect(existsSync(join(folder, 'half.md'))).toBe(true), 10_000);
    ending.abort();
    expect(await cloning).toMatchObject({ kind: 'failed' });
    expect(existsSync(folder)).toBe(false);
    expect(await clone(path)).toEqual({ kind: 'ready' });
    expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe('- a\n');
  });

  test('touches nothing that was there before', async () => {
    const { path, version } = await machineGit();
    const settings = { ...DEFAULT_SESSION, environment: world.environment };
    write(world.folder, 'file', 'mine');
    write(world.folder, 'folder/mine.md', 'mine');
    for (const name of ['file', 'folder']) {
      const target = join(world.folder, name);
      const made = await cloneNotebook({ path, version }, remote, target, settings);
      expect(made).toMatchObject({ kind: 'failed' });
    }
    expect(await readFile(join(world.folder, 'file'), 'utf8')).toBe('mine');
    expect(readdirSync(join(world.folder, 'folder'))).toEqual(['mine.md']);
  });
});
