import type { Remote } from './branch.ts';
import { outputOf, succeeded } from './git.ts';
import { must } from './git-failure.ts';
import type { GitSession } from './session.ts';

/** What a remote says that it has. */
export interface Listing {
  readonly branches: readonly string[];
  /** The branch that a new clone would get. */
  readonly defaultBranch: string | null;
}

/** Asks a remote for its branches; an empty listing where it does not answer. */
export async function listBranches(git: GitSession, remote: Remote): Promise<Listing> {
  const result = await git.runRemote([
    'ls-remote',
    '--symref',
    remote.name,
    'HEAD',
    'refs/heads/*',
  ]);
  const lines = result.stdout.toString('utf8').split('\n');
  const first = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  return {
    branches: first(/^[0-9a-f]{40,64}\trefs\/heads\/(.+)$/),
    defaultBranch: first(/^ref: refs\/heads\/(.+)\tHEAD$/)[0] ?? null,
  };
}

/**
 * Follows a remote's default branch that was given another name (`master` to `main`), as its host
 * tells every clone to do by hand; null where that is not what happened.
 *
 * Only where ours was the default branch as this clone knows it, or the remote has no other, and
 * the new one holds all that we last saw of the old: a branch that was merged and deleted, or
 * begun anew, is a person's to decide. The local branch keeps its name.
 */
export async function followDefaultBranch(
  git: GitSession,
  localBranch: string,
  remote: Remote,
  { branches, defaultBranch }: Listing,
  fetch: (moved: Remote) => Promise<boolean>,
): Promise<Remote | null> {
  if (defaultBranch === null || !branches.includes(defaultBranch)) return null;
  const record = `refs/remotes/${remote.name}/HEAD`;
  const known = await git.run(['symbolic-ref', '--quiet', record]);
  const wasDefault = succeeded(known)
    ? outputOf(known) === remote.trackingRef
    : branches.length === 1;
  if (!wasDefault) return null;
  const trackingRef = `refs/remotes/${remote.name}/${defaultBranch}`;
  const moved = { ...remote, branch: defaultBranch, trackingRef };
  if (!(await fetch(moved))) return null;
  const holds = await git.run(['merge-base', '--is-ancestor', remote.trackingRef, trackingRef]);
  if (!succeeded(holds)) return null;
  const section = `branch.${localBranch}`;
  for (const args of [
    ['config', '--replace-all', `${section}.remote`, remote.name],
    ['config', '--replace-all', `${section}.merge`, `refs/heads/${defaultBranch}`],
    ...(succeeded(known) ? [['symbolic-ref', record, trackingRef]] : []),
  ]) {
    must(await git.run(args), 'follow the branch');
  }
  return moved;
}
