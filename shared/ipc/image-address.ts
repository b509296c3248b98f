/** Where the app serves the images of the open notebook, below its origin. */
export const IMAGE_PATH = '/notebook-image/';

/** Behind an image's address: the user asked to see it although it is large. */
export const SHOW_LARGE = '?large';

/** More pixels than this cost a quarter of a gigabyte to show: only on demand. */
const LARGE_PIXELS = 50_000_000;

/** True for an image that is stored, and shown only when somebody asks for it. */
export function isLargeImage(image: {
  readonly widthPx: number;
  readonly heightPx: number;
}): boolean {
  return image.widthPx * image.heightPx > LARGE_PIXELS;
}

/**
 * The address under which the window shows an image of a note, or null for a link that leads out
 * of the notebook: another scheme, an absolute path, too many `..`.
 *
 * `note` is the note's name, `link` the link as Markdown has it, percent-encoded or not. The main
 * process checks again; this only spares it requests that cannot succeed.
 */
export function imageAddress(note: string, link: string): string | null {
  const path = link.replace(/[?#].*$/s, '');
  if (path === '' || /^(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(path)) return null;
  const segments = note.split('/').slice(0, -1);
  for (const encoded of path.split('/')) {
    const segment = decode(encoded);
    if (segment === '..') {
      if (segments.pop() === undefined) return null;
    } else if (segment !== '.' && segment !== '') {
      segments.push(segment);
    }
  }
  return IMAGE_PATH + segments.map(encodeURIComponent).join('/');
}

/** A stray `%` is a character, not an error. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
