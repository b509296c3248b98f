import { constants } from 'node:fs';
import {
  access,
  type DiskFile,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  unlink,
} from '../disk/calls.ts';

/**
 * The file-system calls of a durable write, as a port.
 *
 * Tests put their own behind it to fail each step in turn; the protocol above it (atomic-save.ts)
 * cannot tell the difference.
 */
export interface FilePort {
  /** Size, times and mode of the entry itself, not of what a link points to. */
  readonly stat: (path: string) => Promise<FileStat>;
  readonly read: (path: string) => Promise<Uint8Array>;
  /** Fails where the file may not be written; rename alone would replace a read-only file. */
  readonly assertWritable: (path: string) => Promise<void>;
  /** Creates a file that must not exist yet. */
  readonly createExclusive: (path: string) => Promise<WritableFile>;
  /** Opens a file to write at its end; makes it, for the user alone, where there is none. */
  readonly openToAppend: (path: string) => Promise<WritableFile>;
  /** The names in a folder. */
  readonly list: (path: string) => Promise<readonly string[]>;
  /** Makes a folder and those above it; one that exists is fine. */
  readonly makeFolder: (path: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Gives a file a second name; fails where that exists, or the file system knows no such thing. */
  readonly link: (from: string, to: string) => Promise<void>;
  readonly unlink: (path: string) => Promise<void>;
  /** Makes the entries of a folder durable; does nothing on Windows, where that is not possible. */
  readonly syncFolder: (path: string) => Promise<void>;
}

export interface FileStat {
  readonly size: number;
  readonly mtimeMs: number;
  /** The file's own number: another one where the name went to another file. */
  readonly inode: number;
  /** Permission bits. */
  readonly mode: number;
  readonly isFile: boolean;
}

export interface WritableFile {
  readonly writeAll: (bytes: Uint8Array) => Promise<void>;
  readonly setMode: (mode: number) => Promise<void>;
  /** Flushes the content to the device. */
  readonly sync: () => Promise<void>;
  readonly size: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The real file system. */
export const nodeFiles: FilePort = {
  stat: async (path) => {
    const stats = await lstat(path);
    return {
      size: stats.size,
      mtimeMs: stats.mtimeMs,
      inode: stats.ino,
      mode: stats.mode & 0o7777,
      isFile: stats.isFile(),
    };
  },
  read: (path) => readFile(path),
  assertWritable: (path) => access(path, constants.W_OK),
  createExclusive: async (path) => writable(await open(path, 'wx')),
  openToAppend: async (path) => writable(await open(path, 'a', 0o600)),
  list: (path) => readdir(path),
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  rename,
  link,
  unlink,
  syncFolder,
};

function writable(handle: DiskFile): WritableFile {
  return {
    writeAll: (bytes) => handle.writeFile(bytes),
    setMode: (mode) => handle.chmod(mode),
    sync: () => handle.sync(),
    size: async () => (await handle.stat()).size,
    close: () => handle.close(),
  };
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
