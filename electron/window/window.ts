import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_ORIGIN } from '../security/app-route.ts';
import type { AppState, WindowPlace } from '../settings/app-state.ts';
import { webPreferences } from './web-preferences.ts';
import { openingPlace, SMALLEST_WINDOW } from './window-place.ts';

/** The page's own backgrounds (renderer/styles/tokens.css), so that nothing flashes before it. */
const BACKGROUND = { light: '#faf8f4', dark: '#1b1a18' } as const;

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string | null;
  readonly state: Pick<AppState, 'window' | 'theme'>;
  readonly onPlaceChanged: (place: WindowPlace) => void;
}

/**
 * Opens the window and begins to load its page.
 *
 * Shown at once in the right colour instead of on `ready-to-show`: a person sees the window
 * while the page loads.
 */
export function openWindow(options: WindowOptions): BrowserWindow {
  setTheme(options.state.theme);
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...openingPlace(options.state.window, screens),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    title: 'Backrow',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    ...(options.icon === null ? {} : { icon: options.icon }),
    webPreferences: webPreferences(options.preload),
  });
  if (options.state.window?.maximized === true) window.maximize();
  rememberPlace(window, options.onPlaceChanged);
  void window.loadURL(`${APP_ORIGIN}/`).catch(() => undefined);
  return window;
}

/** Makes system parts and `prefers-color-scheme` follow the theme setting. */
export function setTheme(theme: AppState['theme']): void {
  nativeTheme.themeSource = theme;
}

/** Shows the window to somebody who asked for the app again. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function rememberPlace(window: BrowserWindow, onPlaceChanged: (place: WindowPlace) => void): void {
  const tell = (): void => {
    if (window.isDestroyed() || window.isMinimized()) return;
    onPlaceChanged({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('resize', tell);
  window.on('move', tell);
  window.on('maximize', tell);
  window.on('unmaximize', tell);
}
