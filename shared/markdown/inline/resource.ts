import {
  DEEPEST_BRACKETS,
  destinationEnd,
  isMarkdownBlank,
  nextMark,
  titleMark,
} from '../read/target.ts';
import { decodeText } from './entity.ts';

/** The part of a link or an image in round brackets. */
export interface Resource {
  readonly url: string;
  readonly title: string | null;
  /** The index after the closing bracket. */
  readonly to: number;
}

const CLOSE = 0x29;
const LESS = 0x3c;

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
    const end = destinationEnd(this.source, index, DEEPEST_BRACKETS);
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
    const mark = titleMark(this.source, at);
    const end = mark === null ? -1 : this.nextMark(at + 1, mark);
    return end === -1 ? null : end + 1;
  }

  private nextMark(from: number, mark: number): number {
    const known = this.titleEnds.get(mark);
    if (known !== undefined && from >= known.from && (known.end === -1 || from <= known.end)) {
      return known.end;
    }
    const end = nextMark(this.source, from, mark);
    this.titleEnds.set(mark, { from, end });
    return end;
  }
}

/** The title that is written so: an empty one counts as none, lines lose their indentation. */
function titleText(source: string): string | null {
  return source === '' ? null : decodeText(source.replace(/\n[ \t]+/g, '\n'));
}
