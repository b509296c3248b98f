import type {
  CallError,
  Events,
  NotebookStep,
  NoteSummary,
  Notice,
  NoticeId,
  OpenNote,
  Start,
} from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { SyncStatus } from '../../../shared/sync-status.ts';
import { type Count, type KeptHere, NOTHING_KEPT, type ShownOutline } from '../../editor/index.ts';
import { changeNotes, sortNotes } from './note-list.ts';
import type { Panel, Room } from './panels.ts';
import {
  NOTHING_TO_SAVE,
  type Saving,
  savingDurable,
  savingFailed,
  savingOpened,
  viewSaving,
} from './saving.ts';

/** What the shell shows. The note's text is not here: it lives in the editor and in main. */
export interface AppState {
  readonly platform: Start['platform'];
  readonly systemLanguage: string;
  readonly settings: Settings;
  readonly notebook: Start['notebook'];
  readonly recentNotebooks: Start['recentNotebooks'];
  /** In the order of the list. */
  readonly notes: readonly NoteSummary[];
  readonly note: OpenNote | null;
  /** The notes that were open, by name, the last one first. */
  readonly recent: readonly string[];
  /** What the open note tells of its event; null until the editor has read it. */
  readonly outline: ShownOutline | null;
  /** What holds the part of the note that alone is shown; null where all of it is. */
  readonly zoom: readonly string[] | null;
  /** The open note is shown as its Markdown source. */
  readonly isSource: boolean;
  /** How much there is to read in the open note, or is selected; null before it was counted. */
  readonly count: Count | null;
  readonly saving: Saving;
  /** An image that the notebook's disk refused waits in app data. */
  readonly imageWaits: boolean;
  /** An image that no disk takes is in this window and nowhere else. */
  readonly imageInWindow: boolean;
  /** The disk has told of no notes yet: that there are none is not known. */
  readonly notesAwaited: boolean;
  readonly sync: SyncStatus;
  /** Lines kept in two versions until somebody chooses, by note. */
  readonly keptBoth: Start['keptBoth'];
  /** The ones that stand in the open note, and which of them is at hand. */
  readonly keptHere: KeptHere;
  readonly messages: readonly Message[];
  /** What the list of notes is narrowed to; null while no search is open. */
  readonly search: string | null;
  /** Counts how often the search was asked for: each time the keyboard goes there. */
  readonly searchTurn: number;
  readonly dialog:
    | 'new-note'
    | 'settings'
    | 'help'
    | 'go'
    | 'palette'
    | 'sign-in'
    | 'add-remote'
    | 'clone'
    | 'move-note'
    | 'unused-images'
    | 'history'
    | null;
  /** The note that a dialog is about. */
  readonly target: string | null;
  /** The note whose name is up for change in the list. */
  readonly renaming: string | null;
  readonly syncDetails: boolean;
  readonly room: Room;
  readonly floating: Panel | null;
}

/** Something the user should read once. */
export type Message = { readonly id: number } & (
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'error'; readonly error: CallError }
  | { readonly kind: 'step'; readonly step: NotebookStep }
);

/** More at once would push the note off the screen; the oldest go. */
const MOST_MESSAGES = 3;

let lastMessageId = 0;

/** The state of a notebook that was just opened, in a window with this much room. */
export function startState(start: Start, room: Room): AppState {
  const saving = start.note === null ? NOTHING_TO_SAVE : savingOpened(NOTHING_TO_SAVE, start.note);
  const empty: AppState = {
    platform: start.platform,
    systemLanguage: start.systemLanguage,
    settings: start.settings,
    notebook: start.notebook,
    recentNotebooks: start.recentNotebooks,
    notes: sortNotes(start.notes),
    note: start.note,
    recent: start.note === null ? [] : [start.note.name],
    outline: null,
    zoom: null,
    isSource: false,
    count: null,
    saving,
    imageWaits: false,
    imageInWindow: false,
    notesAwaited: false,
    sync: start.sync,
    keptBoth: start.keptBoth,
    keptHere: NOTHING_KEPT,
    messages: [],
    search: null,
    searchTurn: 0,
    dialog: null,
    target: null,
    renaming: null,
    syncDetails: false,
    room,
    floating: null,
  };
  return start.notices.reduce(withNotice, empty);
}

/** A note was opened and takes the place of the one before; what was searched is found. */
export function withNote(state: AppState, note: OpenNote): AppState {
  const saving = savingOpened(state.saving, note);
  const recent = [note.name, ...state.recent.filter((name) => name !== note.name)];
  return {
    ...state,
    note,
    recent,
    outline: null,
    zoom: null,
    count: null,
    keptHere: NOTHING_KEPT,
    saving,
    search: null,
    floating: null,
  };
}

