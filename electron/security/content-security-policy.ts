/**
 * What the window's page may do, sent as a header with every answer of `app://`.
 *
 * Everything comes from `app://backrow` itself, nothing goes out, no text becomes script. Images
 * may also be `blob:`, for a slide that was pasted and is shown from memory. Trusted Types let two
 * places parse HTML: `backrow-paste` the inert parser of what is pasted, `lexical` the editor's own.
 * `search-worker`, `shrink-worker` and `picture-worker` name the scripts beside the page: regular
 * expressions, which may never end, pictures written anew, which takes seconds, and small ones.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lexical backrow-paste search-worker shrink-worker picture-worker',
].join('; ');

/**
 * What the script that makes small pictures may do: read from `app://backrow`, and nothing else.
 *
 * Only the notebook's images and the page's own files can be had there, which every `<img>` may ask for.
 */
const PICTURE_WORKER_POLICY = "default-src 'none'; connect-src 'self'";

/** The build puts a hash behind the script's name. */
const PICTURE_WORKER = /^\/assets\/picture-worker-[\w-]+\.js$/;

/** Headers of every answer, page or image. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

/** Headers of one of the page's files, by its path. */
export function headersOf(path: string): Readonly<Record<string, string>> {
  if (!PICTURE_WORKER.test(path)) return SECURITY_HEADERS;
  return { ...SECURITY_HEADERS, 'Content-Security-Policy': PICTURE_WORKER_POLICY };
}
