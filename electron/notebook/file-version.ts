import { createHash } from 'node:crypto';
import { errnoCode } from './errno.ts';
import type { FilePort, FileStat } from './file-port.ts';

/** What was last read from or written to a file: enough to notice that somebody else changed it. */
export interface FileVersion {
  readonly size: number;
  readonly mtimeMs: number;
  /** SHA-256 of the content, hexadecimal. */
  readonly hash: string;
  /** The clock when this was taken, in epoch milliseconds; see `sameOnDisk`. */
  readonly takenAtMs: number;
}

/** A file's content as it was at one moment, with the version that names it. */
export interface FileSnapshot {
  readonly bytes: Uint8Array;
  readonly version: FileVersion;
  readonly stat: FileStat;
}

/**
 * A modification this much older than the record of it shows in the time stamp, whatever the file
 * system: FAT counts in steps of two seconds. Same idea as git's racy index entries.
 */
const TIME_STAMP_STEP_MS = 2_100;

/** The content's name: SHA-256, hexadecimal. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The version of content that has just been read or written. */
export function versionOf(bytes: Uint8Array, stat: FileStat): FileVersion {
  const { size, mtimeMs } = stat;
  return { size, mtimeMs, hash: hashBytes(bytes), takenAtMs: Date.now() };
}

/** True where nothing shows that a name went to another file, or its content to another one. */
export function sameStat(one: FileStat | null, other: FileStat | null): boolean {
  return (
    one?.inode === other?.inode && one?.mtimeMs === other?.mtimeMs && one?.size === other?.size
  );
}

/** How often a file is read again that is replaced while it is read. */
const READS = 5;

/**
 * Reads a file with its version, or null where there is none. Other errors are thrown.
 *
 * What is read and what is told of it belong together, unless the file is replaced at each of
 * several readings.
 */
export async function readSnapshot(files: FilePort, path: string): Promise<FileSnapshot | null> {
  try {
    let stat = await files.stat(path);
    for (let reads = 1; ; reads++) {
      if (!stat.isFile) throw Object.assign(new Error(`${path} is no file`), { code: 'ELOOP' });
      const bytes = await files.read(path);
      const after = await files.stat(path);
      if (sameStat(stat, after) || reads === READS) {
        return { bytes, version: versionOf(bytes, after), stat: after };
      }
      stat = after;
    }
  } catch (thrown) {
    if (errnoCode(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}

/**
 * True where the file still has the content that `expected` names.
 *
 * Size and time stamp settle it without reading when the record was taken clearly after the last
 * modification; otherwise two changes may share one time stamp and the content is hashed.
 */
export async function sameOnDisk(
  files: FilePort,
  path: string,
  stat: FileStat,
  expected: FileVersion,
): Promise<boolean> {
  if (stat.size !== expected.size) return false;
  // A clock that was set back gives the same time stamps out again.
  const wentBack = Date.now() < expected.takenAtMs;
  const settled = !wentBack && expected.takenAtMs - expected.mtimeMs > TIME_STAMP_STEP_MS;
  if (settled && stat.mtimeMs === expected.mtimeMs) return true;
  return hashBytes(await files.read(path)) === expected.hash;
}
