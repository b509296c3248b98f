import { app, type BrowserWindow, net, powerMonitor } from 'electron';
import { bringToFront } from '../window/window.ts';
import { createCrashGuard } from './crash-guard.ts';
import type { OpenNotebook } from './open-notebook.ts';
import type { Session } from './session.ts';

/** What the followers act on. */
export interface Followed {
  readonly session: Session;
  /** Asks to quit; true when nothing is left to do. */
  readonly mayQuit: () => boolean;
  readonly onMistake: (thrown: unknown) => void;
}

/** Saves and looks at the folder with the window's focus, and survives a crash of its page. */
export function followWindow(window: BrowserWindow, followed: Followed): void {
  const mayReload = createCrashGuard();
  window.on('focus', () =>
    withNotebook(followed, (notebook) => {
      notebook.sync.resume();
      return notebook.look();
    }),
  );
  window.on('blur', () => withNotebook(followed, (notebook) => notebook.flush()));
  window.on('close', (event) => {
    if (!followed.mayQuit()) event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && mayReload()) window.webContents.reload();
  });
}

/** Passes on what the system tells: sleep, a second start, the wish to quit. */
export function followSystem(window: BrowserWindow, followed: Followed): void {
  const stopNetwork = followNetwork(followed);
  powerMonitor.on('suspend', () => withNotebook(followed, (notebook) => notebook.flush()));
  powerMonitor.on('resume', () => withNotebook(followed, ({ sync }) => sync.resume()));
  app.on('second-instance', (_event, _argv, _folder, data) => {
    bringToFront(window);
    const path = pathOf(data);
    if (path !== null) void followed.session.switchTo(path).catch(followed.onMistake);
  });
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

function withNotebook(followed: Followed, act: (notebook: OpenNotebook) => unknown): void {
  void followed.session.notebook().then(act).catch(followed.onMistake);
}

/** What the second start sent along; it is another process, so its shape is checked. */
function pathOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('path' in data)) return null;
  return typeof data.path === 'string' ? data.path : null;
}
