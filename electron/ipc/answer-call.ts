import * as v from 'valibot';
import {
  type CallError,
  type CallInput,
  type CallName,
  type CallValues,
  callSchemas,
} from '../../shared/ipc/contract.ts';
import { err, type Result } from '../../shared/result.ts';

/** What answers each call, once its sender and input have been checked. */
export type CallHandlers = {
  readonly [Name in CallName]: (
    input: CallInput<Name>,
  ) => Promise<Result<CallValues[Name], CallError>>;
};

/** The frame a call came from; null when it has gone meanwhile. */
export interface CallSender {
  readonly origin: string;
  /** True for the window's own page, false for a frame inside it. */
  readonly isMainFrame: boolean;
  /** True where the page belongs to a window of ours. */
  readonly isOwnWindow: boolean;
}

/**
 * Checks a call and passes it on.
 *
 * The order matters: a wrong sender learns nothing about the schema, a wrong input reaches no
 * handler. What a handler throws is a mistake of ours; it goes to `onMistake` and the window hears
 * `failed`, so that a rejected promise never crosses.
 */
export async function answerCall<Name extends CallName>(
  name: Name,
  input: unknown,
  sender: CallSender | null,
  context: {
    readonly origin: string;
    readonly handlers: CallHandlers;
    readonly onMistake: (thrown: unknown) => void;
  },
): Promise<Result<CallValues[Name], CallError>> {
  if (!isTrusted(sender, context.origin)) return err({ kind: 'invalid', detail: 'sender' });
  const parsed = v.safeParse(callSchemas[name], input);
  if (!parsed.success) return err({ kind: 'invalid', detail: placesOf(name, parsed.issues) });
  try {
    return await context.handlers[name](parsed.output as CallInput<Name>);
  } catch (thrown) {
    context.onMistake(thrown);
    return err({ kind: 'failed', detail: thrown instanceof Error ? thrown.message : 'unknown' });
  }
}

function isTrusted(sender: CallSender | null, origin: string): boolean {
  return sender?.isOwnWindow === true && sender.isMainFrame && sender.origin === origin;
}

/** Names the place of each issue, never the value: it may be a whole note. */
function placesOf(name: string, issues: readonly v.BaseIssue<unknown>[]): string {
  const places = issues.map((issue) => v.getDotPath(issue) ?? 'input');
  return `${name}: ${[...new Set(places)].join(', ')}`;
}
