import type { BackrowApi, CallError, CallInput } from '../../shared/ipc/contract.ts';
import type { TalkHeading } from '../../shared/note/talk.ts';
import type { Result } from '../../shared/result.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import {
  type EditorHandle,
  imagesWait,
  type KeptChoice,
  storeWaitingImages,
  storeWhileDiskTakes,
  tellImagesWait,
} from '../editor/index.ts';
import { catchTyping, giveBack } from './keys/type-ahead.ts';
import { createNoteActions } from './notes/note-actions.ts';
import {
  type AppState,
  withError,
  withNote,
  withNotice,
  withoutMessage,
} from './state/app-state.ts';
import { type Panel, type PanelChange, togglePanel, togglePanels } from './state/panels.ts';
import type { Store } from './state/store.ts';

/** The smallest and largest text size in pixels, as the contract has them. */
export const TEXT_SIZES = { smallest: 10, largest: 32 } as const;

/** How long an image may take on the way out; what was not stored by then waits. */
const LONGEST_STORING_MS = 2000;

type SettingsChange = { readonly [Key in keyof Settings]?: Settings[Key] };

/** What a person can make the shell do. */
export type Actions = ReturnType<typeof createActions>;

export interface ActionsHost {
  readonly api: BackrowApi;
  readonly store: Store<AppState>;
  /** The editor, while a note is open. */
  readonly editor: () => EditorHandle | null;
}

/**
 * Makes the actions of the shell over its state and the main process.
 *
 * What leaves the note (another note, another notebook, a sync) first sends the pending edits, so
 * that no answer overtakes them.
 */
