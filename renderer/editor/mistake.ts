import type { CallError } from '../../shared/ipc/contract.ts';

/**
 * A mistake of ours as an error that the window can tell, and the developer tools with its stack.
 *
 * For work whose failure must not be silent and must not end what follows it.
 */
export function mistake(thrown: unknown): CallError {
  reportError(thrown);
  return { kind: 'failed', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
