import { posix } from 'node:path';
import { decodeNote, encodeNote } from '../notebook/note-text.ts';

/**
 * Points a note's links to an image that got another name.
 *
 * Matches the link as a whole, however it is written: plain, percent-encoded, or in angle
 * brackets. Both paths are relative to the repository's root.
 */
export function relinkImage(text: string, note: string, from: string, to: string): string {
  const folder = posix.dirname(note);
  const [was, is] = [posix.relative(folder, from), posix.relative(folder, to)];
  const spellings: readonly (readonly [string, string])[] = [
    [was, is],
    [encodeURI(was), encodeURI(is)],
    [encodeLoosely(was), encodeLoosely(is)],
  ];
  let result = text;
  for (const [old, fresh] of spellings) {
    for (const dot of ['', './']) {
      result = result
        .replaceAll(`](${dot}${old})`, `](${dot}${fresh})`)
        .replaceAll(`](${dot}${old} `, `](${dot}${fresh} `)
        .replaceAll(`](<${dot}${old}>`, `](<${dot}${fresh}>`);
    }
  }
  return result;
}

/** A letter that none of the bytes of a note stands for, when each is taken for a letter. */
const NO_BYTE = /[^\0-\xff]/;

/**
 * The same for a note's bytes; all of them but the links stay as they are.
 *
 * A note that is not UTF-8 is read byte by byte: the links that can be told in it are ASCII, and so is
 * what replaces them.
 */
export function relinkImageBytes(
  bytes: Uint8Array,
  note: string,
  from: string,
  to: string,
): Uint8Array {
  const { readOnly, text } = decodeNote(bytes);
  if (readOnly === null) {
    const linked = relinkImage(text, note, from, to);
    return linked === text ? bytes : encodeNote(linked);
  }
  const letters = Buffer.from(bytes).toString('latin1');
  const linked = relinkImage(letters, note, from, to);
  return linked === letters || NO_BYTE.test(linked) ? bytes : Buffer.from(linked, 'latin1');
}

/** Encodes only what ends a Markdown link; Japanese names stay readable. */
function encodeLoosely(path: string): string {
  return path.replace(/[ ()<>%]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
