import type { SyncProblem } from '../../shared/sync-status.ts';
import type { StepListener } from './apply.ts';
import { type Gate, type GateOptions, openGate } from './gate.ts';
import type { SyncHost } from './host.ts';
import { judge, type Verdict } from './judge.ts';
import { readSyncState, type SyncState, writeSyncState } from './sync-state-file.ts';
import { runTransaction, type TransactionOptions, type TransactionOutcome } from './transaction.ts';
import { countWaiting, NOTHING_WAITS, type Waiting } from './waiting.ts';
import { takeWriterLock } from './writer-lock.ts';

/** All that one attempt finds out. */
export interface Attempt {
  readonly gate: Gate;
  readonly verdict: Verdict;
  readonly waiting: Waiting;
  /** Null where the repository was not reached. */
  readonly times: SyncState | null;
  /** Null where no transaction ran. */
  readonly outcome: TransactionOutcome | null;
}

export interface AttemptOptions {
  readonly gate: GateOptions;
  readonly host: SyncHost;
  readonly goal: TransactionOptions['goal'];
  readonly random: () => number;
  readonly now: () => number;
  readonly onStep: StepListener;
  /** The gate is open and the transaction begins; lets the caller show and stop it. */
  readonly onOpen?: (gate: Extract<Gate, { kind: 'open' }>) => void;
}

/** One attempt from nothing: gate, lock, transaction, judgement. Used by the app and the command line. */
export async function attempt(options: AttemptOptions): Promise<Attempt> {
  const gate = await openGate(options.gate);
  if (gate.kind !== 'open') return closed(gate);
  options.onOpen?.(gate);
  const { session, branch } = gate;
  const release = await takeWriterLock(session.stateFolder);
  if (release === null) {
    const problem = { kind: 'busy-repository', detail: 'another program synchronises it' } as const;
    return result(gate, { state: 'attention', problem, next: 'retry' });
  }
  try {
    const times = { ...(await readSyncState(session.stateFolder)) };
    const onStep: StepListener = (step) => {
      if (step === 'committed') times.lastCommittedEpochMs = options.now();
      return options.onStep(step);
    };
    const outcome = await runTransaction(session, options.host, { ...options, branch, onStep });
    const verdict = judge(outcome, branch.remote !== null);
    const shared = outcome.remote?.kind === 'shared';
    if (shared) times.lastSharedEpochMs = options.now();
    await writeSyncState(session.stateFolder, times);
    return {
      gate,
      verdict,
      outcome,
      waiting: shared
        ? NOTHING_WAITS
        : await countWaiting(session, branch).catch(() => NOTHING_WAITS),
      times,
    };
  } finally {
    await release();
  }
}

function closed(gate: Exclude<Gate, { kind: 'open' }>): Attempt {
  const problem: SyncProblem | null = gate.kind === 'off' ? null : gate.problem;
  return result(gate, { state: gate.kind, problem, next: 'wait' });
}

function result(gate: Gate, verdict: Verdict): Attempt {
  return { gate, verdict, outcome: null, waiting: NOTHING_WAITS, times: null };
}
