import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncProblem } from '../../shared/sync-status.ts';
import { applyCommit, type StepListener } from './apply.ts';
import { forgetOldBackups } from './backup.ts';
import type { Branch, Remote } from './branch.ts';
import { commitStaging } from './commit.ts';
import { StepFailure } from './git-failure.ts';
import type { SyncHost } from './host.ts';
import { type Integrated, integrate } from './integrate.ts';
import { separatePendingImages } from './pending-images.ts';
import { recover } from './recover.ts';
import { readRefFile } from './ref-files.ts';
import {
  type Fetched,
  fetchBranch,
  lockedFolder,
  pushCommit,
  type RemoteFailure,
} from './remote.ts';
import type { GitSession } from './session.ts';
import { type Held, isEmpty, largeFiles, planStaging, type Staging } from './stage.ts';
import { splitStaging } from './text-first.ts';
import { readTips, type Tips } from './tips.ts';
import { emptyTree } from './trees.ts';

/** Most attempts when others push at the same time; with five clones four were enough. */
const MAX_RACES = 8;

export interface TransactionOptions {
  readonly branch: Extract<Branch, { kind: 'branch' }>;
  /** `commit` stays on this computer; `share` fetches, integrates and pushes, too. */
  readonly goal: 'commit' | 'share';
  /** From 0 to 1, for the pause after a lost race. */
  readonly random: () => number;
  readonly onStep: StepListener;
}

/** What a transaction did. */
export interface TransactionOutcome {
  /** How the remote answered: null where it was not asked. */
  readonly remote: { readonly kind: 'shared' } | RemoteFailure | null;
  /** Why it stopped; null where all steps were done. */
  readonly problem: SyncProblem | null;
  /** What was left out of the commit. */
  readonly held: readonly Held[];
  /** Files that go along though they are close to what a remote refuses. */
  readonly large: readonly string[];
  /** Files of the folder that another computer's changes reached, relative to the root. */
  readonly changed: readonly string[];
  readonly keptBoth: Integrated['keptBoth'];
  readonly copies: Integrated['copies'];
}

/** Gathers the outcome while the steps run. */
interface Progress {
  /** Images that wait for the text to be shared. */
  pending: readonly string[];
  remote: TransactionOutcome['remote'];
  held: readonly Held[];
  large: readonly string[];
  readonly changed: string[];
  readonly keptBoth: Integrated['keptBoth'][number][];
  readonly copies: Integrated['copies'][number][];
}

/**
 * Runs one transaction on a repository; the caller holds the writer lock.
 *
 * Recover, flush, commit, fetch, integrate, push. Everything up to the commit is local and
 * durable; whatever fails after it leaves a repository that the next run starts from as usual.
 */
export async function runTransaction(
  git: GitSession,
  host: SyncHost,
  options: TransactionOptions,
): Promise<TransactionOutcome> {
  const progress: Progress = {
    pending: [],
    remote: null,
    held: [],
    large: [],
    changed: [],
    keptBoth: [],
    copies: [],
  };
  try {
    const recovered = await recover(git, host, options.branch, options.onStep);
    progress.changed.push(...recovered.changed);
    progress.keptBoth.push(...recovered.keptBoth);
    await host.flush();
    await options.onStep('flushed');
    await runRounds(git, host, options, progress);
    return { ...outcomeOf(progress), problem: null };
  } catch (thrown) {
    if (!(thrown instanceof StepFailure)) throw thrown;
    return { ...outcomeOf(progress), problem: { kind: thrown.kind, detail: thrown.message } };
  }
}

function outcomeOf({
  remote,
  held,
  large,
  changed,
  keptBoth,
  copies,
}: Progress): Omit<TransactionOutcome, 'problem'> {
  return { remote, held, large, changed, keptBoth, copies };
}

/** The text first; images follow in portions, each shared before the next is begun. */
async function runRounds(
  git: GitSession,
  host: SyncHost,
  options: TransactionOptions,
  progress: Progress,
): Promise<void> {
  const { remote } = options.branch;
  // The commit needs no network and the fetch no commit: side by side they cost one of them.
  const fetching =
    options.goal === 'share' && remote !== null
      ? fetchBranch(git, options.branch.name, remote)
      : null;
  const plan = await settled(planStaging(git, host), fetching);
  progress.held = plan.held;
  progress.large = largeFiles(plan);
  if (plan.held.some(({ why }) => why === 'unmerged')) {
    throw new StepFailure('busy-repository', 'a merge of another program is not finished');
  }
  const { text, bulk: planned } = splitStaging(plan);
  let bulk = planned;
  progress.pending = bulk.flatMap(({ add }) => add.map(({ path }) => path));
  if (fetching === null || remote === null) {
    // With a remote, images wait in the folder until the text is shared.
    for (const staging of remote === null ? [text, ...bulk] : [text]) {
      await commitIfAny(git, host, staging, options.onStep);
    }
    return;
  }
  let at = await shareRound(git, host, { ...options, remote }, text, progress, fetching);
  // Integrating may have renamed an image: what is left is looked at again.
  if (bulk.length > 0) bulk = splitStaging(await planStaging(git, host)).bulk;
  for (const staging of bulk) {
    if (progress.remote?.kind !== 'shared') return;
    at = await shareRound(
      git,
      host,
      { ...options, remote: at },
      staging,
      progress,
      fetchBranch(git, options.branch.name, at),
    );
  }
  if (progress.changed.length > 0) await forgetOldBackups(git);
}

/** Waits for both and fails with the first; so that no process outlives its transaction. */
async function settled<Value>(
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

async function commitIfAny(
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

type ShareOptions = TransactionOptions & { readonly remote: Remote };

/** Shares one portion; gives the remote as it is now, since its branch may have a new name. */
async function shareRound(
  git: GitSession,
  host: SyncHost,
  options: ShareOptions,
  staging: Staging,
  progress: Progress,
  fetching: Promise<Fetched>,
): Promise<Remote> {
  const before = await readRefFile(git.repository, `refs/heads/${options.branch.name}`);
  await settled(commitIfAny(git, host, staging, options.onStep), fetching);
  let fetched = await fetching;
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
  progress: Progress,
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
