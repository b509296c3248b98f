import type {
  BackrowApi,
  CallError,
  Events,
  NotebookStep,
  NoteVersion,
  UnusedImage,
  VersionText,
} from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { EditorHandle } from '../../editor/index.ts';
import { type AppState, withNotice, withoutMessage } from '../state/app-state.ts';
import type { Store } from '../state/store.ts';
import { neighbourOf, withMoved, withoutNote, withStep } from './note-changes.ts';

export interface NoteActionsHost {
  readonly api: BackrowApi;
  readonly store: Store<AppState>;
  readonly editor: () => EditorHandle | null;
  readonly report: <Value>(
    answer: Result<Value, CallError>,
  ) => answer is { readonly ok: true; readonly value: Value };
  readonly openNote: (name: string) => Promise<void>;
  /** Opens the panel of the notes where it is not seen. */
  readonly showNotes: () => void;
}

/**
 * Makes what a person can do to which notes there are; each step is told with its way back.
 *
 * Pending edits go first, so that none arrives under a name that is gone.
 */
export function createNoteActions(host: NoteActionsHost) {
  const { api, store, editor, report } = host;

  async function step(
    call: () => Promise<Result<NotebookStep, CallError>>,
  ): Promise<NotebookStep | null> {
    await editor()?.flush();
    const answer = await call();
    if (!report(answer)) return null;
    store.update((state) => withStep(state, answer.value));
    return answer.value;
  }

  async function duplicate(name: string): Promise<void> {
    const done = await step(() => api.duplicateNote({ name }));
    if (done?.to != null) await host.openNote(done.to);
  }

  async function undoStep(id: number | null): Promise<void> {
    await editor()?.flush();
    const answer = await api.undoStep({ id });
    if (!report(answer)) return;
    store.update((state) => withStep(state, null));
    const { undone, name } = answer.value;
    if (!undone) store.update((state) => withNotice(state, { id: 'no-step', values: {} }));
    else if (name !== null && store.get().note?.name !== name) await host.openNote(name);
  }

  /** Main has put a note under another name: its editor goes on as it is. */
  function followMove(moved: Events['noteMoved']): void {
    editor()?.moved(moved);
    store.update((state) => withMoved(state, moved));
  }

  /** A note went: the one beside it in the list takes its place. */
  function followRemoval({ name }: Events['noteRemoved']): void {
    const next = store.get().note?.name === name ? neighbourOf(store.get(), name) : null;
    editor()?.forget(name);
    store.update((state) => withoutNote(state, name));
    if (next !== null) void host.openNote(next);
  }

  /** Answers a message; it goes when that is done. */
  async function answer(
    message: number,
    call: () => Promise<Result<null, CallError>>,
  ): Promise<void> {
    await editor()?.flush();
    if (report(await call())) store.update((state) => withoutMessage(state, message));
  }

  async function unusedImages(): Promise<readonly UnusedImage[]> {
    await editor()?.flush();
    const found = await api.unusedImages({});
    return report(found) ? found.value : [];
  }

  async function versions(name: string): Promise<readonly NoteVersion[]> {
    await editor()?.flush();
    const found = await api.noteVersions({ name });
    return report(found) ? found.value : [];
  }

  async function version(name: string, id: string): Promise<VersionText | null> {
    const found = await api.noteVersion({ name, id });
    return report(found) ? found.value : null;
  }

  return {
    versions,
    version,
    /** An ordinary edit of the open note: one step, which undo takes back. */
    restoreVersion: (name: string, text: string) => {
      if (store.get().note?.name === name) editor()?.setText(text);
    },
    unusedImages,
    trashImages: (names: readonly string[]) => step(() => api.trashImages({ names: [...names] })),
    putBack: (name: string, message: number) => answer(message, () => api.putNoteBack({ name })),
    restoreEarlier: (name: string, message: number) =>
      answer(message, () => api.restoreEarlier({ name })),
    rename: (name: string, to: string) => step(() => api.renameNote({ name, to })),
    move: (name: string, folder: string) => step(() => api.moveNote({ name, folder })),
    duplicate,
    remove: (name: string) => step(() => api.deleteNote({ name })),
    undoStep,
    followMove,
    followRemoval,
    /** Puts the name of a note in the list up for change. */
    beginRename: (name: string) => {
      store.update((state) => ({ ...state, renaming: name, search: null }));
      host.showNotes();
    },
    endRename: () => store.update((state) => ({ ...state, renaming: null })),
    showMove: (name: string) =>
      store.update((state) => ({ ...state, dialog: 'move-note', target: name })),
  };
}
