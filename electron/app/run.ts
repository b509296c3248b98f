import { join } from 'node:path';
import { app, type BrowserWindow, dialog, net, powerMonitor, session, shell } from 'electron';
import type { Start } from '../../shared/ipc/contract.ts';
import { mergeNotes } from '../../shared/merge/merge.ts';
import type { Settings } from '../../shared/settings.ts';
import { readNotebookImage } from '../images/route.ts';
import { createEmit, registerCalls } from '../ipc/register.ts';
import type { JsonFile } from '../notebook/json-file.ts';
import { type AppFiles, listAppFiles } from '../security/app-files.ts';
import { refusePermissions } from '../security/guards.ts';
import { serveApp } from '../security/protocol.ts';
import { type AppState, openAppState } from '../settings/app-state.ts';
import { bringToFront, openWindow, setTheme } from '../window/window.ts';
import { createActivity } from './activity.ts';
import { createCrashGuard } from './crash-guard.ts';
import { createHandlers } from './handlers.ts';
import type { Mark } from './marks.ts';
import { createMenuBar } from './menu-bar.ts';
import { createOpenSync, putUnderGit } from './notebook-sync.ts';
import { createQuitting } from './quitting.ts';
import { sampleNote } from './sample-note.ts';
import { createSession, type Session } from './session.ts';

/** What is read from disk while Electron itself still starts. */
export interface Prepared {
  readonly state: JsonFile<AppState>;
  readonly files: AppFiles;
}

/** How the app reaches what belongs to one process. */
export interface RunOptions {
  readonly path: string | null;
  readonly prepared: Promise<Prepared>;
  readonly mark: Mark;
  readonly onMistake: (thrown: unknown) => void;
}

/** Reads what the first window needs; `app` need not be ready. */
export async function prepare(): Promise<Prepared> {
  const [state, files] = await Promise.all([
    openAppState(join(app.getPath('userData'), 'state.json')),
    listAppFiles(join(app.getAppPath(), 'dist', 'renderer')),
  ]);
  return { state, files };
}

/**
 * Puts the app together and opens its window; call once Electron is ready.
 *
 * The notebook opens while the page loads, and the settings' library is loaded only after both
 * have begun: the page asks for its start at once and waits for whichever is last.
 */
export async function runApp({ path, prepared, mark, onMistake }: RunOptions): Promise<void> {
  const { state, files } = await prepared;
  let window: BrowserWindow | null = null;
  const theWindow = (): BrowserWindow | null => window;
  const emit = createEmit(theWindow);
  let windowExists: () => void = () => undefined;
  const settings = new Promise<void>((resolve) => {
    windowExists = resolve;
  }).then(loadSettings);

  const activity = createActivity();
  const opened = createSession({
    platform: process.platform as Start['platform'],
    systemLanguage: systemLanguage(),
    dataFolder: app.getPath('userData'),
    defaultNotebook: {
      parents: [app.getPath('documents'), app.getPath('userData')],
      sample: sampleNote(systemLanguage()),
    },
    setUpNotebook: putUnderGit,
    state,
    settings,
    emit,
    join: (base, ours, theirs) => mergeNotes(base, ours, theirs, 'ours').text,
    openSync: createOpenSync({ activity, state, isOnline: () => net.isOnline() }),
  });
  const menuBar = createMenuBar({
    systemLanguage: systemLanguage(),
    state,
    onCommand: (id) => emit('command', { id }),
    onNotebook: (folder) => void opened.switchTo(folder).catch(onMistake),
  });
  const quitting = createQuitting({
    askWindow: () => tellToFlush(window, () => emit('flush', null)),
    flushNotes: async () => (await opened.notebook()).flush(),
    end: opened.end,
    quit: () => app.quit(),
  });
  const handlers = createHandlers({
    session: opened,
    activity,
    recentNotebooks: () => state.get().recentNotebooks,
    chooseFolder: () => chooseFolder(window),
    openExternal: (url) => shell.openExternal(url),
    onSettings: (changed) => {
      useSettings(changed, state);
      menuBar.update();
      emit('settingsChanged', changed);
    },
    onFlushed: quitting.windowFlushed,
    mark,
  });

  refusePermissions(session.defaultSession);
  serveApp(session.defaultSession, {
    files,
    image: async (encoded) => readNotebookImage((await opened.notebook()).folder, encoded),
  });
  registerCalls(handlers, theWindow, onMistake);
  const begun = opened.begin(path);
  menuBar.update();
  window = openWindow({
    preload: join(app.getAppPath(), 'dist', 'preload', 'preload.cjs'),
    icon: app.isPackaged ? null : join(app.getAppPath(), 'assets', 'icon.png'),
    state: state.get(),
    onPlaceChanged: (place) => state.set({ ...state.get(), window: place }),
  });
  mark('windowCreated');
  windowExists();
  followWindow(window, opened, quitting.request);
  followSystem(opened, theWindow, quitting.request);
  await begun;
  mark('notebookOpened');
  menuBar.update();
}

