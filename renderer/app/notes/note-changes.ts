import type { Events, NotebookStep } from '../../../shared/ipc/contract.ts';
import { folderOf } from '../../../shared/note/links/path.ts';
import { type AppState, withMessage, withoutNotice } from '../state/app-state.ts';
import { changeNotes } from '../state/note-list.ts';
import { savingMoved } from '../state/saving.ts';

/** A note goes on under another name: in the list, on the screen, on its way to the disk. */
export function withMoved(state: AppState, { from, to, note }: Events['noteMoved']): AppState {
  const listed = state.notes.find(({ name }) => name === from);
  const notes =
    listed === undefined
      ? state.notes
      : changeNotes(state.notes, [{ ...listed, name: to }], [from]);
  const open = state.note?.name === from ? { ...state.note, ...note, name: to } : state.note;
  const { [from]: kept, ...others } = state.keptBoth;
  const keptBoth = kept === undefined ? state.keptBoth : { ...others, [to]: kept };
  // Its file was missed, and is found.
  const rest = withoutNotice(state, 'note-deleted-outside', from);
  return {
    ...rest,
    notes,
    note: open,
    recent: state.recent.map((name) => (name === from ? to : name)),
    keptBoth,
    saving: savingMoved(state.saving, from, to, note),
  };
}

/** A note went to the trash. */
export function withoutNote(state: AppState, name: string): AppState {
  const isOpen = state.note?.name === name;
  return {
    ...state,
    notes: changeNotes(state.notes, [], [name]),
    saving: savingMoved(state.saving, name, null, null),
    ...(isOpen ? { note: null, outline: null } : {}),
  };
}

/** The note below another one in the list, else the one above; null where it is the only one. */
export function neighbourOf({ notes }: AppState, name: string): string | null {
  const place = notes.findIndex((note) => note.name === name);
  return (notes[place + 1] ?? notes[place - 1])?.name ?? null;
}

/** Tells what was done, in place of the step before; null when that was taken back. */
export function withStep(state: AppState, step: NotebookStep | null): AppState {
  const messages = state.messages.filter(({ kind }) => kind !== 'step');
  const rest = { ...state, messages };
  return step === null ? rest : withMessage(rest, { kind: 'step', step }, () => false);
}

/** The folders of a notebook that hold notes, and those above them; sorted. */
export function foldersOf({ notes }: Pick<AppState, 'notes'>): readonly string[] {
  const folders = new Set<string>();
  for (const { name } of notes) {
    for (let folder = folderOf(name); folder !== ''; folder = folderOf(folder)) folders.add(folder);
  }
  return [...folders].sort();
}
