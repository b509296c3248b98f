import { classAt, isAsciiAlphanumeric, isAsciiLetter, OTHER } from './character.ts';

const PROTOCOL = /https?:\/\//iy;
const WWW = /www\./iy;
const ADDRESS_NAME = /[\w+.-]+@/y;
const CHARACTER_REFERENCE = /&[A-Za-z]+;/y;

/**
 * Finds bare addresses in one source: `https://…`, `www.…`, `name@host`.
 *
 * To the model they are text, but no other construct begins inside them: the underscores of a
 * URL are no emphasis. The rules, and their oddities, are those of micromark.
 * https://github.github.com/gfm/#autolinks-extension-
 */
export class LiteralReader {
  private readonly source: string;
  private readonly mayHold: boolean;
  /** The last run of trailing punctuation that was looked at, and whether it ends the address. */
  private trail = { from: 0, to: 0, ends: false };

  constructor(source: string) {
    this.source = source;
    this.mayHold = /@|:\/\/|www\./i.test(source);
  }

  /** The index after the bare address at `at`, or null. */
  end(at: number): number | null {
    if (!this.mayHold) return null;
    const code = this.source.charCodeAt(at);
    if (!isAddressCharacter(code)) return null;
    const email = this.emailEnd(at);
    if (email !== null) return email;
    if (code === 0x68 || code === 0x48) return this.protocolEnd(at);
    return code === 0x77 || code === 0x57 ? this.wwwEnd(at) : null;
  }

  private emailEnd(at: number): number | null {
    const before = this.source.charCodeAt(at - 1);
    if (before === 0x2f || isAddressCharacter(before)) return null;
    ADDRESS_NAME.lastIndex = at;
    if (!ADDRESS_NAME.test(this.source)) return null;
    const host = ADDRESS_NAME.lastIndex;
    let index = host;
    let dot = false;
    for (; index < this.source.length; index++) {
      const code = this.source.charCodeAt(index);
      if (code === 0x2e) {
        if (!isAsciiAlphanumeric(this.source.charCodeAt(index + 1))) break;
        dot = true;
      } else if (code !== 0x2d && code !== 0x5f && !isAsciiAlphanumeric(code)) break;
    }
    return dot && isAsciiLetter(this.source.charCodeAt(index - 1)) ? index : null;
  }

  private protocolEnd(at: number): number | null {
    if (isAsciiLetter(this.source.charCodeAt(at - 1))) return null;
    PROTOCOL.lastIndex = at;
    if (!PROTOCOL.test(this.source)) return null;
    const host = PROTOCOL.lastIndex;
    const code = this.source.charCodeAt(host);
    if (code < 0x20 || code === 0x7f || classAt(this.source, host) !== OTHER) return null;
    return this.addressEnd(host);
  }

  private wwwEnd(at: number): number | null {
    if (at > 0 && !'(*_[]~ \t\n'.includes(this.source.charAt(at - 1))) return null;
    WWW.lastIndex = at;
    return WWW.test(this.source) && WWW.lastIndex < this.source.length ? this.addressEnd(at) : null;
  }

  /** Host and path. */
  private addressEnd(from: number): number | null {
    const host = this.hostEnd(from);
    return host === null ? null : this.pathEnd(host);
  }

  private hostEnd(from: number): number | null {
    let index = from;
    let underscore = false;
    let underscoreBefore = false;
    let seen = false;
    for (; index < this.source.length; index++) {
      const code = this.source.charCodeAt(index);
      if (code === 0x2e || code === 0x5f) {
        if (this.isTrail(index)) break;
        if (code === 0x2e) underscoreBefore = underscore;
        underscore = code === 0x5f;
      } else if (code !== 0x2d && classAt(this.source, index) !== OTHER) break;
      else seen = true;
    }
    return underscore || underscoreBefore || !seen ? null : index;
  }

  private pathEnd(from: number): number {
    let depth = 0;
    let index = from;
    for (; index < this.source.length; index++) {
      const character = this.source.charAt(index);
      if (character === '(') depth++;
      else if (character === ')' && depth > 0) depth--;
      else if ('!"&\'*),.:;<?]_~'.includes(character)) {
        if (this.isTrail(index)) break;
      } else if (/\s/.test(character)) break;
    }
    return index;
  }

  /** True where nothing but punctuation follows until the address ends. */
  private isTrail(at: number): boolean {
    if (at < this.trail.from || at >= this.trail.to) this.trail = this.readTrail(at);
    return this.trail.ends;
  }

  private readTrail(from: number): { from: number; to: number; ends: boolean } {
    let index = from;
    while (index < this.source.length) {
      const character = this.source.charAt(index);
      if (character === '<' || /\s/.test(character)) return { from, to: index + 1, ends: true };
      if (character === ']' && /^(?:$|[\s([])/.test(this.source.slice(index + 1, index + 2))) {
        return { from, to: index + 1, ends: true };
      }
      const length = this.trailLength(index, character);
      if (length === 0) return { from, to: index + 1, ends: false };
      index += length;
    }
    return { from, to: index, ends: true };
  }

  private trailLength(at: number, character: string): number {
    if ('!"\')*,.:;?]_~'.includes(character)) return 1;
    if (character !== '&') return 0;
    CHARACTER_REFERENCE.lastIndex = at;
    return CHARACTER_REFERENCE.exec(this.source)?.[0].length ?? 0;
  }
}

function isAddressCharacter(code: number): boolean {
  return (
    isAsciiAlphanumeric(code) || code === 0x2b || code === 0x2d || code === 0x2e || code === 0x5f
  );
}
