import { type PlainLine, tidy } from './plain-text.ts';

const IMAGE = /!\[([^\][]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g;
const LINK = /\[([^\][]*)\]\(\s*<?([^()<>\s]*)>?(?:\s+"[^"]*")?\s*\)/g;
const AUTOLINK = /<(https?:\/\/[^<>\s]*)>/gi;
const CODE = /(`+)(?!`)(.+?)(?<!`)\1(?!`)/g;
const STRONG_STARS = /\*\*(?=\S)(.+?)(?<=\S)\*\*/g;
const STARS = /\*(?=\S)([^*]+?)(?<=\S)\*/g;
/** Underscores mark only between words: `CS_Toku` is a name. */
const UNDERSCORES = /(?<![\p{L}\p{N}_])(__?)(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}_])/gu;
const STRIKE = /~~(?=\S)(.+?)(?<=\S)~~/g;
/** An escaped character is hidden from the patterns as a private one, and shown again at the end. */
const HIDING = 0xe000;
const HIDDEN = /[\ue021-\ue07e]/g;
const ESCAPE = /\\[!-/:-@[-`{-~]/g;
const TAG = /<\/?[a-z][^<>]*>/gi;
const MARKER = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|>)[ \t]+)+(?:\[[ xX]\][ \t]+)?/;

/** Longer lines are prose or hostile; a title or a date stands at their beginning. */
const MAX_LENGTH = 1000;

/**
 * Takes the commonest marks out of one line of Markdown.
 *
 * For titles and dates in the list of notes, where a parser would be too slow; the open note is
 * read from its blocks (plain-text.ts).
 */
export function plainSource(source: string): PlainLine {
  const line = source
    .slice(0, MAX_LENGTH)
    .replace(MARKER, '')
    .replace(ESCAPE, (pair) => String.fromCharCode(HIDING + pair.charCodeAt(1)));
  const link = Array.from(line.matchAll(LINK))[0]?.[2] ?? null;
  const text = line
    .replace(IMAGE, '$1')
    .replace(LINK, '$1')
    .replace(AUTOLINK, '$1')
    .replace(CODE, '$2')
    .replace(TAG, '')
    .replace(STRONG_STARS, '$1')
    .replace(STARS, '$1')
    .replace(UNDERSCORES, '$2')
    .replace(STRIKE, '$1')
    .replace(HIDDEN, (hidden) => String.fromCharCode(hidden.charCodeAt(0) - HIDING));
  return { text: tidy(text), link };
}
