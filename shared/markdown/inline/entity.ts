import { characterEntities } from 'character-entities';

const REFERENCE = /&(?:#[xX]([\da-fA-F]{1,6})|#(\d{1,7})|([\da-zA-Z]{1,31}));/y;
const ESCAPE_OR_REFERENCE =
  /\\([!-/:-@[-`{-~])|&(?:#[xX][\da-fA-F]{1,6}|#\d{1,7}|[\da-zA-Z]{1,31});/g;

/** A character reference and how long it is in the source. */
export interface Entity {
  readonly text: string;
  readonly length: number;
}

/**
 * The character reference at `at`, or null where there is none.
 *
 * Named ones are those of HTML5 with their semicolon.
 * https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
 */
export function entityAt(source: string, at: number): Entity | null {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(source);
  if (match === null) return null;
  const text = decode(match[1], match[2], match[3]);
  return text === null ? null : { text, length: match[0].length };
}

function decode(hex?: string, decimal?: string, name?: string): string | null {
  if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
  if (decimal !== undefined) return characterOf(Number.parseInt(decimal, 10));
  if (name === undefined || !Object.hasOwn(characterEntities, name)) return null;
  return characterEntities[name] ?? null;
}

function characterOf(code: number): string {
  return isUnsafe(code) ? '\uFFFD' : String.fromCodePoint(code);
}

/** Code points that no numeric reference can give: controls, surrogates and noncharacters. */
export function isUnsafe(code: number): boolean {
  return (
    code < 9 ||
    code === 11 ||
    (code > 13 && code < 32) ||
    (code > 126 && code < 160) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code >= 0xfdd0 && code <= 0xfdef) ||
    (code & 0xfffe) === 0xfffe ||
    code > 0x10ffff
  );
}

/** Resolves escapes and character references, as in a link's destination and title. */
export function decodeText(source: string): string {
  if (!/[\\&]/.test(source)) return source;
  return source.replace(ESCAPE_OR_REFERENCE, (whole: string, escaped: string | undefined) =>
    escaped === undefined ? (entityAt(whole, 0)?.text ?? whole) : escaped,
  );
}
