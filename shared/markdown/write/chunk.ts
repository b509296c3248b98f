import { splitLines } from '../../text-patch.ts';
import type { Entry } from './entry.ts';

/** A line that begins front matter at the very start of a note, or ends it below. */
export const FRONT_MATTER_LINE = /^---[ \t]*(?:\r\n|\n|\r|$)/;

/** Some entries in a row, with what is known of all of them together. */
export class Chunk {
  readonly entries: readonly Entry[];
  #lines: number | null = null;
  #depth: number | null = null;
  #writtenDepth: number | null = null;
  #fences: boolean | null = null;

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
  }

  /** How many lines its entries have together. */
  get lines(): number {
    this.#lines ??= this.entries.reduce((sum, { lines }) => sum + lines, 0);
    return this.#lines;
  }

  /** The depth of its outermost block. */
  get depth(): number {
    this.#depth ??= leastDepth(this.entries);
    return this.#depth;
  }

  /** The depth of the outermost block that the text holds; infinite where it holds none. */
  get writtenDepth(): number {
    this.#writtenDepth ??= leastDepth(this.entries.filter(isWritten));
    return this.#writtenDepth;
  }

  /** True where some line could end front matter. */
  get fences(): boolean {
    this.#fences ??= this.entries.some(isFencing);
    return this.#fences;
  }
}

function leastDepth(entries: readonly Entry[]): number {
  return entries.reduce(
    (least, entry) => Math.min(least, depthOf(entry)),
    Number.POSITIVE_INFINITY,
  );
}

/** True for an entry that the text holds something of. */
export function isWritten({ reads }: Entry): boolean {
  return reads.length > 0;
}

/** How many containers begun earlier hold an entry's block, as it is or as the text holds it. */
export function depthOf({ block, held }: Entry): number {
  return Math.min(block.inside.length, held.inside.length);
}

/** True for an entry with a line that could end front matter. */
export function isFencing({ text }: Entry): boolean {
  return text.includes('---') && splitLines(text).some((line) => FRONT_MATTER_LINE.test(line));
}

/** Cuts entries into chunks of like size, none longer than `longest`. */
export function chunksOf(entries: readonly Entry[], longest: number): Chunk[] {
  const count = Math.ceil(entries.length / longest);
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index, index + 1].map((at) => Math.round((at * entries.length) / count));
    return new Chunk(entries.slice(from, to));
  });
}
