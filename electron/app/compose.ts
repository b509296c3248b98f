import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { app, type BrowserWindow, net, safeStorage, shell } from 'electron';
import type { CallError, Start } from '../../shared/ipc/contract.ts';
import { mergeNotes } from '../../shared/merge/merge.ts';
import { resolveLanguage } from '../../shared/messages/index.ts';
import type { Settings } from '../../shared/settings.ts';
import { diskHangs } from '../disk/calls.ts';
import type { CallHandlers } from '../ipc/answer-call.ts';
import type { Emit } from '../ipc/emit.ts';
import { type FilePort, nodeFiles } from '../notebook/file-port.ts';
import type { JsonFile } from '../notebook/json-file.ts';
import { slowFiles } from '../notebook/slow-files.ts';
import type { AppState } from '../settings/app-state.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { type Credentials, createCredentials, type Keyring } from '../sync/credentials.ts';
import { chooseFolder, chooseImages } from '../window/choose.ts';
import type { ContextMenuHost } from '../window/context-menu.ts';
import { setTheme } from '../window/window.ts';
import { type Activity, createActivity } from './activity.ts';
import { createHandlers } from './handlers.ts';
import type { Mark } from './marks.ts';
import { createMenuBar, type MenuBar } from './menu-bar.ts';
import { createOpenSync, putUnderGit } from './notebook-sync.ts';
import { createQuitting, type Quitting } from './quitting.ts';
import { sampleNote } from './sample-note.ts';
import { createSession, type Session } from './session.ts';

/** The app put together, before there is a window. */
export interface Composition {
  readonly session: Session;
  readonly handlers: CallHandlers;
  readonly menuBar: MenuBar;
  readonly quitting: Quitting;
  readonly contextMenu: ContextMenuHost;
  /** Asks the window for its pending edits; false where there is no live page to ask. */
  readonly askWindow: () => boolean;
}

/** What the parts are put together from. */
export interface Parts {
  /** Encrypted sign-ins by server. */
  readonly signIns: JsonFile<Readonly<Record<string, string>>>;
  readonly state: JsonFile<AppState>;
  readonly settings: () => Promise<SettingsStore>;
  readonly window: () => BrowserWindow | null;
  readonly emit: Emit;
  readonly mark: Mark;
  readonly onMistake: (thrown: unknown) => void;
}

/**
 * Gives every part what it needs of Electron and of the other parts.
 *
 * The parts themselves import no Electron and are tested without it; this is where they meet it.
 */
export function compose(parts: Parts): Composition {
  const { state, window, mark, onMistake } = parts;
  const activity = createActivity();
  const emit: Emit = (name, payload) => {
    parts.emit(name, payload);
    if (name === 'notebookOpened') menuBar.update();
  };
  const credentials = createCredentials({
    file: parts.signIns,
    keyring,
    folder: app.getPath('userData'),
  });
  const session = composeSession(parts, emit, activity, credentials);
  const language = () => resolveLanguage(state.get().language, systemLanguage());
  const menuBar = createMenuBar({
    systemLanguage: systemLanguage(),
    state,
    onCommand: (id) => emit('command', { id }),
    onNotebook: (folder) => void session.switchTo(folder).catch(onMistake),
  });
  function takeSettings(settings: Settings): void {
    repeatSettings(settings, state);
    menuBar.update();
    emit('settingsChanged', settings);
  }

  // What was repeated of them may be out of date: the file is its owner's to edit.
  void session.whenShown.then(parts.settings).then((store) => {
    if (!isDeepStrictEqual(store.get(), state.get().settings)) takeSettings(store.get());
  }, onMistake);
  const askWindow = (): boolean => tellToFlush(window(), emit);
  const flush = async (): Promise<CallError | null> => {
    const { flush: flushNotes, images } = await session.notebook();
    const [unsaved, unwritten] = await Promise.all([flushNotes(), images.write()]);
    return unsaved ?? unwritten;
  };
  const quitting = createQuitting({
    askWindow,
    flush,
    end: session.end,
    onRefused: (waits) => {
      const id = waits === 'in-window' ? 'quit-would-lose' : 'quit-waits';
      emit('notice', { id, values: {} });
    },
    onRefusalOver: () => {
      for (const id of ['quit-would-lose', 'quit-waits'] as const) emit('noticeOver', { id });
    },
    quit: () => {
      app.once('quit', endHangingThreads);
      app.quit();
    },
    onMistake,
  });
  const handlers = createHandlers({
    session,
    activity,
    credentials,
    recentNotebooks: () => state.get().recentNotebooks,
    chooseFolder: () => chooseFolder(window()),
    chooseImages: () => chooseImages(window(), language()),
    openExternal: (url) => shell.openExternal(url),
    pasteAsText: () => window()?.webContents.pasteAndMatchStyle(),
    onSettings: takeSettings,
    onFlushed: (imagesWait) => {
      quitting.windowFlushed(imagesWait);
      void flush().catch(onMistake);
    },
    whileStoring: quitting.whileStoring,
    mark,
  });
  const contextMenu: ContextMenuHost = {
    language,
    openLink: (url) => void handlers.openLink({ url }),
    run: (id) => emit('command', { id }),
  };
  return { session, handlers, menuBar, quitting, askWindow, contextMenu };
}

/** By now all is put down. A thread that a disk keeps would have the process wait for it, out of sight. */
function endHangingThreads(): void {
  if (diskHangs()) process.kill(process.pid, 'SIGKILL');
}

/** Without a real keyring Linux would only disguise the text: that counts as none. */
const keyring: Keyring = {
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
};

function composeSession(
  parts: Parts,
  emit: Emit,
  activity: Activity,
  credentials: Credentials,
): Session {
  const { state, settings } = parts;
  return createSession({
    platform: process.platform as Start['platform'],
    systemLanguage: systemLanguage(),
    dataFolder: app.getPath('userData'),
    defaultNotebook: {
      parents: [documentsFolder(), app.getPath('userData')],
      sample: sampleNote(systemLanguage()),
    },
    setUpNotebook: putUnderGit,
    state,
    settings,
    emit,
    files: filesOf(process.env),
    join: (base, ours, theirs) => mergeNotes(base, ours, theirs, 'ours'),
    systemTrash: (path) => shell.trashItem(path),
    openSync: createOpenSync({ activity, state, credentials, isOnline: () => net.isOnline() }),
  });
}

/** `BACKROW_SLOW_DISK=MS`, before packaging only: each step on the disk takes up to this long. */
function filesOf(environment: NodeJS.ProcessEnv): FilePort {
  const mostMs = app.isPackaged ? 0 : Number(environment.BACKROW_SLOW_DISK ?? 0);
  return mostMs > 0 ? slowFiles(nodeFiles, () => Math.random() * mostMs) : nodeFiles;
}

/** Electron answers the home folder where Linux names no folder for documents. */
function documentsFolder(): string {
  const documents = app.getPath('documents');
  return documents === app.getPath('home') ? join(documents, 'Documents') : documents;
}

/** A computer without a language set calls its own `C` or `POSIX`. */
function systemLanguage(): string {
  const tag = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  return /^[a-z]{2,3}(?:-|$)/i.test(tag) ? tag : 'en';
}

function repeatSettings(settings: Settings, state: JsonFile<AppState>): void {
  const { theme, language, keys } = settings;
  setTheme(theme);
  state.set({ ...state.get(), settings, theme, language, keys });
}

function tellToFlush(window: BrowserWindow | null, emit: Emit): boolean {
  if (window === null || window.isDestroyed() || window.webContents.isCrashed()) return false;
  emit('flush', null);
  return true;
}
