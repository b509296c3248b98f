import { join } from 'node:path';
import { lstat } from '../disk/calls.ts';
import { isTemporaryName } from '../notebook/atomic-save.ts';
import type { SyncHost } from './host.ts';
import { blobSizes } from './objects.ts';
import { fileKind } from './paths.ts';
import type { GitSession } from './session.ts';
import { readWorkTree, type WorkTreeChange } from './work-tree.ts';

/** What goes into the next commit, and what is left out. Paths are relative to the root. */
export interface Staging {
  readonly add: readonly StagedFile[];
  readonly remove: readonly string[];
  /** In the index already, by a person's hand or an interrupted run. */
  readonly staged: readonly string[];
  readonly held: readonly Held[];
}

export interface StagedFile {
  readonly path: string;
  readonly bytes: number;
  readonly isNew: boolean;
}

/** A change that is not committed, and why. */
export interface Held {
  readonly path: string;
  readonly why:
    | 'missing'
    | 'shrunk'
    | 'too-large'
    | 'nested-repository'
    | 'unmerged'
    | 'unreadable';
}

/** What common hosts refuse is 100 MB; git's own overhead stays below the difference. */
const MAX_FILE_BYTES = 95 * 1024 * 1024;
/** Common hosts complain from 50 MB on; the user is told before they do. */
const LARGE_FILE_BYTES = 45 * 1024 * 1024;
/** Notes shorter than this may shrink without being asked about. */
const SHRINK_FLOOR_BYTES = 1024;
const SHRINK_TO = 1 / 5;
/** A note of this size did not lose enough to be worth a question. */
const SMALL_NOTE_BYTES = 64 * 1024;

/**
 * Decides what the next commit holds.
 *
 * The brakes of DESIGN 4.3: a missing file is not a deletion (a git killed inside a checkout
 * leaves just that picture), a note that shrank to under a fifth outside the app may be damaged,
 * and a file the remote would refuse must never enter the history, since it would block every
 * later push.
 */
export async function planStaging(git: GitSession, host: SyncHost): Promise<Staging> {
  const changes = (await readWorkTree(git)).filter(({ path }) => !isOurs(path));
  // A Mac's folder may name a file decomposed that git names composed.
  const deletions = new Set([...host.deletions()].map(composed));
  const add: StagedFile[] = [];
  const remove: string[] = [];
  const staged: string[] = [];
  const held: Held[] = [];
  const committed = await committedSizes(git, host, changes);
  for (const change of changes) {
    const { path, kind } = change;
    const name = path.slice(git.repository.prefix.length);
    if (kind === 'missing') {
      if (deletions.has(composed(name))) remove.push(path);
      else held.push({ path, why: 'missing' });
    } else if (kind === 'staged') {
      staged.push(path);
    } else if (kind === 'changed') {
      const file = await lookAt(git, change);
      const why =
        typeof file === 'string'
          ? file
          : brake(file, committed.get(path) ?? 0, host.wasEdited(name));
      if (why !== null) held.push({ path, why });
      else if (typeof file !== 'string') add.push(file);
    } else {
      held.push({ path, why: kind === 'nested' ? 'nested-repository' : 'unmerged' });
    }
  }
  return { add, remove, staged, held };
}

/** What goes along, but makes every clone heavy for ever. */
export function largeFiles({ add }: Staging): string[] {
  return add.filter(({ bytes }) => bytes > LARGE_FILE_BYTES).map(({ path }) => path);
}

/** True where nothing would be committed. */
export function isEmpty({ add, remove, staged }: Staging): boolean {
  return add.length + remove.length + staged.length === 0;
}

function composed(name: string): string {
  return name.normalize('NFC');
}

/** Temporary files of an atomic save, also those of a save that was cut short. */
function isOurs(path: string): boolean {
  return isTemporaryName(path.slice(path.lastIndexOf('/') + 1));
}

async function committedSizes(
  git: GitSession,
  host: SyncHost,
  changes: readonly WorkTreeChange[],
): Promise<Map<string, number>> {
  const notes = changes.flatMap(({ path, kind, committed }) =>
    kind === 'changed' && committed !== null && fileKind(path) === 'note'
      ? [{ path, committed }]
      : [],
  );
  // Only a note that is small now and was not written in the app is worth a git call.
  const suspects: { path: string; committed: string }[] = [];
  for (const note of notes) {
    if (host.wasEdited(note.path.slice(git.repository.prefix.length))) continue;
    const stats = await lstat(join(git.repository.root, note.path)).catch(() => null);
    if (stats !== null && stats.size < SMALL_NOTE_BYTES) suspects.push(note);
  }
  const sizes = await blobSizes(
    git,
    suspects.map(({ committed }) => committed),
  );
  return new Map(suspects.map(({ path }, index) => [path, sizes[index] ?? 0]));
}

async function lookAt(
  git: GitSession,
  { path, committed }: WorkTreeChange,
): Promise<StagedFile | 'unreadable'> {
  const stats = await lstat(join(git.repository.root, path)).catch(() => null);
  return stats === null ? 'unreadable' : { path, bytes: stats.size, isNew: committed === null };
}

function brake({ path, bytes }: StagedFile, before: number, edited: boolean): Held['why'] | null {
  if (bytes > MAX_FILE_BYTES) return 'too-large';
  const shrank = before >= SHRINK_FLOOR_BYTES && bytes < before * SHRINK_TO;
  return shrank && !edited && fileKind(path) === 'note' ? 'shrunk' : null;
}
