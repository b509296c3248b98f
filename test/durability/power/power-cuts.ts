import { dirname } from 'node:path';
import type { DiskCall, Inode } from './recording-files.ts';

/** What a disk holds: folders, and files with their bytes. */
export type Disk = ReadonlyMap<string, Uint8Array | 'folder'>;

/** A disk as it may be found after the power went. */
export interface AfterPowerCut {
  readonly disk: Disk;
  /** How many calls had been answered. */
  readonly calls: number;
  /** The newest text that had been promised. */
  readonly promised: number;
}

/** A change of names in one folder that may not have reached the disk. */
interface NameChange {
  readonly removes: string | null;
  readonly sets: string | null;
  readonly inode: Inode | null;
}

/**
 * Every disk that a power cut may leave, at any moment of some recorded calls. `tops` are folders
 * that were there long before, `before` the files in them.
 *
 * The rules, weaker than those of any file system in use: what a file was not synced for is lost,
 * there, torn, or zeros in any of its halves; of the changes of names in a folder since its last
 * sync any set may have arrived, each of them whole (a rename is one), in their order; syncing a
 * file says nothing of its name. What was synced stays.
 */
export function* powerCuts(
  tops: ReadonlySet<string>,
  before: ReadonlyMap<string, Uint8Array>,
  inodes: ReadonlyMap<string, Inode>,
  calls: readonly DiskCall[],
): Generator<AfterPowerCut> {
  const names = new Map<string, Inode | null>();
  const synced = new Map<Inode, Uint8Array>();
  const unsynced = new Map<Inode, Uint8Array>();
  const pending = new Map<string, NameChange[]>();
  let promised = 0;
  for (const [path, content] of before) {
    const inode = inodes.get(path);
    if (inode === undefined) continue;
    names.set(path, inode);
    synced.set(inode, content);
  }
  const seen = new Set<string>();

  function* now(answered: number): Generator<AfterPowerCut> {
    const changes = [...pending.values()].flat();
    for (let set = 0; set < 2 ** changes.length; set++) {
      const named = applied(
        names,
        changes.filter((_, index) => (set >> index) & 1),
      );
      for (const disk of contents(tops, named, synced, unsynced)) {
        const key = `${promised} ${fingerprint(disk)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield { disk, calls: answered, promised };
      }
    }
  }

  yield* now(0);
  for (const [index, call] of calls.entries()) {
    step(call);
    yield* now(index + 1);
  }

  function step(call: DiskCall): void {
    switch (call.do) {
      case 'write':
        unsynced.set(call.inode, joined(unsynced.get(call.inode), call.bytes));
        return;
      case 'sync':
        synced.set(call.inode, joined(synced.get(call.inode), unsynced.get(call.inode)));
        unsynced.delete(call.inode);
        return;
      case 'link':
        change(call.path, { removes: null, sets: call.path, inode: call.inode });
        return;
      case 'rename':
        change(call.to, { removes: call.from, sets: call.to, inode: call.inode });
        return;
      case 'unlink':
        change(call.path, { removes: call.path, sets: null, inode: null });
        return;
      case 'sync folder': {
        const arrived = applied(names, pending.get(call.path) ?? []);
        names.clear();
        for (const [path, inode] of arrived) names.set(path, inode);
        pending.delete(call.path);
        return;
      }
      case 'promise':
        promised = call.text;
    }
  }

  function change(path: string, one: NameChange): void {
    const folder = dirname(path);
    pending.set(folder, [...(pending.get(folder) ?? []), one]);
  }
}

function applied(
  names: ReadonlyMap<string, Inode | null>,
  changes: readonly NameChange[],
): Map<string, Inode | null> {
  const after = new Map(names);
  for (const { removes, sets, inode } of changes) {
    if (removes !== null) after.delete(removes);
    if (sets !== null) after.set(sets, inode);
  }
  return after;
}

function* contents(
  tops: ReadonlySet<string>,
  names: ReadonlyMap<string, Inode | null>,
  synced: ReadonlyMap<Inode, Uint8Array>,
  unsynced: ReadonlyMap<Inode, Uint8Array>,
): Generator<Disk> {
  // A name in a folder whose own name is lost is lost with it.
  const reachable = [...names].filter(([path]) => isReachable(path, names, tops));
  let disks: Map<string, Uint8Array | 'folder'>[] = [new Map()];
  for (const [path, inode] of reachable) {
    const found =
      inode === null ? ['folder' as const] : ways(synced.get(inode), unsynced.get(inode));
    disks = disks.flatMap((disk) => found.map((content) => new Map(disk).set(path, content)));
  }
  yield* disks;
}

/** The folders at the top of the model have no name in it, and are always there. */
function isReachable(
  path: string,
  names: ReadonlyMap<string, Inode | null>,
  tops: ReadonlySet<string>,
): boolean {
  const folder = dirname(path);
  return tops.has(folder) || (names.has(folder) && isReachable(folder, names, tops));
}

/** What may be found of a file: all that was synced, and more or less of the rest. */
function ways(sure: Uint8Array | undefined, rest: Uint8Array | undefined): readonly Uint8Array[] {
  const known = sure ?? new Uint8Array();
  if (rest === undefined || rest.length === 0) return [known];
  const half = rest.length >> 1;
  const zeros = (length: number): Uint8Array => new Uint8Array(length);
  return [
    new Uint8Array(),
    rest.subarray(0, 1),
    rest.subarray(0, half),
    rest.subarray(0, -1),
    rest,
    zeros(rest.length),
    joined(rest.subarray(0, half), zeros(rest.length - half)),
    joined(zeros(half), rest.subarray(half)),
  ].map((some) => joined(known, some));
}

function joined(one: Uint8Array | undefined, other: Uint8Array | undefined): Uint8Array {
  return Buffer.concat([one ?? new Uint8Array(), other ?? new Uint8Array()]);
}

function fingerprint(disk: Disk): string {
  return JSON.stringify(
    [...disk].map(([path, content]) => [
      path,
      content === 'folder' ? content : Buffer.from(content).toString('base64'),
    ]),
  );
}
