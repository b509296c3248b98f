import type { App, Session, WebContents } from 'electron';
import { APP_ORIGIN } from './app-route.ts';

/** The only address a page of ours ever has. */
const APP_PAGE = `${APP_ORIGIN}/`;

/**
 * Refuses every permission: asking, checking, devices and screen capture.
 *
 * Electron grants by default, and asking and checking are two separate doors.
 */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
}

/** Puts the guards on every page that will ever exist in this process. */
export function guardAllContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

/** Keeps a page where it is: no navigation, no new window, no embedded page. */
function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    // A reload of our own page is how a crashed window comes back.
    if (event.url !== APP_PAGE) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  // Chromium asks nobody before it goes to about:blank.
  contents.on('did-navigate', (_event, url) => {
    if (url !== APP_PAGE) void contents.loadURL(APP_PAGE).catch(() => undefined);
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
