import { createHash } from 'node:crypto';

/** What stands before a line's words: quote signs, list markers, task boxes, heading signs, stamps. */
const BEFORE_WORDS =
  /^(?:[\s>]|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$)|\[[ xX]\](?=\s|$)|#{1,6}(?=\s|$)|\[\d\d:\d\d(?::\d\d)?\])+/;
/**
 * Images follow their note when it gets another name.
 *
 * Looked for from the beginning of an address only: from each letter of a line of 80,000 without a blank,
 * such as an image in base64, it took half a minute, in which nothing was saved.
 */
const ASSETS_FOLDER = /(?<![^\s()<>])[^\s()<>]*\.assets\//g;
const NOT_SAID = /[^\p{L}\p{N}]+/gu;

/**
 * What a line says, by which it is known to be the same one: its letters and digits.
 *
 * Indenting it, making it bold, a task or a heading leaves it what it was. A line of signs alone is
 * known by its signs; an empty string stands for one that says nothing yet.
 */
export function lineWords(line: string): string {
  const words = line.replace(BEFORE_WORDS, '').replace(ASSETS_FOLDER, '').trim();
  return words.replace(NOT_SAID, '') || words;
}

/** Words as they are kept beside the notebook: short, and not to be read. */
export function keyOfWords(words: string): string {
  return words === '' ? '' : createHash('sha1').update(words).digest('base64').slice(0, 10);
}
