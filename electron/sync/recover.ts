import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rm, stat } from '../disk/calls.ts';
import { applyCommit, type StepListener } from './apply.ts';
import type { Branch } from './branch.ts';
import { endLeftovers } from './children.ts';
import { outputOf, succeeded } from './git.ts';
import { StepFailure } from './git-failure.ts';
import type { SyncHost } from './host.ts';
import { keptInJoins } from './join-commits.ts';
import { dropJournal, readJournal } from './journal.ts';
import type { KeptInNote } from './merge-trees.ts';
import type { GitSession } from './session.ts';
import { emptyTree } from './trees.ts';

/** A lock that no process of ours holds and that is this old was left by a crash. */
const STALE_LOCK_MS = 10_000;
/** The same after a crash of our own, where the holder is known to be gone. */
const CRASHED_LOCK_MS = 500;

/** What the end of an interrupted application brought. */
export interface Recovered {
  readonly changed: readonly string[];
  readonly keptBoth: readonly KeptInNote[];
}

const NOTHING: Recovered = { changed: [], keptBoth: [] };

/**
 * Brings the repository to a state the transaction can start from.
 *
 * Ends git processes an earlier run left, removes locks that no one holds, and finishes an
 * application that was cut short. Runs before anything reads the folder as the user's own work.
 */
export async function recover(
  git: GitSession,
  host: SyncHost,
  branch: Extract<Branch, { kind: 'branch' }>,
  onStep: StepListener,
): Promise<Recovered> {
  const crashed = await endLeftovers(git.stateFolder);
  await clearLocks(git, branch, crashed ? CRASHED_LOCK_MS : STALE_LOCK_MS);
  const journal = await readJournal(git.stateFolder);
  if (journal === null) return NOTHING;
  const head = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD']);
  const now = succeeded(head) ? outputOf(head) : emptyTree(journal.from);
  if (now !== journal.from) {
    // The branch was moved already, or by someone else: what is on disk is taken as it is.
    await dropJournal(git.stateFolder);
    return NOTHING;
  }
  await onStep('recover');
  const changed = await applyCommit(git, host, journal, onStep);
  return { changed, keptBoth: await keptInJoins(git, journal) };
}

/** Removes locks that are older than `staleMs`, waiting for younger ones to go or to grow old. */
async function clearLocks(
  git: GitSession,
  branch: Extract<Branch, { kind: 'branch' }>,
  staleMs: number,
): Promise<void> {
  const { gitFolder, commonFolder } = git.repository;
  const refs = [`refs/heads/${branch.name}`, branch.remote?.trackingRef ?? []].flat();
  const locks = [
    join(gitFolder, 'index.lock'),
    join(gitFolder, 'HEAD.lock'),
    join(git.stateFolder, 'index.lock'),
    join(commonFolder, 'packed-refs.lock'),
    join(commonFolder, 'shallow.lock'),
    ...refs.map((ref) => join(commonFolder, ...`${ref}.lock`.split('/'))),
  ];
  for (const lock of locks) await clearLock(lock, staleMs);
}

async function clearLock(lock: string, staleMs: number): Promise<void> {
  for (let waited = 0; ; ) {
    const stats = await stat(lock).catch(() => null);
    if (stats === null) return;
    const age = Date.now() - stats.mtimeMs;
    // A clock that was set back makes a lock come from the future: waiting counts, too.
    if (age >= staleMs || waited >= staleMs) {
      await rm(lock, { force: true });
      return;
    }
    if (waited > STALE_LOCK_MS) throw new StepFailure('busy-repository', `${lock} is held`);
    const pauseMs = Math.min(250, staleMs);
    await sleep(pauseMs);
    waited += pauseMs;
  }
}