/** A note has other lines in two versions than before; without any it is no longer listed. */
export function withKeptBoth(state: AppState, { name, places }: Events['keptBoth']): AppState {
  const { [name]: _, ...others } = state.keptBoth;
  return { ...state, keptBoth: places.length === 0 ? others : { ...others, [name]: places } };
}

/**
 * A note tells where its caret is, what it is zoomed to or how much there is to read.
 *
 * All of that is told a moment after the fact, when another note may be open.
 */
export function withToldBy(
  state: AppState,
  name: string,
  told: Partial<Pick<AppState, 'outline' | 'zoom' | 'count'>>,
): AppState {
  return state.note?.name === name ? { ...state, ...told } : state;
}

/** The editor found lines in two versions; what it tells of a note that is not on screen waits. */
export function withKeptHere(state: AppState, name: string, kept: KeptHere): AppState {
  const next = { ...state, keptHere: state.note?.name === name ? kept : state.keptHere };
  return withKeptBoth(next, { name, places: kept.places });
}

/** Notes came, changed or went; the open one stays open even then. */
export function withNotes(state: AppState, changes: Events['notesChanged']): AppState {
  const next = { ...state, notes: changeNotes(state.notes, changes.changed, changes.removed) };
  return changes.changed.length > 0 ? withoutNotice(next, 'notes-no-answer') : next;
}

/** A version of a note, on screen or not, is durable. */
export function withDurable(state: AppState, told: Events['noteOnDisk']): AppState {
  const saved = { ...state, saving: savingDurable(state.saving, told) };
  const present = withoutNotice(saved, 'note-deleted-outside', told.name);
  if (viewSaving(saved.saving).kind !== 'on-disk' || saved.imageWaits) return present;
  return withoutNotice(withoutNotice(present, 'quit-waits'), 'notebook-stays');
}

/** A note could not be written; main keeps its text. */
export function withProblem(state: AppState, { name, error }: Events['noteProblem']): AppState {
  return { ...state, saving: savingFailed(state.saving, name, error.kind) };
}

/** They can be dismissed, and what they tell stays true: other parts of the window go on by it. */
const STAYS_TRUE: {
  readonly [Id in NoticeId]?: 'imageWaits' | 'imageInWindow' | 'notesAwaited';
} = {
  'image-waits': 'imageWaits',
  'image-waits-full': 'imageWaits',
  'image-waits-no-answer': 'imageWaits',
  'image-in-window': 'imageInWindow',
  'notes-no-answer': 'notesAwaited',
};

/** Adds a notice, unless the same one is there already. */
export function withNotice(state: AppState, notice: Notice): AppState {
  const same = (message: Message) =>
    message.kind === 'notice' && JSON.stringify(message.notice) === JSON.stringify(notice);
  const told = STAYS_TRUE[notice.id];
  const next = told === undefined ? state : { ...state, [told]: true };
  return withMessage(next, { kind: 'notice', notice }, same);
}

/** What a notice said, of a note where one is named, is so no more. */
export function withoutNotice(state: AppState, id: NoticeId, name?: string): AppState {
  const isOver = (message: Message) =>
    message.kind === 'notice' && message.notice.id === id && message.notice.values.name === name;
  const told = STAYS_TRUE[id];
  const next = told === undefined || !state[told] ? state : { ...state, [told]: false };
  if (!next.messages.some(isOver)) return next;
  return { ...next, messages: next.messages.filter((message) => !isOver(message)) };
}

/** Adds what went wrong; the same kind twice would say nothing new. */
export function withError(state: AppState, error: CallError): AppState {
  const same = (message: Message) => message.kind === 'error' && message.error.kind === error.kind;
  return withMessage(state, { kind: 'error', error }, same);
}

/** The user has read a message. */
export function withoutMessage(state: AppState, id: number): AppState {
  return { ...state, messages: state.messages.filter((message) => message.id !== id) };
}

type NewMessage =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'error'; readonly error: CallError }
  | { readonly kind: 'step'; readonly step: NotebookStep };

/** Adds a message, unless `same` finds one that says so already. */
export function withMessage(
  state: AppState,
  message: NewMessage,
  same: (message: Message) => boolean,
): AppState {
  if (state.messages.some(same)) return state;
  lastMessageId += 1;
  const messages = [...state.messages, { ...message, id: lastMessageId }];
  return { ...state, messages: messages.slice(-MOST_MESSAGES) };
}