async function loadSettings(): Promise<import('../settings/settings.ts').SettingsStore> {
  const { openSettings } = await import('../settings/settings-file.ts');
  return openSettings(app.getPath('userData'));
}

/** A computer without a language set calls its own `C` or `POSIX`. */
function systemLanguage(): string {
  const tag = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  return /^[a-z]{2,3}(?:-|$)/i.test(tag) ? tag : 'en';
}

function useSettings({ theme, language }: Settings, state: JsonFile<AppState>): void {
  setTheme(theme);
  state.set({ ...state.get(), theme, language });
}

function tellToFlush(window: BrowserWindow | null, tell: () => void): boolean {
  if (window === null || window.isDestroyed() || window.webContents.isCrashed()) return false;
  tell();
  return true;
}

async function chooseFolder(window: BrowserWindow | null): Promise<string | null> {
  const properties: ('openDirectory' | 'createDirectory')[] = ['openDirectory', 'createDirectory'];
  const chosen =
    window === null
      ? await dialog.showOpenDialog({ properties })
      : await dialog.showOpenDialog(window, { properties });
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
}

/** Saves and looks at the folder with the window's focus, and survives a crash of its page. */
function followWindow(window: BrowserWindow, opened: Session, mayQuit: () => boolean): void {
  const mayReload = createCrashGuard();
  window.on('focus', () => {
    void opened.notebook().then((notebook) => {
      notebook.sync.resume();
      return notebook.look();
    });
  });
  window.on('blur', () => void opened.notebook().then((notebook) => notebook.flush()));
  window.on('close', (event) => {
    if (mayQuit()) return;
    event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && mayReload()) window.webContents.reload();
  });
}

const NETWORK_LOOK_MS = 2_000;

/** Passes on what the system tells: network, sleep, a second start, the wish to quit. */
function followSystem(
  opened: Session,
  window: () => BrowserWindow | null,
  mayQuit: () => boolean,
): void {
  let online = net.isOnline();
  const looking = setInterval(() => {
    if (net.isOnline() === online) return;
    online = !online;
    void opened.notebook().then(({ sync }) => sync.networkChanged(online));
  }, NETWORK_LOOK_MS);
  powerMonitor.on('suspend', () => void opened.notebook().then((notebook) => notebook.flush()));
  powerMonitor.on('resume', () => void opened.notebook().then(({ sync }) => sync.resume()));
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const shown = window();
    if (shown !== null) bringToFront(shown);
    const path = pathOf(data);
    if (path !== null) void opened.switchTo(path);
  });
  app.on('before-quit', (event) => {
    if (mayQuit()) clearInterval(looking);
    else event.preventDefault();
  });
  app.on('window-all-closed', () => app.quit());
}

/** What the second start sent along; it is another process, so its shape is checked. */
function pathOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('path' in data)) return null;
  return typeof data.path === 'string' ? data.path : null;
}
