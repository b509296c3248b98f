import { randomBytes } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DiskError, diskError, errnoCode } from './errno.ts';
import { type FilePort, type FileStat, nodeFiles, type WritableFile } from './file-port.ts';
import { type FileVersion, sameOnDisk, sameStat, versionOf } from './file-version.ts';
import { createKeyedQueue } from './keyed-queue.ts';

/** A file to be written whole. */
export interface SaveRequest {
  /** Absolute. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /**
   * What the file must still be: the version last read or written, `absent` where there must be
   * no file, `any` for files that only we write.
   */
  readonly expected: FileVersion | 'absent' | 'any';
  /** Permission bits of a file that is new; one that is there keeps its own. */
  readonly mode?: number;
}

export type SaveOutcome =
  /**
   * Durable: content, name and folder entry. By `replacedAtMs` the name had gone to it, on the
   * clock that stamps the disk's files.
   */
  | { readonly kind: 'saved'; readonly version: FileVersion; readonly replacedAtMs: number }
  /** Somebody else wrote or removed the file; nothing was written. */
  | { readonly kind: 'changed' }
  /** The disk refused; the file is whole, and as it was unless only the folder's sync failed. */
  | { readonly kind: 'refused'; readonly error: DiskError };

/** Names of temporary files: never listed, watched, committed or left behind. */
const TEMPORARY = /^\.backrow-[0-9a-f]{16}\.tmp$/;

/** How often, and for how long, a rename is tried again while another program holds the file. */
const RENAME_PAUSES_MS = [10, 20, 40, 80, 100, 100, 100, 150, 200, 300, 400, 500];

const queue = createKeyedQueue();

/** True for the temporary files of `saveAtomically`. */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name);
}

/**
 * Replaces a file's content so that it is always whole: the old or the new one, also after a
 * power cut, a full disk or a killed process.
 *
 * Saves of one path queue up. Never throws for what a disk does: every outcome is a value
 * (DESIGN section 4, "Atomic save"). `write-file-atomic` and `atomically` were tried and truncate
 * the good file on a nearly full disk, hence ours.
 */
export function saveAtomically(
  request: SaveRequest,
  files: FilePort = nodeFiles,
): Promise<SaveOutcome> {
  const path = resolve(request.path);
  return queue.run(path, () => save({ ...request, path }, files));
}

async function save(request: SaveRequest, files: FilePort): Promise<SaveOutcome> {
  try {
    const stat = await statOrNull(files, request.path);
    if (!(await meetsExpectation(request, stat, files))) return { kind: 'changed' };
    if (stat !== null) await files.assertWritable(request.path);
    return await replace(request, stat, files);
  } catch (thrown) {
    return { kind: 'refused', error: diskError(thrown) };
  }
}

async function meetsExpectation(
  { path, expected }: SaveRequest,
  stat: FileStat | null,
  files: FilePort,
): Promise<boolean> {
  // A folder, link or device in the file's place is a change that no write may hide.
  if (stat !== null && !stat.isFile) return false;
  if (expected === 'any') return true;
  if (expected === 'absent' || stat === null) return expected === 'absent' && stat === null;
  return sameOnDisk(files, path, stat, expected);
}

async function replace(
  request: SaveRequest,
  before: FileStat | null,
  files: FilePort,
): Promise<SaveOutcome> {
  const { path, bytes, expected } = request;
  const folder = dirname(path);
  const temporary = join(folder, `.backrow-${randomBytes(8).toString('hex')}.tmp`);
  const startedMs = performance.now();
  let version: FileVersion;
  let replacedAtMs: number;
  try {
    await writeDurably(temporary, bytes, before?.mode ?? request.mode ?? null, files);
    // Before it has its name: a moment after, the file of that name may be another program's.
    version = versionOf(bytes, await files.stat(temporary));
    const isOurs =
      expected === 'absent'
        ? await takeFreeName(temporary, path, files)
        : await takeName(request, before, temporary, files);
    if (!isOurs) {
      await files.unlink(temporary);
      return { kind: 'changed' };
    }
    // Not the computer's clock: a disk in the network stamps with its own.
    replacedAtMs = version.mtimeMs + performance.now() - startedMs;
  } catch (thrown) {
    await files.unlink(temporary).catch(() => undefined);
    throw thrown;
  }
  await files.syncFolder(folder);
  return { kind: 'saved', version, replacedAtMs };
}

/** Replaces the file, unless another program saved it meanwhile. */
async function takeName(
  request: SaveRequest,
  before: FileStat | null,
  temporary: string,
  files: FilePort,
): Promise<boolean> {
  if (request.expected !== 'any' && !(await isAsBefore(request, before, files))) return false;
  await renamePatiently(temporary, request.path, files);
  return true;
}

/**
 * Takes a name that must be free; false where it is not.
 *
 * A rename would replace the file of another program that took the name a moment before; a second
 * name is refused then. Where the file system knows no second names, a last look must do.
 */
async function takeFreeName(temporary: string, path: string, files: FilePort): Promise<boolean> {
  try {
    await files.link(temporary, path);
  } catch (thrown) {
    if (errnoCode(thrown) === null) throw thrown;
    if ((await statOrNull(files, path)) !== null) return false;
    await renamePatiently(temporary, path, files);
    return true;
  }
  // One that stays is swept like any that a death left.
  await files.unlink(temporary).catch(diskError);
  return true;
}

/** Writing took its time: what another program saved meanwhile must not be replaced unseen. */
async function isAsBefore(
  request: SaveRequest,
  before: FileStat | null,
  files: FilePort,
): Promise<boolean> {
  const now = await statOrNull(files, request.path);
  return sameStat(before, now) || meetsExpectation(request, now, files);
}

async function writeDurably(
  path: string,
  bytes: Uint8Array,
  mode: number | null,
  files: FilePort,
): Promise<void> {
  const file = await files.createExclusive(path);
  try {
    await file.writeAll(bytes);
    if (mode !== null) await file.setMode(mode);
    await file.sync();
    await refuseShortFile(file, path, bytes.length);
  } finally {
    await file.close();
  }
}

/** A write that reports success and stored less must not reach the rename. */
async function refuseShortFile(file: WritableFile, path: string, length: number): Promise<void> {
  const size = await file.size();
  if (size === length) return;
  const message = `Only ${size} of ${length} bytes arrived in ${basename(path)}`;
  throw Object.assign(new Error(message), { code: 'ENOSPC' });
}

/** Virus scanners, indexers and sync programs hold a file for moments; on Windows that stops a rename. */
async function renamePatiently(from: string, to: string, files: FilePort): Promise<void> {
  for (const pauseMs of RENAME_PAUSES_MS) {
    try {
      return await files.rename(from, to);
    } catch (thrown) {
      if (!isPassing(thrown)) throw thrown;
      await sleep(pauseMs);
    }
  }
  await files.rename(from, to);
}

function isPassing(thrown: unknown): boolean {
  const code = errnoCode(thrown);
  if (code === 'EBUSY') return true;
  return process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES');
}

async function statOrNull(files: FilePort, path: string): Promise<FileStat | null> {
  try {
    return await files.stat(path);
  } catch (thrown) {
    if (errnoCode(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}
