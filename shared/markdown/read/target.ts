const LINE_END = 10;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const OPEN = 40;
const CLOSE = 41;
const LESS = 60;
const GREATER = 62;
const BACKSLASH = 92;
const DELETE = 127;

/** How many round brackets stand inside each other in a link's destination at most, as in micromark. */
export const DEEPEST_BRACKETS = 32;

/**
 * The index after the link destination at `at`, or null where none is.
 *
 * `deepest` is how many round brackets may stand inside each other: in a definition any number. NUL counts as the U+FFFD that it stands for.
 * https://spec.commonmark.org/0.31.2/#link-destination
 */
export function destinationEnd(text: string, at: number, deepest: number): number | null {
  return text.charCodeAt(at) === LESS ? enclosedEnd(text, at) : rawEnd(text, at, deepest);
}

function enclosedEnd(text: string, at: number): number | null {
  for (let index = at + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === GREATER) return index + 1;
    if (code === LESS || code === LINE_END) return null;
    if (code === BACKSLASH && isOneOf('<>\\', text[index + 1])) index++;
  }
  return null;
}

function rawEnd(text: string, at: number, deepest: number): number | null {
  let depth = 0;
  let index = at;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (depth === 0 && (code === CLOSE || isMarkdownBlank(code))) break;
    if (code === OPEN && ++depth > deepest) return null;
    if (code === CLOSE) depth--;
    if ((code <= SPACE && code !== 0) || code === DELETE) return null;
    if (code === BACKSLASH && isOneOf('()\\', text[index + 1])) index++;
  }
  return index === at || depth > 0 ? null : index;
}

function isOneOf(characters: string, character: string | undefined): boolean {
  return character !== undefined && characters.includes(character);
}

/** The code of the mark that ends the title that begins at `at`, or null where none begins. */
export function titleMark(text: string, at: number): number | null {
  const code = text.charCodeAt(at);
  if (code === OPEN) return CLOSE;
  return code === QUOTE || code === APOSTROPHE ? code : null;
}

/** The index of the next `mark` from `from` on that no backslash escapes, or -1. */
export function nextMark(text: string, from: number, mark: number): number {
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === mark) return index;
    if (code !== BACKSLASH) continue;
    const next = text.charCodeAt(index + 1);
    if (next === mark || next === BACKSLASH) index++;
  }
  return -1;
}

/** True for a space, a tab or a line end: what separates the parts of a link's target. */
export function isMarkdownBlank(code: number): boolean {
  return code === SPACE || code === 9 || code === LINE_END;
}
