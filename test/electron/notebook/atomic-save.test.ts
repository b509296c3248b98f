import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type SaveOutcome, saveAtomically } from '../../../electron/notebook/atomic-save.ts';
import { type FilePort, nodeFiles } from '../../../electron/notebook/file-port.ts';
import { type FileVersion, readSnapshot } from '../../../electron/notebook/file-version.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const OLD = 'the old text\n';
const NEW = 'the new, longer text\n';

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function noteWith(
  text: string,
): Promise<{ folder: string; path: string; version: FileVersion }> {
  const folder = await temporaryFolder();
  const path = join(folder, 'note.md');
  await writeFile(path, text);
  const snapshot = await readSnapshot(nodeFiles, path);
  if (snapshot === null) throw new Error('the note was just written');
  return { folder, path, version: snapshot.version };
}

describe('saveAtomically', () => {
  it('replaces the content, keeps the mode and leaves nothing else in the folder', async () => {
    const { folder, path, version } = await noteWith(OLD);
    await chmod(path, 0o640);
    const outcome = await saveAtomically({ path, bytes: bytesOf(NEW), expected: version });
    expect(outcome.kind).toBe('saved');
    expect(await readFile(path, 'utf8')).toBe(NEW);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['note.md']);
  });

  it('answers with the version that the next save expects', async () => {
    const { path, version } = await noteWith(OLD);
    const first = await saveAtomically({ path, bytes: bytesOf(NEW), expected: version });
    if (first.kind !== 'saved') throw new Error(first.kind);
    const second = await saveAtomically({ path, bytes: bytesOf('third'), expected: first.version });
    expect(second.kind).toBe('saved');
    expect(await readFile(path, 'utf8')).toBe('third');
  });

  it('creates a file only where there is none', async () => {
    const { folder, path } = await noteWith(OLD);
    const fresh = join(folder, 'fresh.md');
    const created = await saveAtomically({ path: fresh, bytes: bytesOf(NEW), expected: 'absent' });
    const refused = await saveAtomically({ path, bytes: bytesOf(NEW), expected: 'absent' });
    expect([created.kind, refused.kind]).toEqual(['saved', 'changed']);
    expect(await readFile(path, 'utf8')).toBe(OLD);
  });

  it('never replaces a file that another program makes at the last moment', async () => {
    const { folder } = await noteWith(OLD);
    const path = join(folder, 'fresh.md');
    const late =
      (link: FilePort['link']): FilePort['link'] =>
      async (from, to) => {
        await writeFile(to, 'theirs');
        await link(from, to);
      };
    const noSecondNames: FilePort['link'] = async () => {
      throw Object.assign(new Error('not here'), { code: 'EPERM' });
    };
    const request = { path, bytes: bytesOf(NEW), expected: 'absent' } as const;
    for (const link of [nodeFiles.link, noSecondNames]) {
      const outcome = await saveAtomically(request, { ...nodeFiles, link: late(link) });
      expect(outcome).toEqual({ kind: 'changed' });
      expect(await readFile(path, 'utf8')).toBe('theirs');
      await rm(path);
    }
    const saved = await saveAtomically(request, { ...nodeFiles, link: noSecondNames });
    expect(saved.kind).toBe('saved');
    expect((await readdir(folder)).sort()).toEqual(['fresh.md', 'note.md']);
  });

  it('writes nothing over a change from outside', async () => {
    const { path, version } = await noteWith(OLD);
    await writeFile(path, 'from another program\n');
    const outcome = await saveAtomically({ path, bytes: bytesOf(NEW), expected: version });
    expect(outcome).toEqual({ kind: 'changed' });
    expect(await readFile(path, 'utf8')).toBe('from another program\n');
  });

  it('notices a change of equal length in the same step of the clock', async () => {
    const { path } = await noteWith(OLD);
    // File systems count time in steps of up to two seconds: both writes bear the same one.
    const step = Math.floor(Date.now() / 1000);
    await utimes(path, step, step);
    const snapshot = await readSnapshot(nodeFiles, path);
    await writeFile(path, OLD.toUpperCase());
    await utimes(path, step, step);
    const expected = snapshot?.version ?? 'absent';
    const outcome = await saveAtomically({ path, bytes: bytesOf(NEW), expected });
    expect(outcome).toEqual({ kind: 'changed' });
  });

  it('notices a change that bears an old time stamp, because the clock was set back', async () => {
    const { path } = await noteWith(OLD);
    const anHourAgo = Math.floor(Date.now() / 1000) - 3_600;
    await utimes(path, anHourAgo, anHourAgo);
    const snapshot = await readSnapshot(nodeFiles, path);
    // Read by a clock that was ahead, written by another program when it had been put right.
    const ahead = snapshot && { ...snapshot.version, takenAtMs: Date.now() + 86_400_000 };
    await writeFile(path, OLD.toUpperCase());
    await utimes(path, anHourAgo, anHourAgo);
    const outcome = await saveAtomically({ path, bytes: bytesOf(NEW), expected: ahead ?? 'any' });
    expect(outcome).toEqual({ kind: 'changed' });
    expect(await readFile(path, 'utf8')).toBe(OLD.toUpperCase());
  });

  it('is not misled by a new time stamp on the same content', async () => {
    const { path, version } = await noteWith(OLD);
    await utimes(path, 1_000_000, 1_000_000);
    const outcome = await saveAtomically({ path, bytes: bytesOf(NEW), expected: version });
    expect(outcome.kind).toBe('saved');
  });

  it('writes nothing over a change that came while it wrote', async () => {
    const { path, folder, version } = await noteWith(OLD);
    const files: FilePort = {
      ...nodeFiles,
      createExclusive: async (temporary) => {
        const file = await nodeFiles.createExclusive(temporary);
        return {
          ...file,
          sync: async () => {
            await file.sync();
            await writeFile(path, '- from outside\n');
          },
        };
      },
    };
    const request = { path, bytes: bytesOf(NEW), expected: version };
    expect(await saveAtomically(request, files)).toEqual({ kind: 'changed' });
    expect(await readFile(path, 'utf8')).toBe('- from outside\n');
    expect(await readdir(folder)).toEqual(['note.md']);
  });

  it('tells a deleted file as a change', async () => {
    const { folder, version } = await noteWith(OLD);
    const gone = join(folder, 'gone.md');
    const outcome = await saveAtomically({ path: gone, bytes: bytesOf(NEW), expected: version });
    expect(outcome).toEqual({ kind: 'changed' });
  });

  it('never writes through a link or over a folder', async () => {
    const { folder, path, version } = await noteWith(OLD);
    const link = join(folder, 'link.md');
    await symlink(path, link);
    const directory = join(folder, 'folder.md');
    await mkdir(directory);
    const outcomes = await Promise.all(
      [link, directory].flatMap((target) =>
        [version, 'any' as const].map((expected) =>
          saveAtomically({ path: target, bytes: bytesOf(NEW), expected }),
        ),
      ),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed', 'changed']);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(path, 'utf8')).toBe(OLD);
  });

  it('runs saves of one file one after another, so that only the first one fits', async () => {
    const { path, version } = await noteWith(OLD);
    const outcomes = await Promise.all(
      ['a', 'b', 'c'].map((text) =>
        saveAtomically({ path, bytes: bytesOf(text), expected: version }),
      ),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'changed', 'changed']);
    expect(await readFile(path, 'utf8')).toBe('a');
  });
});

