import { protocol, type Session } from 'electron';
import { APP_SCHEME, type AppRoute, answerAppRequest } from './app-route.ts';

/**
 * Makes `app:` a scheme like https: with an origin, fetch and a code cache.
 *
 * Must run before the app is ready.
 */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}

/** Serves the window's page and the notebook's images, and closes every other way to content. */
export function serveApp(session: Session, route: AppRoute): void {
  session.protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, route));
  session.protocol.handle('file', () => new Response(null, { status: 403 }));
  session.webRequest.onBeforeRequest((details, proceed) => {
    proceed({ cancel: !isOwnRequest(details.url) });
  });
}

/** Developer tools load their own page over their own scheme. */
function isOwnRequest(url: string): boolean {
  return /^(?:app|blob|devtools):/.test(url);
}
