import { read as readWithCallback, type Stats } from 'node:fs';
// biome-ignore lint/style/noRestrictedImports: the one place that calls Node's own.
import pool, { type FileHandle } from 'node:fs/promises';
import { sep } from 'node:path';
import { promisify } from 'node:util';
import { createDiskGate } from './gate.ts';
import { createSpareThreads } from './spare-threads.ts';

/*
 * The calls of `node:fs/promises`, behind the gate of this process: a disk that hangs holds up what
 * is on it and nothing else. Whatever may lie on a notebook's disk is called here.
 */

/** A file that is open, as far as anybody uses one. */
export interface DiskFile {
  readonly stat: () => Promise<Stats>;
  /** All that is left. */
  readonly readFile: () => Promise<Buffer<ArrayBuffer>>;
  readonly read: (
    buffer: Uint8Array,
    options: { readonly position: number },
  ) => Promise<{ readonly bytesRead: number; readonly buffer: Uint8Array }>;
  readonly writeFile: (bytes: Uint8Array) => Promise<void>;
  readonly chmod: (mode: number) => Promise<void>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type CallName =
  | 'access'
  | 'chmod'
  | 'copyFile'
  | 'link'
  | 'lstat'
  | 'mkdir'
  | 'readdir'
  | 'readFile'
  | 'realpath'
  | 'rename'
  | 'rm'
  | 'rmdir'
  | 'stat'
  | 'unlink'
  | 'utimes'
  | 'writeFile';

type AnyCall = (...args: readonly unknown[]) => Promise<unknown>;

/** One for the process, as Node's pool is. */
const gate = createDiskGate();
const threads = createSpareThreads();
let ownFolder: string | null = null;

export const access = gated('access');
export const chmod = gated('chmod');
export const copyFile = gated('copyFile');
export const link = gated('link');
export const lstat = gated('lstat');
export const mkdir = gated('mkdir');
export const readdir = gated('readdir');
export const readFile = gated('readFile');
export const realpath = gated('realpath');
export const rename = gated('rename');
export const rm = gated('rm');
export const rmdir = gated('rmdir');
export const stat = gated('stat');
export const unlink = gated('unlink');
export const utimes = gated('utimes');
export const writeFile = gated('writeFile');

/** The app's own data folder: what is in it never waits for another disk. */
export function passWithoutGate(folder: string): void {
  ownFolder = folder;
}

/** True while a disk hangs, that of a folder or any, and with it a thread without which the process does not end. */
export function diskHangs(folder?: string): boolean {
  return gate.hangs(folder);
}

/** Opens a file as `open` of `node:fs/promises` does. */
export async function open(path: string, flags: string | number, mode?: number): Promise<DiskFile> {
  return pass<DiskFile>(
    path,
    async () => ofHandle(await pool.open(path, flags, mode), path),
    async () =>
      ofDescriptor((await threads.run('open', [path, flags, mode], path)) as number, path),
  );
}

function gated<Name extends CallName>(name: Name): (typeof pool)[Name] {
  const call: AnyCall = (...args) => {
    const path = String(args[0]);
    return pass(
      path,
      () => (pool[name] as AnyCall)(...args),
      () => threads.run(name, args, path),
    );
  };
  return call as unknown as (typeof pool)[Name];
}

function pass<Value>(
  path: string,
  onPool: () => Promise<Value>,
  onSpare: (() => Promise<Value>) | null,
): Promise<Value> {
  return isOwn(path) ? onPool() : gate.pass({ path, onPool, onSpare });
}

function isOwn(path: string): boolean {
  return ownFolder !== null && (path === ownFolder || path.startsWith(ownFolder + sep));
}

/** One that was opened on Node's pool. Its descriptor is the process's, so other threads may use it. */
function ofHandle(handle: FileHandle, path: string): DiskFile {
  const { fd } = handle;
  const spare = (name: string, ...args: readonly unknown[]) =>
    threads.run(name, [fd, ...args], path);
  return {
    stat: () =>
      pass(
        path,
        () => handle.stat(),
        () => spare('fstat') as Promise<Stats>,
      ),
    readFile: () =>
      pass(
        path,
        () => handle.readFile(),
        () => spare('readFile') as Promise<Buffer<ArrayBuffer>>,
      ),
    read: (buffer, options) => pass(path, () => handle.read(buffer, options), null),
    writeFile: (bytes) =>
      pass(
        path,
        () => handle.writeFile(bytes),
        () => spare('writeFile', bytes) as Promise<void>,
      ),
    chmod: (mode) =>
      pass(
        path,
        () => handle.chmod(mode),
        () => spare('fchmod', mode) as Promise<void>,
      ),
    sync: () =>
      pass(
        path,
        () => handle.sync(),
        () => spare('fsync') as Promise<void>,
      ),
    // Past the gate: only the handle may close itself, and it closes what has just answered.
    close: () => handle.close(),
  };
}

/** One that was opened while a disk hung. */
function ofDescriptor(fd: number, path: string): DiskFile {
  const call = <Value>(name: string, ...args: readonly unknown[]): Promise<Value> => {
    const run = () => threads.run(name, [fd, ...args], path) as Promise<Value>;
    return pass(path, run, run);
  };
  const read = promisify(readWithCallback);
  return {
    stat: () => call('fstat'),
    readFile: () => call('readFile'),
    read: (buffer, { position }) =>
      pass(path, () => read(fd, buffer, 0, buffer.length, position), null),
    writeFile: (bytes) => call('writeFile', bytes),
    chmod: (mode) => call('fchmod', mode),
    sync: () => call('fsync'),
    close: () => call('close'),
  };
}
