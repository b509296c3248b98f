import { isMarkdownBlank } from './character.ts';
import { decodeText } from './entity.ts';

/** The part of a link or an image in round brackets. */
export interface Resource {
  readonly url: string;
  readonly title: string | null;
  /** The index after the closing bracket. */
  readonly to: number;
}

/** Nested brackets in a destination are read to this depth, as micromark does. */
const DEEPEST_BRACKETS = 32;

const SPACE = 0x20;
const LINE_END = 0x0a;
const OPEN = 0x28;
const CLOSE = 0x29;
const LESS = 0x3c;
const GREATER = 0x3e;
const BACKSLASH = 0x5c;

/**
 * Reads the resources of one source, `(url "title")`.
 *
 * Remembers where a title's closing mark was last found, because the same far mark would
 * otherwise be searched for again from every bracket before it.
 * https://spec.commonmark.org/0.31.2/#inline-link
 */
export class ResourceReader {
  private readonly source: string;
  private readonly lastClose: number;
  private readonly titleEnds = new Map<number, { readonly from: number; readonly end: number }>();

  constructor(source: string) {
    this.source = source;
    this.lastClose = source.lastIndexOf(')');
  }

  /** The resource whose opening bracket is at `at`, or null. */
  read(at: number): Resource | null {
    if (at >= this.lastClose) return null;
    let index = this.skipBlanks(at + 1);
    if (this.code(index) === CLOSE) return { url: '', title: null, to: index + 1 };
    const end = destinationEnd(this.source, index);
    if (end === null) return null;
    const url =
      this.code(index) === LESS
        ? this.source.slice(index + 1, end - 1)
        : this.source.slice(index, end);
    index = this.skipBlanks(end);
    const title = index;
    const titleEnd = index === end ? null : this.titleEnd(index);
    if (titleEnd !== null) index = this.skipBlanks(titleEnd);
    if (this.code(index) !== CLOSE) return null;
    return {
      url: decodeText(url),
      title: titleEnd === null ? null : titleText(this.source.slice(title + 1, titleEnd - 1)),
      to: index + 1,
    };
  }

  private code(index: number): number {
    return this.source.charCodeAt(index);
  }

  private skipBlanks(at: number): number {
    let index = at;
    while (isMarkdownBlank(this.code(index))) index++;
    return index;
  }

  /** The index after the title at `at`, or null where none is. */
  private titleEnd(at: number): number | null {
    const opening = this.code(at);
    if (opening !== 0x22 && opening !== 0x27 && opening !== OPEN) return null;
    const end = this.nextMarker(at + 1, opening === OPEN ? CLOSE : opening);
    return end === -1 ? null : end + 1;
  }

  /** The index of the next `marker` that no backslash escapes, or -1. */
  private nextMarker(from: number, marker: number): number {
    const known = this.titleEnds.get(marker);
    if (known !== undefined && from >= known.from && (known.end === -1 || from <= known.end)) {
      return known.end;
    }
    let end = -1;
    for (let index = from; index < this.source.length && end === -1; index++) {
      const code = this.code(index);
      if (code === marker) end = index;
      else if (code === BACKSLASH) {
        const next = this.code(index + 1);
        if (next === marker || next === BACKSLASH) index++;
      }
    }
    this.titleEnds.set(marker, { from, end });
    return end;
  }
}

/** The index after the link destination at `at`, or null where none is. */
export function destinationEnd(source: string, at: number): number | null {
  return source.charCodeAt(at) === LESS ? enclosedEnd(source, at) : rawEnd(source, at);
}

function enclosedEnd(source: string, at: number): number | null {
  for (let index = at + 1; index < source.length; index++) {
    const code = source.charCodeAt(index);
    if (code === GREATER) return index + 1;
    if (code === LESS || code === LINE_END) return null;
    if (code === BACKSLASH && isEscapedIn('<>\\', source[index + 1])) index++;
  }
  return null;
}

function rawEnd(source: string, at: number): number | null {
  let depth = 0;
  let index = at;
  for (; index < source.length; index++) {
    const code = source.charCodeAt(index);
    if (depth === 0 && (code === CLOSE || isMarkdownBlank(code))) break;
    if (code === OPEN && ++depth > DEEPEST_BRACKETS) return null;
    if (code === CLOSE) depth--;
    if (code <= SPACE || code === 0x7f) return null;
    if (code === BACKSLASH && isEscapedIn('()\\', source[index + 1])) index++;
  }
  return index === at || depth > 0 ? null : index;
}

function isEscapedIn(escapable: string, character: string | undefined): boolean {
  return character !== undefined && escapable.includes(character);
}

/** The title that is written so: an empty one counts as none, lines lose their indentation. */
function titleText(source: string): string | null {
  return source === '' ? null : decodeText(source.replace(/\n[ \t]+/g, '\n'));
}
