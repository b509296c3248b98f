import { contextBridge, ipcRenderer } from 'electron';
import type { BackrowApi, CallName, EventName } from '../../shared/ipc/contract.ts';

/**
 * The bridge: one function per call of the contract, and `on` for its events.
 *
 * The names are written out, because the contract's schemas would bring their library into every
 * window's start; the types below fail to compile when one is missing or too many. The page never
 * sees `ipcRenderer` or an event object.
 */
const CALLS: Readonly<Record<CallName, true>> = {
  start: true,
  openNote: true,
  editNote: true,
  linesWritten: true,
  savePlace: true,
  createNote: true,
  renameNote: true,
  moveNote: true,
  duplicateNote: true,
  deleteNote: true,
  unusedImages: true,
  trashImages: true,
  undoStep: true,
  putNoteBack: true,
  restoreEarlier: true,
  noteVersions: true,
  noteVersion: true,
  addImage: true,
  addImageFiles: true,
  imageToShrink: true,
  shrunkImage: true,
  dropOriginals: true,
  copyImages: true,
  pasteAsText: true,
  setComposing: true,
  saveNow: true,
  syncNow: true,
  trustNotebook: true,
  checkSync: true,
  stopSync: true,
  undoLastSync: true,
  putInOrder: true,
  restoreMissing: true,
  signIn: true,
  addRemote: true,
  cloneNotebook: true,
  stopClone: true,
  setKeptBoth: true,
  openLink: true,
  chooseNotebook: true,
  openRecentNotebook: true,
  changeSettings: true,
  shown: true,
  flushed: true,
  mark: true,
};

const EVENTS: Readonly<Record<EventName, true>> = {
  noteOnDisk: true,
  noteProblem: true,
  noteReplaced: true,
  noteMoved: true,
  noteAnswers: true,
  noteRemoved: true,
  notesChanged: true,
  syncStatus: true,
  keptBoth: true,
  settingsChanged: true,
  notebookOpened: true,
  command: true,
  notice: true,
  noticeOver: true,
  flush: true,
};

const PREFIX = 'backrow:';

/** What one event name has: its listeners, and what came before the first of them. */
interface Topic {
  readonly listeners: Set<(payload: unknown) => void>;
  early: unknown[] | null;
}

/** Enough for the list of a very large notebook, and an end to it if nobody ever listens. */
const MAX_EARLY = 200;

/**
 * Listens from the first moment on.
 *
 * Main tells things as soon as it knows them, the page listens some moments after it has its
 * start; without this the notes that came between would be missing from the list.
 */
function openTopic(name: string): Topic {
  const topic: Topic = { listeners: new Set(), early: [] };
  ipcRenderer.on(PREFIX + name, (_event, payload: unknown) => {
    if (topic.early !== null && topic.early.length < MAX_EARLY) topic.early.push(payload);
    for (const listener of [...topic.listeners]) listener(payload);
  });
  return topic;
}

const topics = new Map(Object.keys(EVENTS).map((name) => [name, openTopic(name)]));

function on(name: string, listener: (payload: unknown) => void): () => void {
  const topic = topics.get(name);
  if (topic === undefined) return () => undefined;
  // A function that came over the bridge twice is two functions; each call is its own listener.
  const own = (payload: unknown): void => listener(payload);
  topic.listeners.add(own);
  const { early } = topic;
  topic.early = null;
  for (const payload of early ?? []) own(payload);
  return () => {
    topic.listeners.delete(own);
  };
}

const askForStart = (): Promise<unknown> => ipcRenderer.invoke(`${PREFIX}start`, {});

/**
 * Asks for the first note while the page's script still loads; main answers meanwhile.
 *
 * In a task of its own: until this one ends, main has not heard that the page is there, and refuses
 * whom it does not know.
 */
let firstStart: Promise<unknown> | null = new Promise((resolve, reject) => {
  setTimeout(() => askForStart().then(resolve, reject));
});
// Told where it is asked for.
firstStart.catch(() => undefined);

/** What is on its way already, once; asked for again where main gave nothing. */
async function start(): Promise<unknown> {
  const first = (await firstStart?.catch(() => null)) as
    | { readonly ok: boolean }
    | null
    | undefined;
  firstStart = null;
  return first?.ok === true ? first : askForStart();
}

const calls = Object.keys(CALLS).map((name) => [
  name,
  (input: unknown) => ipcRenderer.invoke(PREFIX + name, input),
]);
const api = { ...Object.fromEntries(calls), start, on } as BackrowApi;

contextBridge.exposeInMainWorld('backrow', api);
