import { isAbsolute, join } from 'node:path';
import { lstat, readFile } from '../disk/calls.ts';
import { isLocalAddress } from './address.ts';
import type { Remote } from './branch.ts';
import { followDefaultBranch, listBranches } from './follow.ts';
import { type GitResult, succeeded } from './git.ts';
import { must } from './git-failure.ts';
import { classifyFailure, explain, type FailureClass } from './messages.ts';
import type { GitSession } from './session.ts';

/** A call to the remote that did not go through. */
export interface RemoteFailure {
  readonly kind: 'failed';
  readonly failure: FailureClass;
  readonly detail: string;
}

export type Fetched =
  /** The remote's branch is in the tracking ref; `remote` differs where the branch got a new name. */
  | { readonly kind: 'fetched'; readonly remote: Remote }
  /** The remote answers, has no branch of this name, and this clone never saw one. */
  | { readonly kind: 'empty' }
  | RemoteFailure;

/**
 * Fetches the one branch.
 *
 * Never prunes, and never believes that a remote became empty: a network's sign-in page that
 * answers 200 with an empty body looks like a healthy empty repository to git. The explicit
 * refspec makes git fail where the branch is not advertised.
 */
export async function fetchBranch(
  git: GitSession,
  localBranch: string,
  remote: Remote,
): Promise<Fetched> {
  const result = await fetchInto(git, remote);
  if (succeeded(result)) return { kind: 'fetched', remote };
  const failure = classifyFailure(result);
  if (failure !== 'no-branch')
    return { kind: 'failed', failure: await unplugged(remote, failure), detail: explain(result) };
  return resolveMissingBranch(git, localBranch, remote);
}

async function fetchInto(
  git: GitSession,
  { name, branch, trackingRef }: Remote,
): Promise<GitResult> {
  const shallow = await isThere(join(git.repository.commonFolder, 'shallow'));
  return git.runRemote([
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-prune',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    // A shallow clone may lack the common past that a merge needs.
    ...(shallow ? ['--unshallow'] : []),
    name,
    `+refs/heads/${branch}:${trackingRef}`,
  ]);
}

/** A folder on another disk or a share that is not there now is a network that is away. */
async function unplugged(remote: Remote, failure: FailureClass): Promise<FailureClass> {
  if (failure !== 'wrong-address' || !isLocalAddress(remote.address)) return failure;
  const path = remote.address.replace(/^file:\/\//i, '');
  return (await isThere(isAbsolute(path) ? path : '')) ? failure : 'offline';
}

/** Tells an empty remote from a portal, and from a branch that was renamed or deleted there. */
async function resolveMissingBranch(
  git: GitSession,
  localBranch: string,
  remote: Remote,
): Promise<Fetched> {
  const seen = succeeded(await git.run(['rev-parse', '--verify', '--quiet', remote.trackingRef]));
  if (!seen) return { kind: 'empty' };
  const listing = await listBranches(git, remote);
  const { branches } = listing;
  if (branches.length === 0) {
    const detail = `${remote.address} answers like an empty repository`;
    return { kind: 'failed', failure: 'portal', detail };
  }
  const moved = await followDefaultBranch(git, localBranch, remote, listing, async (there) =>
    succeeded(await fetchInto(git, there)),
  );
  if (moved !== null) return { kind: 'fetched', remote: moved };
  const detail = `${remote.branch} is no longer there; the remote has ${branches.slice(0, 8).join(', ')}`;
  return { kind: 'failed', failure: 'no-branch', detail };
}

/**
 * Pushes one commit to the one branch; never forced. Null where it arrived.
 *
 * With `onto`, only where the remote's branch still is at that commit, which the new one has to
 * follow: a branch that moved on or was deleted there is refused, and never begun anew.
 */
export async function pushCommit(
  git: GitSession,
  remote: Remote,
  commit: string,
  onto: string | null = null,
): Promise<RemoteFailure | null> {
  const missing = await pushLargeFiles(git, remote, commit);
  if (missing !== null) return missing;
  const target = `refs/heads/${remote.branch}`;
  const result = await git.runRemote([
    'push',
    '--porcelain',
    '--no-verify',
    '--no-recurse-submodules',
    ...(onto === null ? [] : [`--force-with-lease=${target}:${onto}`]),
    remote.name,
    `${commit}:${target}`,
  ]);
  const accepted = result.stdout
    .toString('utf8')
    .split('\n')
    .some((line) => /^[ *=]\t/.test(line) && line.includes(`:${target}\t`));
  if (!succeeded(result) || !accepted) {
    return { kind: 'failed', failure: classifyFailure(result), detail: explain(result) };
  }
  await recordPushed(git, remote, commit);
  return null;
}

/**
 * Uploads the contents behind git-lfs pointers, which git-lfs otherwise does in a hook.
 *
 * Without it the remote would get pointers to nothing.
 */
async function pushLargeFiles(
  git: GitSession,
  remote: Remote,
  commit: string,
): Promise<RemoteFailure | null> {
  const attributes = await readFile(join(git.repository.root, '.gitattributes'), 'utf8').catch(
    () => '',
  );
  if (!/\bfilter=lfs\b/.test(attributes)) return null;
  const result = await git.runRemote(['lfs', 'push', remote.name, commit]);
  if (succeeded(result)) return null;
  const failure = /is not a git command/.test(result.stderr) ? 'refused' : classifyFailure(result);
  return { kind: 'failed', failure, detail: `git-lfs: ${explain(result)}` };
}

/** Git moves the tracking ref itself where the remote's fetch line covers it, as clone writes it. */
async function recordPushed(git: GitSession, remote: Remote, commit: string): Promise<void> {
  const path = join(git.repository.commonFolder, ...remote.trackingRef.split('/'));
  const now = await readFile(path, 'utf8').catch(() => '');
  if (now.trim() === commit) return;
  must(await git.run(['update-ref', remote.trackingRef, commit]), 'record the push');
}

/** No push holds a lock for this long. */
const FORGOTTEN_LOCK_MS = 60_000;

/**
 * Finds the lock that a push killed half-way left in a shared folder.
 *
 * Git says only that the branch cannot be locked, to every computer and for ever. Whether nobody
 * is at work there only a person can know; the message names the file to delete.
 */
export async function lockedFolder(remote: Remote): Promise<RemoteFailure | null> {
  if (!isLocalAddress(remote.address)) return null;
  const folder = remote.address.replace(/^file:\/\//i, '');
  for (const git of [folder, join(folder, '.git')]) {
    for (const name of [`refs/heads/${remote.branch}.lock`, 'HEAD.lock', 'packed-refs.lock']) {
      const path = join(git, ...name.split('/'));
      const stats = await lstat(path).catch(() => null);
      if (stats === null || Date.now() - stats.mtimeMs < FORGOTTEN_LOCK_MS) continue;
      const detail = `the shared folder is locked since a sync was cut off; if nobody syncs now, delete ${path}`;
      return { kind: 'failed', failure: 'refused', detail };
    }
  }
  return null;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
