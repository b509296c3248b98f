import { app, type BrowserWindow, net, powerMonitor } from 'electron';
import { bringToFront } from '../window/window.ts';
import { createCrashGuard } from './crash-guard.ts';
import type { OpenNotebook } from './open-notebook.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { Session } from './session.ts';

/** What the followers act on. */
export interface Followed {
  readonly session: Session;
  /** Asks the window for what it has not sent yet; what comes is saved. */
  readonly askWindow: () => void;
  /** Asks to quit; true when nothing is left to do. */
  readonly mayQuit: () => boolean;
  readonly onMistake: (thrown: unknown) => void;
}

/** Saves when the window is left, looks at the folder when it is back, and survives a crash of its page. */
export function followWindow(window: BrowserWindow, followed: Followed): void {
  const mayReload = createCrashGuard();
  // The first time it comes before the first frame, which a look at 10,000 notes would keep waiting.
  window.on('focus', () =>
    withNotebook(followed, async (notebook) => {
      await followed.session.whenShown;
      notebook.sync.resume();
      return notebook.look();
    }),
  );
  // Whoever looks away may close the lid next.
  window.on('blur', () => saveAll(followed));
  window.on('hide', () => saveAll(followed));
  window.on('minimize', () => saveAll(followed));
  window.on('session-end', () => saveAll(followed));
  window.on('close', (event) => {
    if (!followed.mayQuit()) event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    withNotebook(followed, (notebook) => notebook.flush());
    if (reason !== 'clean-exit' && mayReload()) window.webContents.reload();
  });
}

/** Passes on what the system tells: sleep, what is opened with the app, the wish to quit. */
export function followSystem(window: BrowserWindow, opened: OpenedFiles, followed: Followed): void {
  const stopNetwork = followNetwork(followed);
  powerMonitor.on('suspend', () => saveAll(followed));
  powerMonitor.on('lock-screen', () => saveAll(followed));
  powerMonitor.on('resume', () => withNotebook(followed, ({ sync }) => sync.resume()));
  const open = (path: string | null): void => {
    bringToFront(window);
    if (path !== null) void followed.session.switchTo(path).catch(followed.onMistake);
  };
  app.on('second-instance', (_event, _argv, _folder, data) => open(pathOf(data)));
  opened.follow(open);
  // Electron's own answer to these ends the app before its notes are saved.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit());
  }
  app.on('before-quit', (event) => {
    if (followed.mayQuit()) stopNetwork();
    else event.preventDefault();
  });
  app.on('window-all-closed', () => app.quit());
}

const NETWORK_LOOK_MS = 2_000;

/** Electron tells no change of the network to the main process; asking costs microseconds. */
function followNetwork(followed: Followed): () => void {
  let online = net.isOnline();
  const looking = setInterval(() => {
    if (net.isOnline() === online) return;
    online = !online;
    withNotebook(followed, ({ sync }) => sync.networkChanged(online));
  }, NETWORK_LOOK_MS);
  return () => clearInterval(looking);
}

/** Main's text at once, and the window's as soon as it comes. */
function saveAll(followed: Followed): void {
  followed.askWindow();
  withNotebook(followed, (notebook) => notebook.flush());
}

function withNotebook(followed: Followed, act: (notebook: OpenNotebook) => unknown): void {
  void followed.session.notebook().then(act).catch(followed.onMistake);
}

/** What the second start sent along; it is another process, so its shape is checked. */
function pathOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('path' in data)) return null;
  return typeof data.path === 'string' ? data.path : null;
}
