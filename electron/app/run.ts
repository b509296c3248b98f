import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { app, type BrowserWindow, session as electronSession } from 'electron';
import { passWithoutGate } from '../disk/calls.ts';
import { createEmit, registerCalls } from '../ipc/register.ts';
import { saveAtomically } from '../notebook/atomic-save.ts';
import { type JsonFile, openJsonFile } from '../notebook/json-file.ts';
import { type AppFiles, listAppFiles } from '../security/app-files.ts';
import { refusePermissions } from '../security/guards.ts';
import { serveApp } from '../security/protocol.ts';
import { type AppState, openAppState } from '../settings/app-state.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { offerContextMenu } from '../window/context-menu.ts';
import { openWindow } from '../window/window.ts';
import { compose } from './compose.ts';
import { followSystem, followWindow } from './follow.ts';
import type { Mark } from './marks.ts';
import type { OpenedFiles } from './opened-files.ts';

/** What is read from disk while Electron itself still starts. */
export interface Prepared {
  readonly state: JsonFile<AppState>;
  /** Encrypted sign-ins by server. */
  readonly signIns: JsonFile<SignIns>;
  readonly files: AppFiles;
}

/** How the app reaches what belongs to one process. */
export interface RunOptions {
  readonly path: string | null;
  readonly opened: OpenedFiles;
  readonly prepared: Promise<Prepared>;
  /** Where the code of this script is kept for the next start, and what; null where it is already. */
  readonly code: { readonly file: string; readonly toKeep: (() => Uint8Array) | null };
  readonly mark: Mark;
  readonly onMistake: (thrown: unknown) => void;
}

/** Reads what the first window needs; Electron need not be ready. */
export async function prepare(): Promise<Prepared> {
  passWithoutGate(app.getPath('userData'));
  const [state, signIns, files] = await Promise.all([
    openAppState(join(app.getPath('userData'), 'state.json')),
    openJsonFile(join(app.getPath('userData'), 'sign-ins.json'), readSignIns),
    listAppFiles(join(app.getAppPath(), 'dist', 'renderer')),
  ]);
  return { state, signIns, files };
}

/**
 * Opens the window and everything behind it; call once Electron is ready.
 *
 * The window comes first, because its page is another process's work. The notebook opens while that
 * loads. All that the first frame can do without begins behind it (`Session.whenShown`).
 */
export async function runApp(options: RunOptions): Promise<void> {
  const { path, opened, prepared, code, mark, onMistake } = options;
  const { state, signIns, files } = await prepared;
  let window: BrowserWindow | null = null;
  const theWindow = (): BrowserWindow | null => window;
  let loading: Promise<SettingsStore> | null = null;
  const settings = (): Promise<SettingsStore> => {
    loading ??= loadSettings();
    return loading;
  };
  const emit = createEmit(theWindow);
  const parts = { state, signIns, settings, window: theWindow, emit, mark, onMistake };
  const { session, handlers, menuBar, quitting, askWindow, contextMenu } = compose(parts);

  refusePermissions(electronSession.defaultSession);
  serveApp(electronSession.defaultSession, {
    files,
    image: async (encoded, want) => (await session.notebook()).images.read(encoded, want),
  });
  registerCalls(handlers, theWindow, onMistake);
  window = openWindow({
    preload: join(app.getAppPath(), 'dist', 'preload', 'preload.cjs'),
    icon: app.isPackaged ? null : join(app.getAppPath(), 'assets', 'icon.png'),
    state: state.get(),
    onPlaceChanged: (place) => state.set({ ...state.get(), window: place }),
  });
  mark('windowCreated');
  // Its page comes from another process, which starts meanwhile.
  const begun = session.begin(opened.latest() ?? path);
  offerContextMenu(window, contextMenu);
  const followed = { session, askWindow, mayQuit: quitting.request, onMistake };
  followWindow(window, followed);
  followSystem(window, opened, followed);
  menuBar.update();
  await begun;
  mark('notebookOpened');
  menuBar.update();
  void session.whenShown.then(() => keepCodeLater(code)).catch(onMistake);
}

/** By then the work behind a first frame is done, whose functions are worth keeping too. */
const KEEP_CODE_MS = 4_000;

async function keepCodeLater({ file, toKeep }: RunOptions['code']): Promise<void> {
  if (toKeep === null) return;
  await pause(KEEP_CODE_MS, undefined, { ref: false });
  await saveAtomically({ path: file, bytes: toKeep(), expected: 'any' });
}

type SignIns = Readonly<Record<string, string>>;

/** What is broken counts as none: the user signs in again. */
function readSignIns(data: unknown): SignIns {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return Object.fromEntries(entries.filter(([, kept]) => typeof kept === 'string'));
}

async function loadSettings(): Promise<SettingsStore> {
  const { openSettings } = await import('../settings/settings-file.ts');
  return openSettings(app.getPath('userData'));
}
