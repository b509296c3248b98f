import type { SyncStatus } from '../../shared/sync-status.ts';
import type { Attempt } from './attempt.ts';

/** A notebook that is not under git. */
export const SYNC_OFF: SyncStatus = {
  state: 'off',
  waiting: { notes: 0, images: 0, bytes: 0 },
  uncommitted: { notes: 0, images: 0, bytes: 0 },
  lastCommittedEpochMs: null,
  lastSharedEpochMs: null,
  remote: null,
  problem: null,
};

/** What else the status depends on. */
export interface Circumstances {
  /** Whether an attempt could be made. */
  readonly online: boolean;
  readonly previous: SyncStatus;
}

/** Puts into the status what an attempt found. */
export function statusOf(attempt: Attempt, { online, previous }: Circumstances): SyncStatus {
  const { gate, verdict, waiting } = attempt;
  const remote = gate.kind === 'open' ? gate.branch.remote : null;
  const waits = waiting.notes.size + waiting.images > 0;
  let { state } = verdict;
  if (state === 'waiting') state = !online ? 'offline' : waits ? 'waiting' : 'synced';
  if (state === 'synced' && !online) state = 'offline';
  return {
    state,
    waiting: { notes: waiting.notes.size, images: waiting.images, bytes: waiting.bytes },
    uncommitted: waiting.uncommitted,
    lastCommittedEpochMs: (attempt.times ?? previous).lastCommittedEpochMs,
    lastSharedEpochMs: (attempt.times ?? previous).lastSharedEpochMs,
    remote: remote && { address: remote.address, branch: remote.branch },
    problem: verdict.problem,
  };
}
