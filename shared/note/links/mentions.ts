import { decodeLink } from '../link.ts';
import { resolvePath } from './path.ts';

/**
 * What may be the destination of a link, however it is written, and every word that names an image.
 *
 * A word is looked at from its beginning only, and nothing is looked for past the next place where it could
 * begin: an embedded image is one word of a megabyte, and each letter of it tried would take hours.
 */
const MENTIONS = [
  /\]\(\s*<([^<>\n]*)>/g,
  /\]\(\s*([^\s)]+(?:\([^\s)]*\)[^\s)]*)*)/g,
  /\]:\s*<([^<>\n]*)>/g,
  /\]:\s*(\S+)/g,
  /!\[\[([^\]|#\n]+)/g,
  /(?:src|href|srcset)\s*=\s*"([^"]*)"/gi,
  /(?:src|href|srcset)\s*=\s*'([^']*)'/gi,
  /(?<![^\s"'`()<>[\]|,;=])([^\s"'`()<>[\]|,;=]+\.(?:png|jpe?g|gif|webp|avif|bmp|svg|heic|tiff?))/gi,
];

/**
 * The files of the notebook that a note may show.
 *
 * Much faster than reading the note, and rather too many than too few: an example in a code block
 * counts, since an image that somebody needs must never be called unused. A path is taken from the
 * note's folder and from the notebook's, as different programs do.
 */
export function mentionedFiles(note: string, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const pattern of MENTIONS) {
    for (const { 1: written = '' } of text.matchAll(pattern)) {
      const path = decodeLink(written.replace(/[?#].*$/s, '').replace(/\\(?=[^\w\s])/g, ''));
      for (const from of [note, 'note.md']) {
        const file = resolvePath(from, path.replace(/^\//, ''));
        if (file !== null && file !== '') found.add(file.normalize('NFC'));
      }
    }
  }
  return found;
}
