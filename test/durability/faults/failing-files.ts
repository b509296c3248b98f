import type { FilePort, WritableFile } from '../../../electron/notebook/file-port.ts';

/** A disk that refuses one call, the `at`-th that is asked of it, counted from 0. */
export interface Fault {
  readonly at: number;
  /** `short`: a write stores half and says nothing. */
  readonly code: string | 'short';
  /** From then on every call, until the disk is put right. */
  readonly forGood: boolean;
}

/** A disk with a fault, and what was asked of it. */
export interface FailingDisk {
  readonly files: FilePort;
  /** The calls, in order, by what they do. */
  readonly steps: readonly string[];
  /** The disk works again. */
  readonly repair: () => void;
}

/** Wraps a port; `fault` null only counts. */
export function failingFiles(real: FilePort, fault: Fault | null): FailingDisk {
  const steps: string[] = [];
  let isRepaired = false;

  /** True where this call is to fail. */
  function meets(step: string): boolean {
    const at = steps.push(step) - 1;
    if (fault === null || isRepaired) return false;
    return fault.forGood ? at >= fault.at : at === fault.at;
  }

  function refuse(step: string): never {
    const code = fault?.code === 'short' ? 'ENOSPC' : fault?.code;
    throw Object.assign(new Error(`${code}: ${step}`), { code });
  }

  const faulty =
    <Input extends unknown[], Value>(step: string, act: (...input: Input) => Promise<Value>) =>
    async (...input: Input): Promise<Value> => {
      if (meets(step)) refuse(step);
      return act(...input);
    };

  function faultyFile(file: WritableFile): WritableFile {
    return {
      writeAll: async (bytes) => {
        if (!meets('write')) return file.writeAll(bytes);
        await file.writeAll(bytes.subarray(0, bytes.length >> 1));
        if (fault?.code !== 'short') refuse('write');
      },
      setMode: faulty('set mode', file.setMode),
      sync: faulty('sync', file.sync),
      size: faulty('size', file.size),
      close: async () => {
        const fails = meets('close');
        await file.close();
        if (fails) refuse('close');
      },
    };
  }

  const files: FilePort = {
    stat: faulty('stat', real.stat),
    read: faulty('read', real.read),
    assertWritable: faulty('assert writable', real.assertWritable),
    createExclusive: faulty('create', async (path) => faultyFile(await real.createExclusive(path))),
    openToAppend: faulty('open journal', async (path) => faultyFile(await real.openToAppend(path))),
    list: faulty('list', real.list),
    makeFolder: faulty('make folder', real.makeFolder),
    rename: faulty('rename', real.rename),
    link: faulty('link', real.link),
    unlink: faulty('unlink', real.unlink),
    syncFolder: faulty('sync folder', real.syncFolder),
  };
  return {
    files,
    steps,
    repair: () => {
      isRepaired = true;
    },
  };
}
