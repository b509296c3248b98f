import { must } from './git-failure.ts';
import { readRefFile } from './ref-files.ts';
import type { GitSession } from './session.ts';

/**
 * Reads both tips, without a process where the everyday case holds.
 *
 * `before` is where the branch was before the last commit of ours, as far as its file told.
 */
export async function readTips(
  git: GitSession,
  branch: string,
  trackingRef: string,
  before: string | null,
): Promise<Tips> {
  const quick = await readQuickly(git, branch, trackingRef, before);
  return quick ?? readWithGit(git, branch, trackingRef);
}

/** Where the branch and the remote's branch are. */
export interface Tips {
  readonly head: string | null;
  readonly parents: readonly string[];
  readonly tracking: string | null;
}

/** The everyday case without a process: the remote is where it was, or where we were. */
async function readQuickly(
  git: GitSession,
  branch: string,
  trackingRef: string,
  before: string | null,
): Promise<Tips | null> {
  const head = await readRefFile(git.repository, `refs/heads/${branch}`);
  const tracking = await readRefFile(git.repository, trackingRef);
  if (head === null || tracking === null) return null;
  return tracking === before || tracking === head ? { head, parents: [tracking], tracking } : null;
}

async function readWithGit(git: GitSession, branch: string, trackingRef: string): Promise<Tips> {
  const local = `refs/heads/${branch}`;
  const format = '--format=%(refname)%00%(objectname)%00%(parent)';
  const result = await git.run(['for-each-ref', format, local, trackingRef]);
  const refs = new Map<string, { readonly id: string; readonly parents: readonly string[] }>();
  for (const line of must(result, 'read branches').split('\n')) {
    const [name, id, parents = ''] = line.split('\0');
    if (name !== undefined && id !== undefined) refs.set(name, { id, parents: parents.split(' ') });
  }
  const head = refs.get(local);
  return {
    head: head?.id ?? null,
    parents: head?.parents ?? [],
    tracking: refs.get(trackingRef)?.id ?? null,
  };
}
