import { isMarkdownBlank } from '../read/target.ts';
import { isAsciiLetter } from './character.ts';

const TAG_NAME = /<[A-Za-z][A-Za-z0-9-]*(?=[/> \t\n])/y;
const CLOSING_TAG = /<\/[A-Za-z][A-Za-z0-9-]*[ \t\n]*>/y;
const ATTRIBUTE_NAME = /[A-Za-z:_][A-Za-z0-9:._-]*/y;
const UNQUOTED_VALUE = /[^"'<=>` \t\n][^"'<=>`/ \t\n]*(?=[/> \t\n])/y;
const URL_AUTOLINK = /<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\0-\x20<>\x7f]*>/y;
const EMAIL_AUTOLINK =
  /<[#-'*+\--9=?A-Z^-~]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*>/y;

/** The index after `<scheme:…>` or `<name@host>` at `at`, and its address; null where none is. */
export function autolinkAt(
  source: string,
  at: number,
): { readonly to: number; readonly url: string } | null {
  const address = matchAt(URL_AUTOLINK, source, at);
  if (address !== null) return { to: address, url: source.slice(at + 1, address - 1) };
  const email = matchAt(EMAIL_AUTOLINK, source, at);
  if (email !== null) return { to: email, url: `mailto:${source.slice(at + 1, email - 1)}` };
  return null;
}

/**
 * Finds raw HTML in one source.
 *
 * Remembers which closing marks are nowhere ahead, so that a text full of `<!--` is searched once.
 * https://spec.commonmark.org/0.31.2/#raw-html
 */
export class HtmlReader {
  private readonly source: string;
  private readonly missing = new Set<string>();

  constructor(source: string) {
    this.source = source;
  }

  /** The index after the tag, comment, instruction, declaration or CDATA at `at`, or null. */
  end(at: number): number | null {
    const next = this.source.charCodeAt(at + 1);
    if (isAsciiLetter(next)) return this.openTagEnd(at);
    if (next === 0x2f) return matchAt(CLOSING_TAG, this.source, at);
    if (next === 0x3f) return this.after('?>', at + 2);
    if (next !== 0x21) return null;
    // `<!-->` and `<!--->` are whole comments, so the end may share the dashes of the beginning.
    if (this.source.startsWith('--', at + 2)) return this.after('-->', at + 2);
    if (this.source.startsWith('[CDATA[', at + 2)) return this.after(']]>', at + 9);
    return isAsciiLetter(this.source.charCodeAt(at + 2)) ? this.after('>', at + 3) : null;
  }

  private after(mark: string, from: number): number | null {
    if (this.missing.has(mark)) return null;
    const found = this.source.indexOf(mark, from);
    if (found === -1) this.missing.add(mark);
    return found === -1 ? null : found + mark.length;
  }

  private openTagEnd(at: number): number | null {
    let index = matchAt(TAG_NAME, this.source, at);
    while (index !== null) {
      const next = this.skipBlanks(index);
      const code = this.source.charCodeAt(next);
      if (code === 0x3e) return next + 1;
      if (code === 0x2f) return this.source.charCodeAt(next + 1) === 0x3e ? next + 2 : null;
      index = this.attributeEnd(next);
    }
    return null;
  }

  private attributeEnd(at: number): number | null {
    const nameEnd = matchAt(ATTRIBUTE_NAME, this.source, at);
    if (nameEnd === null) return null;
    const equals = this.skipBlanks(nameEnd);
    if (this.source.charCodeAt(equals) !== 0x3d) return nameEnd;
    const value = this.skipBlanks(equals + 1);
    const quote = this.source[value];
    if (quote !== '"' && quote !== "'") return matchAt(UNQUOTED_VALUE, this.source, value);
    const end = this.after(quote, value + 1);
    if (end === null) return null;
    const code = this.source.charCodeAt(end);
    return code === 0x2f || code === 0x3e || isMarkdownBlank(code) ? end : null;
  }

  private skipBlanks(at: number): number {
    let index = at;
    while (isMarkdownBlank(this.source.charCodeAt(index))) index++;
    return index;
  }
}

function matchAt(pattern: RegExp, source: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : null;
}
