import type { SyncProblemKind } from '../../shared/sync-status.ts';
import { type GitResult, outputOf, succeeded } from './git.ts';
import { explain } from './messages.ts';

/**
 * A step of the transaction that could not be done, with the reason the user gets.
 *
 * Thrown inside a transaction, which ends there; nothing of it leaves transaction.ts as an
 * exception.
 */
export class StepFailure extends Error {
  readonly kind: SyncProblemKind;

  constructor(kind: SyncProblemKind, detail: string) {
    super(detail);
    this.name = 'StepFailure';
    this.kind = kind;
  }
}

/** The output of a local git call that is expected to work; ends the transaction otherwise. */
export function must(result: GitResult, what: string): string {
  if (!succeeded(result)) throw new StepFailure('failed', `${what}: ${explain(result)}`);
  return outputOf(result);
}

/** Splits output that ends every entry with a zero byte. */
export function zeroSeparated(text: string): string[] {
  return text.split('\0').filter((entry) => entry !== '');
}
