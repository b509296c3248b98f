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
  savePlace: true,
  createNote: true,
  addImage: true,
  setComposing: true,
  saveNow: true,
  syncNow: true,
  trustNotebook: true,
  openLink: true,
  chooseNotebook: true,
  openRecentNotebook: true,
  changeSettings: true,
  flushed: true,
  mark: true,
};

const EVENTS: Readonly<Record<EventName, true>> = {
  noteOnDisk: true,
  noteProblem: true,
  noteReplaced: true,
  notesChanged: true,
  syncStatus: true,
  settingsChanged: true,
  notebookOpened: true,
  command: true,
  notice: true,
  flush: true,
};

const PREFIX = 'backrow:';

function on(name: EventName, listener: (payload: unknown) => void): () => void {
  if (!Object.hasOwn(EVENTS, name)) return () => undefined;
  const pass = (_event: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on(PREFIX + name, pass);
  return () => {
    ipcRenderer.removeListener(PREFIX + name, pass);
  };
}

const calls = Object.keys(CALLS).map((name) => [
  name,
  (input: unknown) => ipcRenderer.invoke(PREFIX + name, input),
]);
const api = { ...Object.fromEntries(calls), on } as BackrowApi;

contextBridge.exposeInMainWorld('backrow', api);
