import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  answerCall,
  type CallHandlers,
  type CallSender,
} from '../../../electron/ipc/answer-call.ts';
import { type CallName, callSchemas } from '../../../shared/ipc/contract.ts';
import { ok } from '../../../shared/result.ts';

const ORIGIN = 'app://backrow';
const WINDOW: CallSender = { origin: ORIGIN, isMainFrame: true, isOwnWindow: true };
const NAMES = Object.keys(callSchemas) as CallName[];

interface World {
  readonly calls: string[];
  readonly mistakes: unknown[];
  readonly answer: (name: CallName, input: unknown, sender?: CallSender | null) => Promise<unknown>;
}

/** Every call of the contract, answered by a handler that only remembers that it was called. */
function world(thrown?: unknown): World {
  const calls: string[] = [];
  const mistakes: unknown[] = [];
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      async () => {
        calls.push(name);
        if (thrown !== undefined) throw thrown;
        return ok(null);
      },
    ]),
  ) as unknown as CallHandlers;
  const context = { origin: ORIGIN, handlers, onMistake: (error: unknown) => mistakes.push(error) };
  return {
    calls,
    mistakes,
    answer: (name, input, sender = WINDOW) => answerCall(name, input, sender, context),
  };
}

describe('a call from the window', () => {
  it.each<[what: string, sender: CallSender | null]>([
    ['a frame that is gone', null],
    ['a frame inside the page', { ...WINDOW, isMainFrame: false }],
    ['another window', { ...WINDOW, isOwnWindow: false }],
    ['another origin', { ...WINDOW, origin: 'https://backrow' }],
    ['an origin that begins alike', { ...WINDOW, origin: 'app://backrow.example' }],
    ['an empty page', { ...WINDOW, origin: 'null' }],
  ])('is refused from %s, and reaches no handler', async (_what, sender) => {
    const { answer, calls } = world();
    const answers = await Promise.all(NAMES.map((name) => answer(name, {}, sender)));
    expect(answers).toEqual(
      NAMES.map(() => ({ ok: false, error: { kind: 'invalid', detail: 'sender' } })),
    );
    expect(calls).toEqual([]);
  });

  it.each(NAMES)('%s answers junk with "invalid" and calls nothing', async (name) => {
    const { answer, calls } = world();
    const isJunk = (input: unknown): boolean => !v.safeParse(callSchemas[name], input).success;
    await fc.assert(
      fc.asyncProperty(fc.anything().filter(isJunk), async (input) => {
        expect(await answer(name, input)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
      }),
      { numRuns: 100 },
    );
    expect(calls).toEqual([]);
  });

  it('refuses a call that carries more than it should', async () => {
    const { answer, calls } = world();
    const input = { name: 'a.md', path: '/etc/passwd' };
    expect(await answer('openNote', input)).toEqual({
      ok: false,
      error: { kind: 'invalid', detail: 'openNote: path' },
    });
    expect(calls).toEqual([]);
  });

  it('never tells the value it refused, which may be a whole note', async () => {
    const { answer } = world();
    const answered = await answer('openNote', { name: 'my secret thoughts' });
    expect(JSON.stringify(answered)).not.toContain('secret');
  });

  it('reaches its handler when all is right', async () => {
    const { answer, calls } = world();
    expect(await answer('openNote', { name: 'a.md' })).toEqual({ ok: true, value: null });
    expect(calls).toEqual(['openNote']);
  });

  it('hears of a mistake of ours as a result, never as a rejection', async () => {
    const thrown = new TypeError('ours');
    const { answer, mistakes } = world(thrown);
    expect(await answer('start', {})).toEqual({
      ok: false,
      error: { kind: 'failed', detail: 'ours' },
    });
    expect(mistakes).toEqual([thrown]);
  });
});
