import { utf8Length } from './utf8-length.ts';

const MAX_CHARACTERS = 60;
/** UTF-8; leaves room for a date, a suffix and a temporary file's affixes below 255. */
const MAX_BYTES = 180;

/**
 * A text as a part of a file name: letters of every script, digits, and `-` between words.
 *
 * NFC, small letters, at most 60 characters and 180 bytes. What is invisible, controls or turns
 * the direction of writing goes without a trace; everything else that is neither letter nor digit
 * becomes `-`, so no path separator, dot, blank or quote is left. Empty where nothing remains.
 */
export function slug(text: string): string {
  const words = text
    .normalize('NFC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}]+/gu, (run) =>
      /[\t\n\r]/.test(run) ? ' ' : '',
    )
    .toLowerCase()
    .normalize('NFC')
    .replace(/(?<![\p{L}\p{N}\p{M}])\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-/, '');
  return cut(words).replace(/-$/, '');
}

/** The longest beginning within both limits that splits no code point. */
function cut(words: string): string {
  let kept = '';
  let bytes = 0;
  let characters = 0;
  for (const character of words) {
    bytes += utf8Length(character);
    characters += 1;
    if (bytes > MAX_BYTES || characters > MAX_CHARACTERS) break;
    kept += character;
  }
  return kept;
}
