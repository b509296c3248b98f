import { err, ok, type Result } from '../../shared/result.ts';
import type { SyncCheck, SyncProblem } from '../../shared/sync-status.ts';
import type { Branch } from './branch.ts';
import { type GateOptions, openGate } from './gate.ts';
import { StepFailure } from './git-failure.ts';
import type { SyncHost } from './host.ts';
import { listMissing, restoreMissing } from './missing-files.ts';
import { checkBeforeEvent } from './preflight.ts';
import { putInOrder } from './put-in-order.ts';
import type { GitSession } from './session.ts';
import { undoLastSync } from './undo.ts';
import { takeWriterLock } from './writer-lock.ts';

/** What the user can ask of a repository beside a sync. Each takes its turn with the transactions. */
export interface RepositoryTasks {
  readonly preflight: () => Promise<Result<SyncCheck, SyncProblem>>;
  /** Takes back what the last sync brought; answers with the files that changed. */
  readonly undoLastSync: () => Promise<Result<readonly string[], SyncProblem>>;
  /** Ends what another program left half-done. */
  readonly putInOrder: () => Promise<Result<null, SyncProblem>>;
  /** The names behind `unexplained-deletions`. */
  readonly missing: () => Promise<Result<readonly string[], SyncProblem>>;
  readonly restoreMissing: () => Promise<Result<readonly string[], SyncProblem>>;
  /** Reads from the repository, changing nothing, so it takes no turn; null where git may not run. */
  readonly look: <Value>(look: (git: GitSession) => Promise<Value>) => Promise<Value | null>;
}

type Work<Value> = (git: GitSession, branch: Branch | null) => Promise<Value | StepFailure>;

/** Binds the tasks to one notebook. */
export function createRepositoryTasks(gate: GateOptions, host: SyncHost): RepositoryTasks {
  async function task<Value>(work: Work<Value>): Promise<Result<Value, SyncProblem>> {
    const opened = await openGate(gate);
    if (opened.kind === 'off') return err({ kind: 'failed', detail: 'no repository' });
    if (opened.kind !== 'open' && opened.kind !== 'attention') return err(opened.problem);
    const release = await takeWriterLock(opened.session.stateFolder);
    if (release === null) {
      return err({ kind: 'busy-repository', detail: 'another program synchronises it' });
    }
    try {
      const value = await work(opened.session, opened.kind === 'open' ? opened.branch : null);
      if (value instanceof StepFailure) return err({ kind: value.kind, detail: value.message });
      return ok(value);
    } catch (thrown) {
      if (!(thrown instanceof StepFailure)) throw thrown;
      return err({ kind: thrown.kind, detail: thrown.message });
    } finally {
      await release();
    }
  }
  async function look<Value>(read: (git: GitSession) => Promise<Value>): Promise<Value | null> {
    const opened = await openGate(gate);
    return opened.kind === 'open' || opened.kind === 'attention' ? read(opened.session) : null;
  }

  return {
    look,
    preflight: () =>
      task(async (git, branch) =>
        branch?.kind === 'branch'
          ? checkBeforeEvent(git, branch)
          : new StepFailure('busy-repository', 'no branch is checked out'),
      ),
    undoLastSync: () => task((git) => undoLastSync(git, host)),
    putInOrder: () => task((git) => putInOrder(git, host)),
    missing: () => task((git) => listMissing(git)),
    restoreMissing: () => task((git) => restoreMissing(git, host)),
  };
}
