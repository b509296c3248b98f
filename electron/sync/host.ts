import { dirname, join } from 'node:path';
import { lstat, mkdir, rmdir, unlink } from '../disk/calls.ts';
import { saveAtomically } from '../notebook/atomic-save.ts';
import { errnoCode } from '../notebook/errno.ts';
import { nodeFiles } from '../notebook/file-port.ts';
import { readSnapshot } from '../notebook/file-version.ts';

/**
 * What the sync needs of the program around it. Names are relative to the notebook, with `/`.
 *
 * The app's own host saves through the editor's note store, so that an open note takes over what
 * the sync brings; the command line's works on plain files.
 */
export interface SyncHost {
  /** Everything typed is on disk when this settles. */
  readonly flush: () => Promise<void>;
  /** False while keys go down or an IME composes: no git work starts by itself then. */
  readonly isQuiet: () => boolean;
  /** The file as it is now, or null where there is none. */
  readonly readFile: (name: string) => Promise<Uint8Array | null>;
  /**
   * Replaces a file that still says `before`; `null` stands for no file. Durable when it settles.
   * `changed`: it says something else, and nothing was written.
   */
  readonly applyFile: (
    name: string,
    before: Uint8Array | null,
    after: Uint8Array | null,
  ) => Promise<'applied' | 'changed'>;
  /**
   * `from`, which said `before`, has the name `to` on the other computer, as that file says already:
   * what is open of it goes on there. False where nothing is, and `from` is a deletion like any other.
   */
  readonly follow: (from: string, to: string, before: Uint8Array) => Promise<boolean>;
  /** Names deleted on purpose, in the app or by the user's answer: only these are committed as deleted. */
  readonly deletions: () => ReadonlySet<string>;
  /** The deletions are committed and need not be remembered. */
  readonly deletionsCommitted: (names: readonly string[]) => void;
  /** True where the note was written in the app, so that a much shorter text is meant. */
  readonly wasEdited: (name: string) => boolean;
}

/** A disk that refuses a file the sync brings; ends the transaction, which is taken up later. */
export class ApplyRefused extends Error {}

/** A host on plain files: nothing is open, nothing was deleted on purpose. */
export function createFileHost(folder: string): SyncHost {
  return {
    flush: async () => {},
    isQuiet: () => true,
    readFile: (name) => readPlainFile(folder, name),
    applyFile: (name, before, after) => applyPlainFile(folder, name, before, after),
    follow: async () => false,
    deletions: () => new Set(),
    deletionsCommitted: () => {},
    wasEdited: () => false,
  };
}

/** Reads a file below `folder`, or null where there is none. Never through a link. */
export async function readPlainFile(folder: string, name: string): Promise<Uint8Array | null> {
  if ((await lastLinkFree(folder, name)) !== 'clear') return null;
  return (await readSnapshot(nodeFiles, join(folder, name)))?.bytes ?? null;
}

/**
 * Replaces a file on disk that still says `before`, atomically and durably.
 *
 * Idempotent: a file that says `after` already is left alone, so an interrupted run can be run
 * again. A file that is missing counts as unchanged: what was lost on the way comes back.
 */
export async function applyPlainFile(
  folder: string,
  name: string,
  before: Uint8Array | null,
  after: Uint8Array | null,
): Promise<'applied' | 'changed'> {
  const path = join(folder, name);
  if ((await lastLinkFree(folder, name)) !== 'clear')
    throw new ApplyRefused(`${name} lies behind a link`);
  const now = await readSnapshot(nodeFiles, path).catch((thrown: unknown) => {
    throw new ApplyRefused(`${name}: ${thrown instanceof Error ? thrown.message : 'unreadable'}`);
  });
  if (sameBytes(now?.bytes ?? null, after)) return 'applied';
  if (now !== null && !sameBytes(now.bytes, before)) return 'changed';
  if (after === null) {
    await removeFile(folder, path);
    return 'applied';
  }
  await makeFolders(folder, name);
  const outcome = await saveAtomically({ path, bytes: after, expected: now?.version ?? 'absent' });
  if (outcome.kind === 'refused') throw new ApplyRefused(`${name}: ${outcome.error.detail}`);
  return outcome.kind === 'saved' ? 'applied' : 'changed';
}

/** True for equal contents, or none on both sides. */
function sameBytes(left: Uint8Array | null, right: Uint8Array | null): boolean {
  if (left === null || right === null) return left === right;
  return Buffer.compare(left, right) === 0;
}

/** The text stays in the history: removing the file here loses nothing. */
async function removeFile(folder: string, path: string): Promise<void> {
  await unlink(path).catch((thrown: unknown) => {
    if (errnoCode(thrown) !== 'ENOENT') throw thrown;
  });
  for (let parent = dirname(path); parent.length > folder.length; parent = dirname(parent)) {
    // Fails as soon as a folder holds anything else, and that is where to stop.
    if (
      !(await rmdir(parent).then(
        () => true,
        () => false,
      ))
    )
      return;
  }
}

async function makeFolders(folder: string, name: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
}

/** Walks to a file and stops at the first link: writing behind one could leave the notebook. */
async function lastLinkFree(folder: string, name: string): Promise<'clear' | 'link'> {
  let path = folder;
  for (const segment of name.split('/')) {
    path = join(path, segment);
    try {
      if ((await lstat(path)).isSymbolicLink()) return 'link';
    } catch (thrown) {
      if (errnoCode(thrown) === 'ENOENT' || errnoCode(thrown) === 'ENOTDIR') return 'clear';
      throw thrown;
    }
  }
  return 'clear';
}
