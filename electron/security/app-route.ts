import { IMAGE_PATH, SHOW_LARGE } from '../../shared/ipc/image-address.ts';
import { BLANK } from '../../shared/ipc/small-picture.ts';
import type { AppFiles } from './app-files.ts';
import { headersOf, SECURITY_HEADERS } from './content-security-policy.ts';

/** The one origin the window shows. */
export const APP_SCHEME = 'app';
const APP_HOST = 'backrow';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** An image of the notebook that passed every check of the image route. */
export interface FoundImage {
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isLarge: boolean;
}

/** What is wanted of an image. */
export type ImageWish = 'file' | 'blank';

export interface AppRoute {
  readonly files: AppFiles;
  /**
   * Finds an image by the encoded path behind `IMAGE_PATH`; null where there is none to show.
   *
   * `blank` asks only for the size of one that a smaller picture can stand for.
   */
  readonly image: (encodedPath: string, want: ImageWish) => Promise<FoundImage | null>;
}

/** What is asked of the route. */
export interface AppRequest {
  readonly method: string;
  readonly url: string;
}

export interface AppAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Answers a request for `app://backrow/…`: the page's files by name, and images of the notebook.
 *
 * A large image needs `SHOW_LARGE` behind its address, so that opening a note never decodes it
 * unasked; `BLANK` asks only for the size of one that a smaller picture can stand for. Anything else is
 * 404 without a word about why. Takes and gives plain values rather than the web's `Request` and
 * `Response`: Node compiles its whole fetch library for the first of them, which took a tenth of a start.
 */
export async function answerAppRequest(request: AppRequest, route: AppRoute): Promise<AppAnswer> {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.host !== APP_HOST) return refuse();
  if (url.pathname.startsWith(IMAGE_PATH)) {
    const want = url.search === BLANK ? 'blank' : 'file';
    const image = await route.image(url.pathname.slice(IMAGE_PATH.length), want);
    if (image === null || (image.isLarge && url.search !== SHOW_LARGE)) return refuse();
    return answer(image.bytes, image.contentType, SECURITY_HEADERS);
  }
  const path = url.pathname === '/' ? '/index.html' : url.pathname;
  const file = route.files.get(path);
  if (file === undefined) return refuse();
  return answer(await file.read(), file.contentType, headersOf(path));
}

function answer(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
  headers: Readonly<Record<string, string>>,
): AppAnswer {
  return { status: 200, headers: { ...headers, 'Content-Type': contentType }, bytes };
}

function refuse(): AppAnswer {
  return { status: 404, headers: SECURITY_HEADERS, bytes: new Uint8Array(0) };
}
