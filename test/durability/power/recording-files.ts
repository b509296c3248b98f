import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FilePort, WritableFile } from '../../../electron/notebook/file-port.ts';

/** A file's content, by whatever names it goes. */
export type Inode = number;

/** What a process asked of the disk, in order. */
export type DiskCall =
  /** A name begins to stand for a content; null for a folder. */
  | { readonly do: 'link'; readonly path: string; readonly inode: Inode | null }
  | { readonly do: 'write'; readonly inode: Inode; readonly bytes: Uint8Array }
  | { readonly do: 'sync'; readonly inode: Inode }
  | { readonly do: 'rename'; readonly from: string; readonly to: string; readonly inode: Inode }
  | { readonly do: 'unlink'; readonly path: string }
  | { readonly do: 'sync folder'; readonly path: string }
  /** From here on the text with this number must survive. */
  | { readonly do: 'promise'; readonly text: number };

/** A disk that works, and a record of all that was asked of it. */
export interface Recording {
  readonly files: FilePort;
  readonly calls: readonly DiskCall[];
  readonly promise: (text: number) => void;
}

/** Wraps a port; `names` are the files that were there, with the numbers of their contents. */
export function recordCalls(real: FilePort, names: ReadonlyMap<string, Inode>): Recording {
  const calls: DiskCall[] = [];
  const inodes = new Map(names);
  let lastInode = Math.max(0, ...names.values());

  function recorded(file: WritableFile, inode: Inode): WritableFile {
    return {
      ...file,
      writeAll: async (bytes) => {
        calls.push({ do: 'write', inode, bytes: bytes.slice() });
        await file.writeAll(bytes);
      },
      sync: async () => {
        await file.sync();
        calls.push({ do: 'sync', inode });
      },
    };
  }

  function link(path: string): Inode {
    const inode = ++lastInode;
    inodes.set(path, inode);
    calls.push({ do: 'link', path, inode });
    return inode;
  }

  const files: FilePort = {
    ...real,
    createExclusive: async (path) => {
      const file = await real.createExclusive(path);
      return recorded(file, link(path));
    },
    openToAppend: async (path) => {
      const file = await real.openToAppend(path);
      return recorded(file, inodes.get(path) ?? link(path));
    },
    makeFolder: async (path) => {
      const missing: string[] = [];
      for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
      await real.makeFolder(path);
      for (const folder of missing) calls.push({ do: 'link', path: folder, inode: null });
    },
    rename: async (from, to) => {
      await real.rename(from, to);
      const inode = inodes.get(from);
      if (inode === undefined) throw new Error(`${from} was never made`);
      inodes.delete(from);
      inodes.set(to, inode);
      calls.push({ do: 'rename', from, to, inode });
    },
    link: async (from, to) => {
      await real.link(from, to);
      const inode = inodes.get(from);
      if (inode === undefined) throw new Error(`${from} was never made`);
      inodes.set(to, inode);
      calls.push({ do: 'link', path: to, inode });
    },
    unlink: async (path) => {
      await real.unlink(path);
      inodes.delete(path);
      calls.push({ do: 'unlink', path });
    },
    syncFolder: async (path) => {
      await real.syncFolder(path);
      calls.push({ do: 'sync folder', path });
    },
  };
  return { files, calls, promise: (text) => calls.push({ do: 'promise', text }) };
}
