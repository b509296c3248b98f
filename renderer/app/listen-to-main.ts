import { COMMANDS, type CommandId } from '../../shared/commands.ts';
import type { BackrowApi } from '../../shared/ipc/contract.ts';
import type { Actions } from './actions.ts';
import {
  type AppState,
  startState,
  withDurable,
  withKeptBoth,
  withNotes,
  withNotice,
  withoutNotice,
  withProblem,
} from './state/app-state.ts';
import type { Store } from './state/store.ts';

export interface MainListenerHost {
  readonly api: BackrowApi;
  readonly store: Store<AppState>;
  readonly actions: Actions;
  readonly run: (id: CommandId) => boolean;
  readonly isComposing: () => boolean;
}

/** Follows what main tells; returns the cleanup. The editor listens to its notes itself. */
export function listenToMain(host: MainListenerHost): () => void {
  const { api, store, actions, run, isComposing } = host;
  const cleanups = [
    api.on('noteOnDisk', (told) => store.update((state) => withDurable(state, told))),
    api.on('noteProblem', (told) => store.update((state) => withProblem(state, told))),
    api.on('noteMoved', (moved) => actions.notes.followMove(moved)),
    api.on('noteAnswers', ({ name }) => {
      store.update((state) => withoutNotice(state, 'note-no-answer', name));
      if (!isComposing()) void actions.openLate(name);
    }),
    api.on('noteRemoved', (removed) => actions.notes.followRemoval(removed)),
    api.on('notesChanged', (changes) => store.update((state) => withNotes(state, changes))),
    api.on('keptBoth', (told) => store.update((state) => withKeptBoth(state, told))),
    api.on('syncStatus', (sync) => store.update((state) => ({ ...state, sync }))),
    api.on('settingsChanged', (settings) => store.update((state) => ({ ...state, settings }))),
    api.on('notice', (notice) => store.update((state) => withNotice(state, notice))),
    api.on('noticeOver', ({ id }) => store.update((state) => withoutNotice(state, id))),
    api.on('notebookOpened', (start) => store.update((state) => startState(start, state.room))),
    api.on('command', ({ id }) => {
      // A menu can be reached while an IME composes; its command would fall into the composition.
      if (isCommandId(id) && !isComposing()) run(id);
    }),
    api.on('flush', () => {
      void actions.beforeLeaving().then(
        (imagesWait) => api.flushed({ imagesWait }),
        () => api.flushed({ imagesWait: false }),
      );
    }),
  ];
  return () => {
    for (const cleanup of cleanups) cleanup();
  };
}

function isCommandId(id: string): id is CommandId {
  return COMMANDS.some((command) => command.id === id);
}
