import { readFile, writeFile } from 'node:fs/promises';
import type { WritableFile } from '../../../../electron/notebook/file-port.ts';
import { nodeDisk, type OperationDisk } from '../../../../electron/notebook/operations/disk.ts';

/** The process is dead: no call of it reaches the disk any more. */
export class Killed extends Error {}

/** A life that ends before its `n`th change of the disk, counted from 0. */
export interface Life {
  /** Runs a change, or dies in its place; `half` is what a death in its middle leaves behind. */
  readonly step: <Value>(
    change: () => Promise<Value>,
    half?: () => Promise<unknown>,
  ) => Promise<Value>;
  readonly steps: () => number;
  /** The steps that can end half done. */
  readonly divisible: () => readonly number[];
}

/** Makes a life; `inTheMiddle` leaves the fatal step half done, where a step can be. */
export function createLife(n: number, inTheMiddle: boolean): Life {
  let done = 0;
  const divisible: number[] = [];
  return {
    steps: () => done,
    divisible: () => divisible,
    step: async (change, half) => {
      if (done > n) throw new Killed();
      if (half !== undefined) divisible.push(done);
      done += 1;
      if (done > n) {
        if (inTheMiddle) await half?.();
        throw new Killed();
      }
      return change();
    },
  };
}

/** The real disk for as long as a life lasts. */
export function mortalDisk({ step }: Life): OperationDisk {
  const two =
    (call: (from: string, to: string) => Promise<void>) =>
    (from: string, to: string): Promise<void> =>
      step(() => call(from, to));
  const one =
    (call: (path: string) => Promise<void>) =>
    (path: string): Promise<void> =>
      step(() => call(path));
  return {
    ...nodeDisk,
    rename: two(nodeDisk.rename),
    link: two(nodeDisk.link),
    unlink: one(nodeDisk.unlink),
    syncFolder: one(nodeDisk.syncFolder),
    makeFolder: one(nodeDisk.makeFolder),
    removeFolder: one(nodeDisk.removeFolder),
    setModified: (path, mtimeMs) => step(() => nodeDisk.setModified(path, mtimeMs)),
    copy: (from, to) =>
      step(
        () => nodeDisk.copy(from, to),
        async () => {
          const bytes = await readFile(from);
          await writeFile(to, bytes.subarray(0, bytes.length / 2), { flag: 'wx' });
        },
      ),
    createExclusive: async (path) => {
      const file = await step(() => nodeDisk.createExclusive(path));
      return mortalFile(file, step);
    },
  };
}

function mortalFile(file: WritableFile, step: Life['step']): WritableFile {
  return {
    ...file,
    writeAll: (bytes) =>
      step(
        () => file.writeAll(bytes),
        () => file.writeAll(bytes.subarray(0, bytes.length / 2)),
      ),
    setMode: (mode) => step(() => file.setMode(mode)),
    sync: () => step(() => file.sync()),
  };
}
