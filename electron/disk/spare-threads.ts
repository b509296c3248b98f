import { Stats } from 'node:fs';
import { Worker } from 'node:worker_threads';

type EntryType = 'file' | 'folder' | 'link' | 'other';

/** What a thread answers: a value as it can be sent, or what Node's error says. */
type Answer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'stats'; readonly value: object }
  | { readonly kind: 'entries'; readonly value: readonly (readonly [string, EntryType])[] }
  | { readonly kind: 'error'; readonly message: string; readonly facts: object };

/** Threads of our own for calls of `node:fs`; one that hangs holds its thread and no other. */
export interface SpareThreads {
  /** Runs `<name>Sync` of `node:fs` on a thread; `path` is only for what is answered. */
  readonly run: (name: string, args: readonly unknown[], path: string) => Promise<unknown>;
}

/** What a thread runs. Plain text, because it needs nothing of us and would be a part of its own to build. */
const PROGRAM = `
const fs = require('node:fs');
const { parentPort } = require('node:worker_threads');
function typeOf(entry) {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
function call(name, args) {
  const value = fs[name + 'Sync'](...args);
  if (value instanceof fs.Stats) return { kind: 'stats', value: { ...value } };
  if (Array.isArray(value) && value[0] instanceof fs.Dirent)
    return { kind: 'entries', value: value.map((entry) => [entry.name, typeOf(entry)]) };
  return { kind: 'value', value };
}
parentPort.on('message', ({ name, args }) => {
  try {
    parentPort.postMessage(call(name, args));
  } catch (error) {
    const { message, code, errno, syscall, path } = error;
    parentPort.postMessage({ kind: 'error', message, facts: { code, errno, syscall, path } });
  }
});
`;

/** Threads that wait for the next call; more are let go. */
const MOST_IDLE = 2;

/** Makes the means; a thread is begun when a call needs one. */
export function createSpareThreads(): SpareThreads {
  const idle: Worker[] = [];

  function run(name: string, args: readonly unknown[], path: string): Promise<unknown> {
    const worker = idle.pop() ?? begin();
    return new Promise((resolve, reject) => {
      const end = (): void => {
        worker.off('message', onAnswer);
        worker.off('error', onError);
      };
      const onAnswer = (answer: Answer): void => {
        end();
        rest(worker);
        if (answer.kind === 'error') reject(Object.assign(new Error(answer.message), answer.facts));
        else resolve(revived(answer, path));
      };
      const onError = (thrown: unknown): void => {
        end();
        reject(thrown);
      };
      worker.on('message', onAnswer);
      worker.on('error', onError);
      worker.ref();
      worker.postMessage({ name, args });
    });
  }

  function rest(worker: Worker): void {
    worker.unref();
    if (idle.length < MOST_IDLE) idle.push(worker);
    else void worker.terminate();
  }

  return { run };
}

/** Files that one thread opens are read, written and closed by others: none are its own. */
function begin(): Worker {
  return new Worker(PROGRAM, {
    eval: true,
    trackUnmanagedFds: false,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 4 },
  });
}

/** What was sent has lost its class. */
function revived(answer: Exclude<Answer, { readonly kind: 'error' }>, path: string): unknown {
  switch (answer.kind) {
    case 'stats':
      return Object.setPrototypeOf(answer.value, Stats.prototype);
    case 'entries':
      return answer.value.map(([name, type]) => entry(name, type, path));
    case 'value':
      return answer.value instanceof Uint8Array ? bufferOf(answer.value) : answer.value;
  }
}

/** As much of a folder's entry as anybody asks for. */
function entry(name: string, type: EntryType, parentPath: string): object {
  return {
    name,
    parentPath,
    path: parentPath,
    isFile: () => type === 'file',
    isDirectory: () => type === 'folder',
    isSymbolicLink: () => type === 'link',
  };
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer<ArrayBufferLike> {
  return Buffer.from(buffer, byteOffset, length);
}
