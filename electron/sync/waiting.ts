import { join } from 'node:path';
import type { Amount } from '../../shared/sync-status.ts';
import { lstat } from '../disk/calls.ts';
import type { Branch } from './branch.ts';
import { outputOf, succeeded } from './git.ts';
import { blobSizes } from './objects.ts';
import { fileKind } from './paths.ts';
import type { GitSession } from './session.ts';
import { diffTrees, emptyTree } from './trees.ts';
import { readWorkTree } from './work-tree.ts';

/** What a push would still have to carry. */
export interface Waiting {
  /** Names relative to the notebook. */
  readonly notes: ReadonlySet<string>;
  readonly images: number;
  readonly bytes: number;
  /** The part of it that no commit holds. */
  readonly uncommitted: Amount;
}

export const NOTHING_WAITS: Waiting = {
  notes: new Set(),
  images: 0,
  bytes: 0,
  uncommitted: { notes: 0, images: 0, bytes: 0 },
};

/** Counts what is not shared: commits ahead of the remote's branch, and files not committed yet. */
export async function countWaiting(
  git: GitSession,
  { remote }: Extract<Branch, { kind: 'branch' }>,
): Promise<Waiting> {
  const inFolder = await uncommittedSizes(git);
  const { notes, ...amount } = sumUp(git, inFolder);
  const uncommitted = { ...amount, notes: notes.size };
  if (remote === null) return { ...NOTHING_WAITS, uncommitted };
  const ahead = await committedAhead(git, remote.trackingRef);
  return { ...sumUp(git, new Map([...ahead, ...inFolder])), uncommitted };
}

function sumUp(
  { repository: { prefix } }: GitSession,
  sizes: ReadonlyMap<string, number>,
): Omit<Waiting, 'uncommitted'> {
  const paths = [...sizes.keys()].filter((path) => path.startsWith(prefix));
  return {
    notes: new Set(
      paths.filter((path) => fileKind(path) === 'note').map((path) => path.slice(prefix.length)),
    ),
    images: paths.filter((path) => fileKind(path) === 'image').length,
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
  };
}

async function uncommittedSizes(git: GitSession): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const { path, kind } of await readWorkTree(git)) {
    if (kind !== 'changed' && kind !== 'staged') continue;
    const stats = await lstat(join(git.repository.root, path)).catch(() => null);
    sizes.set(path, stats?.size ?? 0);
  }
  return sizes;
}

async function committedAhead(git: GitSession, trackingRef: string): Promise<[string, number][]> {
  const head = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (!succeeded(head)) return [];
  const base = await git.run(['merge-base', trackingRef, 'HEAD']);
  const from = succeeded(base) ? outputOf(base) : emptyTree(outputOf(head));
  if (from === outputOf(head)) return [];
  const changes = await diffTrees(git, from, outputOf(head));
  const sizes = await blobSizes(
    git,
    changes.map(({ after }) => after?.id ?? 'none'),
  );
  return changes.map(({ path }, index) => [path, sizes[index] ?? 0]);
}