/** A port whose named step fails once with the given code, after half of its work where it writes. */
function failing(
  step: keyof FilePort | 'writeAll' | 'sync' | 'size' | 'close' | 'setMode',
  code: string,
): FilePort {
  const refuse = (): never => {
    throw Object.assign(new Error(`${step} refused`), { code });
  };
  return {
    ...nodeFiles,
    ...(step in nodeFiles ? { [step]: async () => refuse() } : {}),
    createExclusive: async (path) => {
      if (step === 'createExclusive') refuse();
      const file = await nodeFiles.createExclusive(path);
      return {
        ...file,
        writeAll: async (bytes) => {
          if (step !== 'writeAll') return file.writeAll(bytes);
          await file.writeAll(bytes.subarray(0, bytes.length >> 1));
          return refuse();
        },
        ...(step === 'setMode' || step === 'sync' || step === 'size'
          ? { [step]: async () => refuse() }
          : {}),
        close: async () => {
          await file.close();
          if (step === 'close') refuse();
        },
      };
    },
  };
}

const STEPS = [
  'stat',
  'assertWritable',
  'createExclusive',
  'writeAll',
  'setMode',
  'sync',
  'size',
  'close',
  'rename',
] as const;
const CODES = [
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'denied'],
  ['EROFS', 'denied'],
  ['EIO', 'failed'],
  ['EMFILE', 'failed'],
] as const;

