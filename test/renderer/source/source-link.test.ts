import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NoteApi } from '../../../renderer/editor/session/note-api.ts';
import { SourceLink } from '../../../renderer/editor/source/source-link.ts';
import type { CallError } from '../../../shared/ipc/contract.ts';
import { applyPatch, splitLines } from '../../../shared/text-patch.ts';

type EditAnswer = Awaited<ReturnType<NoteApi['editNote']>>;

/** A note whose source is shown, and a main process that holds its text. */
function openSource(text: string) {
  const main = { text, version: 1, isHeld: true };
  const errors: CallError[] = [];
  const mishaps: (() => Promise<EditAnswer>)[] = [];
  let shown = text;
  let pending = false;

  const link = new SourceLink(
    {
      api: {
        editNote: async ({ baseVersion, patch }) => {
          const mishap = mishaps.shift();
          if (mishap !== undefined) return mishap();
          if (baseVersion !== main.version || !main.isHeld)
            return { ok: false, error: { kind: 'stale', detail: '' } };
          main.text = applyPatch(splitLines(main.text), patch)?.join('') ?? '';
          main.version += 1;
          return { ok: true, value: { version: main.version } };
        },
        openNote: async ({ name }) => {
          if (!main.isHeld) return { ok: false, error: { kind: 'missing', detail: name } };
          const { isHeld, ...held } = main;
          const note = { ...held, durableVersion: main.version, readOnly: null, place: null };
          return { ok: true, value: { name, ...note } };
        },
      },
      name: () => 'a.md',
      read: () => shown,
      show: (source) => {
        shown = source;
      },
      afterComposition: async () => undefined,
      onRest: () => undefined,
      onPending: (is) => {
        pending = is;
      },
      onKept: () => undefined,
      onError: (error) => void errors.push(error),
    },
    text,
    main.version,
  );

  function edit(source: string): void {
    shown = source;
    link.changed();
  }

  return { link, main, errors, mishaps, edit, shown: () => shown, isPending: () => pending };
}

describe('the source of a note', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('reportError', () => undefined);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('reaches main after a rest, in the line ends of the file', async () => {
    const { main, edit, isPending } = openSource('- a\n- b\n');
    edit('- a\n- b\n- c\n');
    expect(isPending()).toBe(true);
    await vi.advanceTimersByTimeAsync(300);
    expect([main.text, isPending()]).toEqual(['- a\n- b\n- c\n', false]);
  });

  it('is joined with what another program wrote', async () => {
    const { link, main, edit, shown } = openSource('- a\n- b\n');
    edit('- a\n- b\n- ours\n');
    Object.assign(main, { text: '- theirs\n- a\n- b\n', version: 7 });
    expect(await link.flush()).toBe(true);
    expect([main.text, shown()]).toEqual(Array(2).fill('- theirs\n- a\n- b\n- ours\n'));
  });

  // The flush asked main again and again without a pause, and the window stood still.
  it('waits where main has no such note any more', async () => {
    const { link, main, errors, edit, isPending } = openSource('- a\n');
    edit('- a\n- b\n');
    main.isHeld = false;
    expect(await link.flush()).toBe(false);
    expect([isPending(), errors.map(({ kind }) => kind)]).toEqual([true, ['missing']]);
    main.isHeld = true;
    await vi.advanceTimersByTimeAsync(2_500);
    expect([main.text, isPending()]).toEqual(['- a\n- b\n', false]);
  });

  it('waits, and is said to, where a send breaks off', async () => {
    const { main, errors, mishaps, edit, isPending } = openSource('- a\n');
    mishaps.push(() => Promise.reject(new Error('cannot be cloned')));
    edit('- a\n- b\n');
    await vi.advanceTimersByTimeAsync(300);
    expect([isPending(), errors]).toEqual([true, [{ kind: 'failed', detail: 'cannot be cloned' }]]);
    await vi.advanceTimersByTimeAsync(2_500);
    expect([main.text, isPending()]).toEqual(['- a\n- b\n', false]);
  });
});
