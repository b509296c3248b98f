/** What a character counts as beside a run of `*`, `_` or `~`. */
export const OTHER = 0;
export const BLANK = 1;
export const PUNCTUATION = 2;

export type CharacterClass = typeof OTHER | typeof BLANK | typeof PUNCTUATION;

const UNKNOWN = 3;

/** One byte per UTF-16 unit, filled as characters are met. */
const classes = new Uint8Array(0x10000).fill(UNKNOWN);

/**
 * The class of the UTF-16 unit at `index`; the ends of the text count as blank.
 *
 * By unit, not by code point, as micromark does: half of an emoji is no punctuation.
 * https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
export function classAt(source: string, index: number): CharacterClass {
  if (index < 0 || index >= source.length) return BLANK;
  const code = source.charCodeAt(index);
  const known = classes[code];
  if (known !== undefined && known !== UNKNOWN) return known as CharacterClass;
  const found = classify(String.fromCharCode(code));
  classes[code] = found;
  return found;
}

function classify(character: string): CharacterClass {
  if (/\s/.test(character)) return BLANK;
  return /[\p{P}\p{S}]/u.test(character) ? PUNCTUATION : OTHER;
}

/** True for the ASCII punctuation that a backslash can escape. */
export function isAsciiPunctuation(code: number): boolean {
  return (
    (code >= 0x21 && code <= 0x2f) ||
    (code >= 0x3a && code <= 0x40) ||
    (code >= 0x5b && code <= 0x60) ||
    (code >= 0x7b && code <= 0x7e)
  );
}

/** True for `A` to `Z` and `a` to `z`. */
export function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** True for ASCII letters and digits. */
export function isAsciiAlphanumeric(code: number): boolean {
  return isAsciiLetter(code) || (code >= 0x30 && code <= 0x39);
}

/** True for the blanks that Markdown strips at the ends of a line. */
export function isSpaceOrTab(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