describe('saveAtomically on a disk that refuses', () => {
  for (const step of STEPS) {
    it.each(CODES)(`keeps the old file whole when ${step} says %s`, async (code, kind) => {
      const { folder, path, version } = await noteWith(OLD);
      const request = { path, bytes: bytesOf(NEW), expected: version };
      const outcome = await saveAtomically(request, failing(step, code));
      expect(outcome).toEqual({ kind: 'refused', error: { kind, detail: `${step} refused` } });
      expect(await readFile(path, 'utf8')).toBe(OLD);
      expect(await readdir(folder)).toEqual(['note.md']);
    });
  }

  it('does not believe a write that reports success and stored half', async () => {
    const { folder, path, version } = await noteWith(OLD);
    const short: FilePort = {
      ...nodeFiles,
      createExclusive: async (name) => {
        const file = await nodeFiles.createExclusive(name);
        return { ...file, writeAll: (bytes) => file.writeAll(bytes.subarray(0, 5)) };
      },
    };
    const outcome = await saveAtomically({ path, bytes: bytesOf(NEW), expected: version }, short);
    expect(outcome).toMatchObject({ kind: 'refused', error: { kind: 'disk-full' } });
    expect(await readFile(path, 'utf8')).toBe(OLD);
    expect(await readdir(folder)).toEqual(['note.md']);
  });

  it('waits for a program that holds the file for a moment', async () => {
    const { path, version } = await noteWith(OLD);
    let refusals = 3;
    const busy: FilePort = {
      ...nodeFiles,
      rename: async (from, to) => {
        if (refusals-- > 0) throw Object.assign(new Error('held'), { code: 'EBUSY' });
        await nodeFiles.rename(from, to);
      },
    };
    const outcome = await saveAtomically({ path, bytes: bytesOf(NEW), expected: version }, busy);
    expect(outcome.kind).toBe('saved');
  });

  it.each(['EPERM', 'EACCES', 'EBUSY'])(
    'waits on Windows for a virus scanner that answers %s for a moment',
    async (code) => {
      const { path, version } = await noteWith(OLD);
      const { platform } = process;
      onTestFinished(() => {
        Object.defineProperty(process, 'platform', { value: platform });
      });
      Object.defineProperty(process, 'platform', { value: 'win32' });
      let refusals = 4;
      const held: FilePort = {
        ...nodeFiles,
        rename: async (from, to) => {
          if (refusals-- > 0) throw Object.assign(new Error('held'), { code });
          await nodeFiles.rename(from, to);
        },
      };
      const outcome = await saveAtomically({ path, bytes: bytesOf(NEW), expected: version }, held);
      expect(outcome.kind).toBe('saved');
      expect(await readFile(path, 'utf8')).toBe(NEW);
    },
  );

  it('does not report durable when the folder could not be synced, and the file is whole', async () => {
    const { path, version } = await noteWith(OLD);
    const request = { path, bytes: bytesOf(NEW), expected: version };
    const outcome: SaveOutcome = await saveAtomically(request, failing('syncFolder', 'EIO'));
    expect(outcome.kind).toBe('refused');
    expect(await readFile(path, 'utf8')).toBe(NEW);
  });

  it('lets a programming mistake through instead of dressing it as a disk error', async () => {
    const { path, version } = await noteWith(OLD);
    const broken: FilePort = {
      ...nodeFiles,
      rename: async () => {
        throw new TypeError('our own bug');
      },
    };
    const saved = saveAtomically({ path, bytes: bytesOf(NEW), expected: version }, broken);
    await expect(saved).rejects.toThrow('our own bug');
  });
});
