import { HISTORY_PUSH_TAG, type LexicalEditor } from 'lexical';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MirroredNote } from '../../../renderer/editor/mirrored-note.ts';
import type { NoteApi } from '../../../renderer/editor/session/note-api.ts';
import { OtherText } from '../../../renderer/editor/session/other-text.ts';
import { Writer } from '../../../renderer/editor/writer.ts';
import type { CallError } from '../../../shared/ipc/contract.ts';
import { openText, parse } from '../../../shared/markdown/index.ts';
import { applyPatch, splitLines } from '../../../shared/text-patch.ts';
import { $blocks, filledEditor } from './filled-editor.ts';

type EditNote = NoteApi['editNote'];
type Answer = Awaited<ReturnType<EditNote>>;

interface Note {
  readonly editor: LexicalEditor;
  readonly writer: Writer;
  readonly other: OtherText;
  /** The text that main holds; another program may change it. */
  readonly main: { text: string; version: number };
  /** What the status line was told last. */
  readonly isPending: () => boolean;
  readonly errors: CallError[];
  /** What answers the next edits in place of main; taken from the front. */
  readonly mishaps: (() => Answer | Promise<Answer>)[];
  readonly type: (at: number, words: string) => void;
}

/** An open note without a window, and a main process that holds its text. */
function openNote(text: string): Note {
  const { editor, shown } = filledEditor(text);
  const main = { text, version: 1 };
  const errors: CallError[] = [];
  const mishaps: Note['mishaps'] = [];
  let pending = false;
  let read: MirroredNote = shown;

  async function editNote({ baseVersion, patch }: Parameters<EditNote>[0]): Promise<Answer> {
    const mishap = mishaps.shift();
    if (mishap !== undefined) return mishap();
    if (baseVersion !== main.version) return { ok: false, error: { kind: 'stale', detail: '' } };
    main.text = applyPatch(splitLines(main.text), patch)?.join('') ?? '';
    main.version += 1;
    return { ok: true, value: { version: main.version } };
  }

  const writer = new Writer(
    editor,
    { name: 'a.md', ...main, durableVersion: 1, readOnly: null, place: null },
    openText(parse(text)),
    { editNote },
    {
      onPending: (is) => {
        pending = is;
      },
      onRead: (note) => {
        read = note;
      },
      onStale: () => void other.takeFromMain(),
      onFailed: (error) => void errors.push(error),
    },
  );
  const { blocks, keys } = shown;
  writer.begin(keys, blocks);
  const other: OtherText = new OtherText({
    editor,
    writer,
    composition: { after: async () => undefined },
    kept: { add: () => false },
    api: {
      openNote: async ({ name }) => {
        const held = { ...main, durableVersion: main.version, readOnly: null, place: null };
        return { ok: true, value: { name, ...held } };
      },
    },
    name: () => 'a.md',
    shown: () => read,
    onRead: (note) => {
      read = note;
    },
    onError: (error) => void errors.push(error),
  });
  editor.registerUpdateListener(({ dirtyElements, tags }) => {
    if (!tags.has('other')) writer.changed(dirtyElements.keys());
  });

  function type(at: number, words: string): void {
    const change = (): void => void $blocks()[at]?.selectEnd().insertText(words);
    editor.update(change, { discrete: true, tag: HISTORY_PUSH_TAG });
  }

  return { editor, writer, other, main, isPending: () => pending, errors, mishaps, type };
}

describe('what is typed', () => {
  const reported: unknown[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    reported.length = 0;
    vi.stubGlobal('reportError', (thrown: unknown) => void reported.push(thrown));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('reaches main after a rest', async () => {
    const { type, main, isPending } = openNote('- a\n- b\n');
    type(0, 'x');
    expect(isPending()).toBe(true);
    await vi.advanceTimersByTimeAsync(300);
    expect([main.text, isPending()]).toEqual(['- ax\n- b\n', false]);
  });

  it('is no text while an IME composes it; what was there before goes meanwhile', async () => {
    const { type, main, isPending, writer } = openNote('- a\n- b\n');
    type(0, 'x');
    writer.hold();
    type(1, 'にほ');
    await vi.advanceTimersByTimeAsync(600);
    expect([main.text, isPending()]).toEqual(['- ax\n- b\n', false]);
    await writer.flush();
    expect(main.text).toBe('- ax\n- b\n');
    writer.release();
    expect(isPending()).toBe(true);
    await vi.advanceTimersByTimeAsync(300);
    expect([main.text, isPending()]).toEqual(['- ax\n- bにほ\n', false]);
  });

  it('goes with what was composed, where that took no longer than the rest', async () => {
    const { type, main, writer } = openNote('- a\n- b\n');
    type(0, 'x');
    writer.hold();
    type(1, '日');
    writer.release();
    await vi.advanceTimersByTimeAsync(300);
    expect(main.text).toBe('- ax\n- b日\n');
  });

  // The edit was dropped without a word, and the status line said that all was on disk.
  it('waits, and is said to, where a send breaks off; the next one takes it along', async () => {
    const { type, main, isPending, errors, mishaps } = openNote('- a\n- b\n');
    mishaps.push(() => Promise.reject(new Error('cannot be cloned')));
    type(0, 'x');
    await vi.advanceTimersByTimeAsync(300);
    expect([main.text, isPending()]).toEqual(['- a\n- b\n', true]);
    expect(errors).toEqual([{ kind: 'failed', detail: 'cannot be cloned' }]);
    expect(reported).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_500);
    expect([main.text, isPending()]).toEqual(['- ax\n- b\n', false]);
  });

  it('waits where reading the editor breaks off, and is read again', async () => {
    const { type, main, isPending, writer } = openNote('- a\n- b\n');
    const read = vi.spyOn(writer.mirror, 'read').mockImplementationOnce(() => {
      throw new Error('a block that cannot be read');
    });
    type(0, 'x');
    await vi.advanceTimersByTimeAsync(300);
    expect([main.text, isPending(), read.mock.calls.length]).toEqual(['- a\n- b\n', true, 1]);
    await vi.advanceTimersByTimeAsync(2_500);
    expect([main.text, isPending()]).toEqual(['- ax\n- b\n', false]);
  });

  // Whoever quit at this moment lost the words: the flush was over before they were joined.
  it('is in main when a flush is over that met a text of another program', async () => {
    const { type, main, writer, other, isPending } = openNote('- a\n- b\n');
    type(0, 'x');
    Object.assign(main, { text: '- a\n- b\n- theirs\n', version: 7 });
    await writer.flush();
    expect(isPending()).toBe(true);
    await other.settled();
    await writer.flush();
    expect([main.text, isPending()]).toEqual(['- ax\n- b\n- theirs\n', false]);
  });

  it('takes main’s text over also behind one that could not be taken', async () => {
    const { type, main, other, errors, editor } = openNote('- a\n- b\n');
    vi.spyOn(editor, 'update').mockImplementationOnce(() => {
      throw new Error('a block that cannot be drawn');
    });
    Object.assign(main, { text: '- a\n- b\n- theirs\n', version: 7 });
    await other.replace(main.version, main.text);
    expect(errors).toEqual([{ kind: 'failed', detail: 'a block that cannot be drawn' }]);
    type(1, 'x');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(main.text).toBe('- a\n- bx\n- theirs\n');
  });
});
