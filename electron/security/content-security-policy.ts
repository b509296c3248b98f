/**
 * What the window's page may do, sent as a header with every answer of `app://`.
 *
 * Everything comes from `app://backrow` itself, nothing goes out, no text becomes script. Images
 * may also be `blob:`, for a slide that was pasted and is shown from memory. Trusted Types let two
 * places parse HTML: `backrow-paste` the inert parser of what is pasted, `lexical` the editor's own.
 * `search-worker` and `shrink-worker` name the scripts beside the page: regular expressions, which may
 * never end, and pictures written anew, which takes seconds.
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
  'trusted-types lexical backrow-paste search-worker shrink-worker',
].join('; ');

/** Headers of every answer, page or image. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};