export function createActions({ api, store, editor }: ActionsHost) {
  let opening = 0;
  let isOpening = false;

  /** Shows what went wrong, where something did. */
  function report<Value>(answer: Result<Value, CallError>): answer is { ok: true; value: Value } {
    if (!answer.ok) store.update((state) => withError(state, answer.error));
    return answer.ok;
  }

  function answered<Value>(answer: Result<Value, CallError>): Value | null {
    return report(answer) ? answer.value : null;
  }

  function openSyncDialog(dialog: AppState['dialog']): void {
    store.update((state) => ({ ...state, dialog, syncDetails: false }));
  }

  async function flush(): Promise<void> {
    await editor()?.flush();
  }

  /** Stores what can be stored before the window is left; true where images stay only in it. */
  async function beforeLeaving(): Promise<boolean> {
    await storeWhileDiskTakes(LONGEST_STORING_MS);
    await flush();
    tellImagesWait();
    return imagesWait();
  }

  /** Another notebook is opened only when nothing of this one is in the window alone. */
  async function leaveNotebook(call: () => Promise<Result<null, CallError>>): Promise<void> {
    if (!(await beforeLeaving())) report(await call());
  }

  async function openNote(name: string): Promise<void> {
    if (store.get().note?.name === name) {
      store.update((state) => ({ ...state, search: null, floating: null }));
      editor()?.focus();
      return;
    }
    opening += 1;
    const turn = opening;
    isOpening = true;
    const notebook = store.get().notebook.id;
    await flush();
    const answer = await api.openNote({ notebook, name });
    if (turn === opening) isOpening = false;
    // Somebody who clicks three notes in a row wants the last one, and none where another notebook came.
    if (turn !== opening || notebook !== store.get().notebook.id || !report(answer)) return;
    store.update((state) => withNote(state, answer.value));
  }

  /** Opens what a start went without, where a person has begun nothing meanwhile. */
  async function openLate(name: string): Promise<void> {
    const { note, dialog, search, renaming } = store.get();
    const begun = note ?? dialog ?? search ?? renaming;
    if (begun === null && !isOpening && !isKeyboardTaken()) await openNote(name);
  }

  /** What was wrong is told by the form that asked, not behind it; null where all went well. */
  async function createNote(event: CallInput<'createNote'>): Promise<CallError | null> {
    await flush();
    const answer = await api.createNote(event);
    if (!answer.ok) return answer.error;
    store.update((state) => ({ ...state, dialog: null }));
    await openNote(answer.value.name);
    return null;
  }

  async function afterFlush(call: () => Promise<Result<null, CallError>>): Promise<void> {
    await flush();
    report(await call());
  }

  /** Shown at once, so that a slider stays under the pointer; main's answer is what counts. */
  async function changeSettings(change: SettingsChange): Promise<void> {
    const before = store.get().settings;
    store.update((state) => ({ ...state, settings: { ...state.settings, ...change } }));
    const answer = await api.changeSettings(change);
    const settings = report(answer) ? answer.value : before;
    store.update((state) => ({ ...state, settings }));
  }

  function changePanels(change: PanelChange): void {
    if (change.kind === 'settings') void changeSettings(change.settings);
    else store.update((state) => ({ ...state, floating: change.floating }));
  }

  /** Opens the panel of the notes where it is not seen. */
  function showNotes(): void {
    const { settings, room } = store.get();
    if (room === 'narrow') store.update((state) => ({ ...state, floating: 'notes' }));
    else if (!settings.notesPanel) void changeSettings({ notesPanel: true });
  }

  return {
    report,
    flush,
    beforeLeaving,
    openNote,
    openLate,
    createNote,
    /** What is done to which notes there are. */
    notes: createNoteActions({ api, store, editor, report, openNote, showNotes }),
    changeSettings,
    saveNow: () => {
      void storeWaitingImages();
      return afterFlush(() => api.saveNow({}));
    },
    syncNow: () => {
      // Who asks for a sync wants to know why nothing is seen of it.
      const { state } = store.get().sync;
      if (state === 'no-remote' || state === 'off')
        store.update((now) => withNotice(now, { id: 'sync-nowhere', values: {} }));
      return afterFlush(() => api.syncNow({}));
    },
    trustNotebook: () => afterFlush(() => api.trustNotebook({})),
    chooseNotebook: () => leaveNotebook(() => api.chooseNotebook({})),
    openRecentNotebook: (id: string) => leaveNotebook(() => api.openRecentNotebook({ id })),
    togglePanel: (panel: Panel) => changePanels(togglePanel(store.get(), panel)),
    togglePanels: () => changePanels(togglePanels(store.get())),
    closeFloating: () => store.update((state) => ({ ...state, floating: null })),
    /** Shows the search, in a panel that is there to hold it. */
    openSearch: () => {
      store.update((state) => ({
        ...state,
        search: state.search ?? '',
        searchTurn: state.searchTurn + 1,
      }));
      showNotes();
    },
    search: (search: string | null) => store.update((state) => ({ ...state, search })),
    showDialog: (dialog: AppState['dialog']) => {
      if (dialog !== null) catchTyping(() => store.update((state) => ({ ...state, dialog: null })));
      store.update((state) => ({ ...state, dialog }));
    },
    /** A part of the window is not there any more; what waits for it is called off. */
    partMissing: () => {
      giveBack();
      store.update((state) =>
        withNotice(
          { ...state, dialog: null, syncDetails: false },
          { id: 'part-missing', values: {} },
        ),
      );
    },
    showSyncDetails: (syncDetails: boolean) => store.update((state) => ({ ...state, syncDetails })),
    dismiss: (id: number) => store.update((state) => withoutMessage(state, id)),
    goToTalk: (index: number) => {
      store.update((state) => ({ ...state, floating: null }));
      editor()?.goToTalk(index);
    },
    /** Moves a talk by so many places, up where they are negative; false where it cannot. */
    moveTalk: (index: number, places: number) => editor()?.moveTalk(index, places) ?? false,
    editTalk: (index: number, talk: TalkHeading) => editor()?.editTalk(index, talk),
    showOnlyTalk: (index: number) => {
      store.update((state) => ({ ...state, floating: null }));
      editor()?.showOnlyTalk(index);
    },
    /** Shows the note's Markdown source, or its outline again. */
    toggleSource: () => {
      editor()?.run('view.source');
      editor()?.focus();
    },
    zoomTo: (index: number) => editor()?.zoomTo(index),
    /** Null where it could not be asked, and that was said. */
    checkSync: async () => answered(await api.checkSync({})),
    stopSync: async () => void report(await api.stopSync({})),
    /** How many files changed; null where it failed, and that was said. */
    undoLastSync: async () => {
      await flush();
      return answered(await api.undoLastSync({}))?.files ?? null;
    },
    putInOrder: () => afterFlush(() => api.putInOrder({})),
    restoreMissing: () => afterFlush(() => api.restoreMissing({})),
    signIn: async (user: string, token: string) =>
      answered(await api.signIn({ user, token }))?.kept ?? null,
    addRemote: async (address: string) => {
      await flush();
      return answered(await api.addRemote({ address }));
    },
    cloneNotebook: async (address: string, user: string, token: string) => {
      await flush();
      return answered(await api.cloneNotebook({ address, user, token }));
    },
    stopClone: () => void api.stopClone({}),
    openSignIn: () => openSyncDialog('sign-in'),
    openAddRemote: () => openSyncDialog('add-remote'),
    openKept: async (name: string) => {
      store.update((state) => ({ ...state, syncDetails: false }));
      await openNote(name);
    },
    goToKept: (index: number) => editor()?.goToKept(index),
    chooseKept: (choice: KeptChoice) => {
      editor()?.run(`kept.${choice}`);
      editor()?.focus();
    },
    focusNote: () => editor()?.focus(),
    /** Where the keyboard goes when a dialog closes: to the caret, unless another dialog follows. */
    focusBack: (): boolean => {
      const { dialog, note } = store.get();
      if (dialog !== null || isKeyboardTaken()) return false;
      editor()?.focus();
      return note === null;
    },
    stepTextSize: (step: number) => {
      const size = store.get().settings.textSize + step;
      const { smallest, largest } = TEXT_SIZES;
      return changeSettings({ textSize: Math.min(largest, Math.max(smallest, size)) });
    },
    resetTextSize: () => changeSettings({ textSize: DEFAULT_SETTINGS.textSize }),
  };
}

/** A dialog fades out before it is gone; who went on elsewhere meanwhile is not called back. */
function isKeyboardTaken(): boolean {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) return false;
  return activeElement.closest('[role="dialog"]') === null;
}
