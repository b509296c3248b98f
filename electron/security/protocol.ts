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
  // Not `handle`, whose `Request` costs a tenth of a start (see `answerAppRequest`). Deprecated since
  // Electron 25 and there in all versions up to 45; a later one without it needs `handle` again.
  session.protocol.registerBufferProtocol(APP_SCHEME, ({ method, url }, give) => {
    answerAppRequest({ method, url }, route).then(
      ({ status, headers, bytes }) =>
        give({ statusCode: status, headers: { ...headers }, data: asBuffer(bytes) }),
      // A file that is gone, or an address that is none: the request fails, and nothing else does.
      () => give({ error: NET_ERROR_FAILED }),
    );
  });
  session.protocol.handle('file', () => new Response(null, { status: 403 }));
  session.webRequest.onBeforeRequest((details, proceed) => {
    proceed({ cancel: !isOwnRequest(details.url) });
  });
}

/** Chromium's number for a request that failed for no reason of the network's. */
const NET_ERROR_FAILED = -2;

/** The same bytes, not copied. */
function asBuffer(bytes: Uint8Array<ArrayBuffer>): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Developer tools load their own page over their own scheme. */
function isOwnRequest(url: string): boolean {
  return /^(?:app|blob|devtools):/.test(url);
}
