/** A link reference definition at the start of a text, with where its last line ends. */
export interface Definition {
  readonly label: string;
  /** As written: escapes and entities are still there. */
  readonly url: string;
  readonly title: string | null;
  /** Index of the line end behind it, or the length of the text. */
  readonly end: number;
}

const LABEL = /\[((?:\\[[\]\\]|[^[\]\\]|\\(?![[\]\\]))*)\]:/y;
const SPACE = /[ \t\n]*/y;
const ENCLOSED = /<((?:\\[<>\\]|[^<>\\\n]|\\(?![<>\\]))*)>/y;
const LINE_REST = /[ \t]*(?:\n|$)/y;
const TITLES = {
  '"': /"((?:\\["\\]|[^"\\]|\\(?!["\\]))*)"/y,
  "'": /'((?:\\['\\]|[^'\\]|\\(?!['\\]))*)'/y,
  '(': /\(((?:\\[)\\]|[^)\\]|\\(?![)\\]))*)\)/y,
} as const;
/** Longest label, in characters (CommonMark 0.31, section 4.7). */
const MAX_LABEL = 999;

/**
 * Reads a definition that begins at `from`, or gives null.
 *
 * The text is that of a paragraph: its lines joined by `\n`, without blank ones.
 */
export function readDefinition(text: string, from: number): Definition | null {
  let at = skip(text, from);
  if (text.charCodeAt(at) !== 91) return null;
  const label = take(LABEL, text, at);
  if (label === null || label.length - 3 > MAX_LABEL || !/[^ \t\n]/.test(label.slice(1, -2))) {
    return null;
  }
  at = skip(text, at + label.length);
  const destination = takeDestination(text, at);
  if (destination === null) return null;
  const found = { label: label.slice(1, -2), url: destination.url };
  const title = takeTitle(text, destination.end);
  if (title !== null) return { ...found, title: title.title, end: title.end };
  const end = lineEnd(text, destination.end);
  return end === null ? null : { ...found, title: null, end };
}

function takeDestination(text: string, at: number): { url: string; end: number } | null {
  if (text.charCodeAt(at) === 60) {
    const enclosed = take(ENCLOSED, text, at);
    return enclosed === null ? null : { url: enclosed.slice(1, -1), end: at + enclosed.length };
  }
  let open = 0;
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 92 && isEscape(text.charCodeAt(end + 1))) end++;
    else if (code === 40) open++;
    else if (code === 41 && open-- === 0) return null;
    else if (code <= 32 || code === 127) {
      // A blank ends it; other control characters are no part of a destination.
      if (open === 0 && (code === 32 || code === 9 || code === 10)) break;
      return code === 0 ? takeRest() : null;
    }
  }
  return open === 0 && end > at ? { url: text.slice(at, end), end } : null;

  /** NUL stands for U+FFFD, which is an ordinary character. */
  function takeRest(): { url: string; end: number } | null {
    const clean = takeDestination(text.replaceAll('\0', '\uFFFD'), at);
    return clean === null ? null : { url: text.slice(at, clean.end), end: clean.end };
  }
}

function takeTitle(text: string, from: number): { title: string; end: number } | null {
  const at = skip(text, from);
  const mark = text.charAt(at);
  if (at === from || (mark !== '"' && mark !== "'" && mark !== '(')) return null;
  const title = take(TITLES[mark], text, at);
  if (title === null) return null;
  const end = lineEnd(text, at + title.length);
  return end === null ? null : { title: title.slice(1, -1), end };
}

function lineEnd(text: string, at: number): number | null {
  const rest = take(LINE_REST, text, at);
  if (rest === null) return null;
  return at + rest.length - (rest.endsWith('\n') ? 1 : 0);
}

function skip(text: string, at: number): number {
  return at + (take(SPACE, text, at)?.length ?? 0);
}

function take(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function isEscape(code: number): boolean {
  return code === 40 || code === 41 || code === 92;
}
