import type { SyncProblem } from '../../shared/sync-status.ts';
import type { StepListener } from './apply.ts';
import { forgetOldBackups } from './backup.ts';
import type { Branch } from './branch.ts';
import { StepFailure } from './git-failure.ts';
import type { SyncHost } from './host.ts';
import type { Integrated } from './integrate.ts';
import { recover } from './recover.ts';
import { fetchBranch, type RemoteFailure } from './remote.ts';
import type { GitSession } from './session.ts';
import { commitIfAny, levelWith, type Sharing, settled, shareRound } from './share.ts';
import { type Held, largeFiles, planStaging } from './stage.ts';
import { splitStaging } from './text-first.ts';

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
interface Progress extends Sharing {
  held: readonly Held[];
  large: readonly string[];
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
  const shares = options.goal === 'share' && remote !== null;
  const isLevel = shares && (await levelWith(git, options.branch.name, remote)) !== null;
  // The commit needs no network and the fetch no commit: side by side they cost one of them.
  const fetching = shares && !isLevel ? fetchBranch(git, options.branch.name, remote) : null;
  const plan = await settled(planStaging(git, host), fetching);
  progress.held = plan.held;
  progress.large = largeFiles(plan);
  if (plan.held.some(({ why }) => why === 'unmerged')) {
    throw new StepFailure('busy-repository', 'a merge of another program is not finished');
  }
  const { text, bulk: planned } = splitStaging(plan);
  let bulk = planned;
  progress.pending = bulk.flatMap(({ add }) => add.map(({ path }) => path));
  if (!shares) {
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
    at = await shareRound(git, host, { ...options, remote: at }, staging, progress, null);
  }
  if (progress.changed.length > 0) await forgetOldBackups(git);
}
