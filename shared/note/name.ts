import { invariant } from '../assert.ts';
import { findDate } from './date.ts';
import { slug } from './slug.ts';

export { decodeLink, encodeLink } from './link.ts';
export { safeNoteName } from './safe-name.ts';

/**
 * The name of a new note's file: `2026-11-22-rustfest-osaka.md`.
 *
 * `date` is what a person typed; where it holds no date the name has none. One path segment, below
 * 200 bytes, so that the names made from it (images' folder, temporary files) fit any file system.
 */
export function noteFileName(title: string, date: string): string {
  const day = findDate(date)?.date ?? null;
  const name = slug(title) || 'note';
  return `${day === null ? awayFromDevices(name) : `${day}-${name}`}.md`;
}

/** The folder of a note's images, beside the note; takes and answers a name or a relative path. */
export function assetsFolderName(noteName: string): string {
  return `${noteName.replace(/\.md$/i, '')}.assets`;
}

/** What an image's name is made from. */
export interface ImageNaming {
  /** Local wall-clock minutes since midnight at the moment of the paste. */
  readonly minuteOfDay: number;
  /** The talk's title; may be empty. */
  readonly talk: string;
  /** Counts from 1 among images of the same minute and talk. */
  readonly n: number;
  /** Without a dot, by the image's own type and never by what a page said. */
  readonly extension: string;
}

/** The name of a pasted image's file: `1007-ownership-for-the-rest-of-us-1.png`. */
export function imageFileName({ minuteOfDay, talk, n, extension }: ImageNaming): string {
  invariant(/^[a-z0-9]{1,5}$/.test(extension), `not an extension: ${extension}`);
  const hour = String(Math.floor(minuteOfDay / 60)).padStart(2, '0');
  const minute = String(minuteOfDay % 60).padStart(2, '0');
  return `${hour}${minute}-${slug(talk) || 'slide'}-${n}.${extension}`;
}

/** Windows opens a device for `con.md` and the like. */
function awayFromDevices(name: string): string {
  return /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])$/i.test(name) ? `note-${name}` : name;
}
