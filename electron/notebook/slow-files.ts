import { setTimeout as sleep } from 'node:timers/promises';
import type { FilePort, WritableFile } from './file-port.ts';

/**
 * The same disk with a pause before each step, for tests: a death then meets every step of a save,
 * also those that take microseconds. `pauseMs` answers how long this one is.
 */
export function slowFiles(files: FilePort, pauseMs: () => number): FilePort {
  const slow =
    <Input extends unknown[], Value>(step: (...input: Input) => Promise<Value>) =>
    async (...input: Input): Promise<Value> => {
      await sleep(pauseMs());
      return step(...input);
    };
  const slowFile = (file: WritableFile): WritableFile => ({
    ...file,
    // In two halves: a death in between leaves a torn one.
    writeAll: async (bytes) => {
      const half = bytes.length >> 1;
      await file.writeAll(bytes.subarray(0, half));
      await sleep(pauseMs());
      await file.writeAll(bytes.subarray(half));
    },
    sync: slow(file.sync),
    close: slow(file.close),
  });
  return {
    ...files,
    createExclusive: slow(async (path) => slowFile(await files.createExclusive(path))),
    openToAppend: slow(async (path) => slowFile(await files.openToAppend(path))),
    rename: slow(files.rename),
    link: slow(files.link),
    syncFolder: slow(files.syncFolder),
  };
}
