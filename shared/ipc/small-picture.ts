/** Behind an image's address: of a large picture, only how large it is (`isBlank`). */
export const BLANK = '?blank';

/** A picture with fewer pixels costs less than two megabytes, whatever its size on screen. */
const FEW_PIXELS = 400_000;

/** How much of a file is looked at: what is asked for stands before its first pixels. */
export const HEAD_BYTES = 64 * 1024;

/** True for a picture that is so small that the file itself is shown. */
export function hasFewPixels(image: {
  readonly widthPx: number;
  readonly heightPx: number;
}): boolean {
  return image.widthPx * image.heightPx < FEW_PIXELS;
}

/**
 * True for a picture that a smaller one can stand for, by the beginning of its bytes.
 *
 * One that may move would stand still, and one that may be turned by its camera's word would be of
 * another shape; so those, and what we know less of, are shown as they are.
 */
export function isPlainPicture(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  const begin = String.fromCharCode(...bytes.subarray(0, 16));
  if (begin.startsWith('\x89PNG\r\n\x1a\n')) return !has(head, 'acTL') && !has(head, 'eXIf');
  if (begin.startsWith('\xff\xd8\xff')) return !has(head, 'Exif');
  // Only the plain forms: the extended one may hold motion and a camera's word, at its end even.
  return begin.startsWith('RIFF') && ['WEBPVP8 ', 'WEBPVP8L'].includes(begin.slice(8));
}

function has(bytes: Uint8Array, word: string): boolean {
  const [first = 0, ...others] = [...word].map((letter) => letter.charCodeAt(0));
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (others.every((code, index) => bytes[at + 1 + index] === code)) return true;
  return false;
}
