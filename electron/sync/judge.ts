import type { SyncProblem, SyncProblemKind, SyncState } from '../../shared/sync-status.ts';
import type { FailureClass } from './messages.ts';
import type { Held } from './stage.ts';
import type { TransactionOutcome } from './transaction.ts';

/** What an outcome means for the user and for the next attempt. */
export interface Verdict {
  readonly state: SyncState;
  readonly problem: SyncProblem | null;
  /** `retry`: by itself, after a pause; `wait`: not before something changes. */
  readonly next: 'done' | 'retry' | 'retry-slowly' | 'wait';
}

/** Problems only the user can solve: trying again would only repeat them. */
const NEEDS_USER: Partial<Record<FailureClass, SyncProblemKind>> = {
  'sign-in': 'sign-in',
  'wrong-address': 'wrong-address',
  'no-branch': 'wrong-address',
  refused: 'refused',
  failed: 'failed',
};

/** Judges a transaction that tried to share. */
export function judge(outcome: TransactionOutcome, hasRemote: boolean): Verdict {
  const { problem, remote, held } = outcome;
  if (problem !== null) return { state: 'attention', problem, next: 'wait' };
  const left = explainHeld(held);
  if (remote === null) {
    const state = hasRemote ? 'waiting' : 'no-remote';
    return left === null ? { state, problem: null, next: 'done' } : attention(left, 'done');
  }
  if (remote.kind === 'shared') {
    return left === null
      ? { state: 'synced', problem: null, next: 'done' }
      : attention(left, 'done');
  }
  const { failure, detail } = remote;
  const kind = NEEDS_USER[failure];
  if (kind !== undefined) return attention({ kind, detail }, 'wait');
  if (failure === 'portal') {
    return { state: 'offline', problem: { kind: 'portal', detail }, next: 'retry' };
  }
  if (failure === 'race') return { state: 'waiting', problem: null, next: 'retry' };
  return { state: 'offline', problem: null, next: failure === 'server' ? 'retry-slowly' : 'retry' };
}

function attention(problem: SyncProblem, next: Verdict['next']): Verdict {
  return { state: 'attention', problem, next };
}

const WORDS: Record<Held['why'], string> = {
  missing: 'missing',
  shrunk: 'much shorter than before',
  'too-large': 'too large for the remote',
  'nested-repository': 'a repository of its own',
  unmerged: 'in an unfinished merge',
  unreadable: 'unreadable',
};

/** Names what was left out of the commit; a nested repository is the user's own and no problem. */
function explainHeld(held: readonly Held[]): SyncProblem | null {
  const told = held.filter(({ why }) => why !== 'nested-repository' && why !== 'unreadable');
  if (told.length === 0) return null;
  const gone = told.some(({ why }) => why === 'missing' || why === 'shrunk');
  const lines = told.slice(0, 20).map(({ path, why }) => `${path}: ${WORDS[why]}`);
  const more = told.length > 20 ? [`and ${told.length - 20} more`] : [];
  return {
    kind: gone ? 'unexplained-deletions' : 'refused',
    detail: [...lines, ...more].join('\n'),
  };
}
