import { posix } from 'node:path';

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

/** Encodes only what ends a Markdown link; Japanese names stay readable. */
function encodeLoosely(path: string): string {
  return path.replace(/[ ()<>%]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
