import { setTimeout as sleep } from 'node:timers/promises';
import { applyCommit, type StepListener } from './apply.ts';
import type { Branch, Remote } from './branch.ts';
import { commitStaging } from './commit.ts';
import type { SyncHost } from './host.ts';
import { type Integrated, integrate } from './integrate.ts';
import { separatePendingImages } from './pending-images.ts';
import { readNewParents, readRefFile } from './ref-files.ts';
import {
  type Fetched,
  fetchBranch,
  lockedFolder,
  pushCommit,
  type RemoteFailure,
} from './remote.ts';
import type { GitSession } from './session.ts';
import { isEmpty, type Staging } from './stage.ts';
import { readTips, type Tips } from './tips.ts';
import { emptyTree } from './trees.ts';

/** Most attempts when others push at the same time; with five clones four were enough. */
const MAX_RACES = 8;

export interface ShareOptions {
  readonly branch: Extract<Branch, { kind: 'branch' }>;
  readonly remote: Remote;
  /** From 0 to 1, for the pause after a lost race. */
  readonly random: () => number;
  readonly onStep: StepListener;
}

/** Gathers what the rounds of a transaction did. */
export interface Sharing {
  /** Images that wait for the text to be shared. */
  pending: readonly string[];
  /** How the remote answered: null where it was not asked. */
  remote: { readonly kind: 'shared' } | RemoteFailure | null;
  readonly changed: string[];
  readonly keptBoth: Integrated['keptBoth'][number][];
  readonly copies: Integrated['copies'][number][];
}

/** Waits for both and fails with the first; so that no process outlives its transaction. */
export async function settled<Value>(
  work: Promise<Value>,
  beside: Promise<unknown> | null,
): Promise<Value> {
  try {
    return await work;
  } catch (thrown) {
    await beside?.catch(() => {});
    throw thrown;
  }
}

/** Commits a portion, if there is anything in it. */
export async function commitIfAny(
  git: GitSession,
  host: SyncHost,
  staging: Staging,
  onStep: StepListener,
): Promise<void> {
  if (isEmpty(staging)) return;
  await commitStaging(git, staging);
  const { prefix } = git.repository;
  host.deletionsCommitted(staging.remove.map((path) => path.slice(prefix.length)));
  await onStep('committed');
}

/** The commit that the branch and the remote's branch, as last seen, both are at; else null. */
export async function levelWith(
  git: GitSession,
  branch: string,
  remote: Remote,
): Promise<string | null> {
  const [ours, theirs] = await Promise.all([
    readRefFile(git.repository, `refs/heads/${branch}`),
    readRefFile(git.repository, remote.trackingRef),
  ]);
  return ours === theirs ? ours : null;
}

/**
 * Shares one portion; gives the remote as it is now, since its branch may have a new name.
 *
 * Where nothing was left over from before, the commit is pushed without a fetch: most of the time
 * nobody else wrote, and the remote refuses where somebody did.
 */
export async function shareRound(
  git: GitSession,
  host: SyncHost,
  options: ShareOptions,
  staging: Staging,
  progress: Sharing,
  fetching: Promise<Fetched> | null,
): Promise<Remote> {
  const before = await readRefFile(git.repository, `refs/heads/${options.branch.name}`);
  const onto = fetching === null ? await levelWith(git, options.branch.name, options.remote) : null;
  if (onto !== null && !isEmpty(staging)) {
    await commitIfAny(git, host, staging, options.onStep);
    if (await pushedOnto(git, options, onto, progress)) return options.remote;
    return integrateRounds(git, host, options, progress, before, null);
  }
  const asked = fetching ?? fetchBranch(git, options.branch.name, options.remote);
  await settled(commitIfAny(git, host, staging, options.onStep), asked);
  return integrateRounds(git, host, options, progress, before, asked);
}

/** Pushes what was just committed; false where the remote has to be asked what it has instead. */
async function pushedOnto(
  git: GitSession,
  { branch, remote, onStep }: ShareOptions,
  onto: string,
  progress: Sharing,
): Promise<boolean> {
  const head = await readRefFile(git.repository, `refs/heads/${branch.name}`);
  if (head === null) return false;
  // Somebody who rewrites history by hand at this very moment must not overwrite the remote's.
  if (!(await readNewParents(git.repository, head))?.includes(onto)) return false;
  const failure = await pushCommit(git, remote, head, onto);
  // Without a network there is nothing to be learnt from a second call.
  if (failure !== null && failure.failure !== 'offline') return false;
  progress.remote = failure ?? { kind: 'shared' };
  if (failure === null) await onStep('pushed');
  return true;
}

async function integrateRounds(
  git: GitSession,
  host: SyncHost,
  options: ShareOptions,
  progress: Sharing,
  before: string | null,
  asked: Promise<Fetched> | null,
): Promise<Remote> {
  let fetched = await (asked ?? fetchBranch(git, options.branch.name, options.remote));
  await options.onStep('fetched');
  for (let race = 0; ; race++) {
    const remote = fetched.kind === 'fetched' ? fetched.remote : options.remote;
    const here = { ...options, remote };
    progress.remote = await integrateAndPush(git, host, here, fetched, progress, before);
    const lost = progress.remote.kind === 'failed' && progress.remote.failure === 'race';
    if (!lost) return remote;
    if (race + 1 >= MAX_RACES) {
      progress.remote = (await lockedFolder(remote)) ?? progress.remote;
      return remote;
    }
    await sleep(options.random() * 100 * 2 ** Math.min(race, 5));
    fetched = await fetchBranch(git, options.branch.name, remote);
    await options.onStep('fetched again');
  }
}

async function integrateAndPush(
  git: GitSession,
  host: SyncHost,
  { remote, branch, onStep }: ShareOptions,
  fetched: Fetched,
  progress: Sharing,
  before: string | null,
): Promise<{ readonly kind: 'shared' } | RemoteFailure> {
  if (fetched.kind === 'failed') return fetched;
  const tips = await readTips(git, branch.name, remote.trackingRef, before);
  let head = tips.head;
  if (tips.tracking !== null && fetched.kind === 'fetched') {
    const integrated = await takeIn(git, host, tips, tips.tracking, onStep, progress.pending);
    head = integrated.head;
    progress.changed.push(...integrated.changed);
    progress.keptBoth.push(...integrated.keptBoth);
    progress.copies.push(...integrated.copies);
  }
  if (head === null || head === tips.tracking) return { kind: 'shared' };
  const failure = await pushCommit(git, remote, head);
  if (failure !== null) return failure;
  await onStep('pushed');
  return { kind: 'shared' };
}

async function takeIn(
  git: GitSession,
  host: SyncHost,
  tips: Tips,
  remote: string,
  onStep: StepListener,
  pending: readonly string[],
): Promise<Integrated> {
  const nothing = { changed: [], keptBoth: [], copies: [] };
  if (tips.head === null) {
    // A notebook without any commit takes the remote's history as its own.
    const from = emptyTree(remote);
    const changed = await applyCommit(git, host, { from, to: remote }, onStep);
    return { head: remote, ...nothing, changed };
  }
  if (tips.parents.includes(remote)) return { head: tips.head, ...nothing };
  if (tips.head === remote) return { head: remote, ...nothing };
  const renamed = await separatePendingImages(git, host, pending, { head: tips.head, remote });
  return integrate(git, host, { head: renamed ?? tips.head, remote }, onStep);
}
