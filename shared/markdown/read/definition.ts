import { destinationEnd, nextMark, titleMark } from './target.ts';

/** A link reference definition at the start of a text, with where its last line ends. */
export interface Definition {
  readonly label: string;
  /** As written: escapes and entities are still there. */
  readonly url: string;
  readonly title: string | null;
  /** Index of the line end behind it, or the length of the text. */
  readonly end: number;
}

/** Bounded, as a pattern that tries other ways at each character cannot go through megabytes. */
const LABEL = /\[((?:\\[[\]\\]|[^[\]\\]|\\(?![[\]\\])){1,999})\]:/y;
const SPACE = /[ \t\n]*/y;
const LINE_REST = /[ \t]*(?:\n|$)/y;
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
  const urlEnd = destinationEnd(text, at, Number.POSITIVE_INFINITY);
  if (urlEnd === null) return null;
  const isEnclosed = text.charAt(at) === '<';
  const url = isEnclosed ? text.slice(at + 1, urlEnd - 1) : text.slice(at, urlEnd);
  const found = { label: label.slice(1, -2), url };
  const title = takeTitle(text, urlEnd);
  if (title !== null) return { ...found, ...title };
  const end = lineEnd(text, urlEnd);
  return end === null ? null : { ...found, title: null, end };
}

function takeTitle(text: string, from: number): { title: string; end: number } | null {
  const at = skip(text, from);
  const mark = at === from ? null : titleMark(text, at);
  const close = mark === null ? -1 : nextMark(text, at + 1, mark);
  const end = close === -1 ? null : lineEnd(text, close + 1);
  return end === null ? null : { title: text.slice(at + 1, close), end };
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
