import { constants } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyFile, lstat, mkdir, open, readdir, rmdir, utimes } from '../../disk/calls.ts';
import { errnoCode } from '../errno.ts';
import { type FilePort, nodeFiles } from '../file-port.ts';

/**
 * The file-system calls of a notebook operation, as a port.
 *
 * Tests end it before or after each call in turn, as a killed process would.
 */
export interface OperationDisk extends FilePort {
  /** Copies a file durably to a name that is free. */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** Removes a folder that is empty. */
  readonly removeFolder: (path: string) => Promise<void>;
  /** Sets when a file was last changed; epoch milliseconds. */
  readonly setModified: (path: string, mtimeMs: number) => Promise<void>;
}

/** The real file system. */
export const nodeDisk: OperationDisk = {
  ...nodeFiles,
  makeFolder,
  copy,
  removeFolder: (path) => rmdir(path),
  setModified: (path, mtimeMs) => utimes(path, mtimeMs / 1000, mtimeMs / 1000),
};

/** Durable with all that is new above it, unlike that of the saves, which sync what they put there. */
async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made === undefined) return;
  for (let folder = path; folder.length >= made.length; folder = dirname(folder))
    await nodeFiles.syncFolder(dirname(folder));
}

async function copy(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const handle = await open(to, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The files below a folder, relative to it with `/`; none where there is no such folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [''];
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    const entries = await entriesOf(join(folder, prefix));
    for (const entry of entries) {
      if (entry.isDirectory()) waiting.push(`${prefix}${entry.name}/`);
      else if (entry.isFile()) found.push(prefix + entry.name);
    }
  }
  return found.sort();
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (thrown) {
    const code = errnoCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw thrown;
  }
}

/** Whether something has this name; a link counts as itself. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    const code = errnoCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw thrown;
  }
}

/** Whether two names lead to one file: a second name, or one that the file system does not tell apart. */
export async function isOneFile(left: string, right: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([
      lstat(left, { bigint: true }),
      lstat(right, { bigint: true }),
    ]);
    return one.ino === other.ino && one.dev === other.dev;
  } catch (thrown) {
    const code = errnoCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw thrown;
  }
}
