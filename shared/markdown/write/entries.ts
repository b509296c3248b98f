import { invariant } from '../../assert.ts';
import type { Block } from '../model.ts';
import { type Chunk, chunksOf, depthOf, isFencing, isWritten } from './chunk.ts';
import type { Entry } from './entry.ts';

/** Entries in one chunk at most: an edit copies these pointers, and one for each chunk. */
const LONGEST = 256;

/**
 * The entries of a note's text, in order.
 *
 * Never changed: a change gives another sequence that shares all chunks but those it touched, and
 * what is asked of many entries is asked of chunks. So an edit costs the same in a note of any size.
 */
export class Entries implements Iterable<Entry> {
  readonly length: number;
  readonly #chunks: readonly Chunk[];
  /** The index of each chunk's first entry. */
  readonly #starts: readonly number[];

  private constructor(chunks: readonly Chunk[]) {
    const starts: number[] = [];
    let length = 0;
    for (const { entries } of chunks) {
      starts.push(length);
      length += entries.length;
    }
    this.#chunks = chunks;
    this.#starts = starts;
    this.length = length;
  }

  static of(entries: readonly Entry[]): Entries {
    return new Entries(chunksOf(entries, LONGEST));
  }

  at(index: number): Entry | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const chunk = this.#chunkOf(index);
    return this.#chunks[chunk]?.entries[index - this.#startOf(chunk)];
  }

  blockAt(index: number): Block | undefined {
    return this.at(index)?.block;
  }

  with(index: number, entry: Entry): Entries {
    return this.splice(index, index + 1, [entry]);
  }

  /** The sequence with other entries in the place of some. */
  splice(from: number, to: number, entries: readonly Entry[]): Entries {
    invariant(0 <= from && from <= to && to <= this.length, 'a stretch of these entries');
    const first = this.#chunkOf(from);
    const last = this.#chunkOf(Math.max(from, to - 1));
    const before = this.#chunks[first]?.entries.slice(0, from - this.#startOf(first)) ?? [];
    const after = this.#chunks[last]?.entries.slice(to - this.#startOf(last)) ?? [];
    const stretch = [...before, ...entries, ...after];
    // A chunk that shrank takes the next one in, so that many deletions leave no crumbs: they would
    // say the same, and cost each later edit their pointers.
    const next = stretch.length < LONGEST / 4 ? this.#chunks[last + 1] : undefined;
    const whole = next === undefined ? stretch : [...stretch, ...next.entries];
    return new Entries([
      ...this.#chunks.slice(0, first),
      ...chunksOf(whole, LONGEST),
      ...this.#chunks.slice(last + (next === undefined ? 1 : 2)),
    ]);
  }

  /** The entries from one index up to another. */
  slice(from: number, to: number): readonly Entry[] {
    const found: Entry[] = [];
    for (let chunk = this.#chunkOf(from); chunk < this.#chunks.length; chunk++) {
      const start = this.#startOf(chunk);
      if (start >= to) break;
      const { entries = [] } = this.#chunks[chunk] ?? {};
      for (const entry of entries.slice(Math.max(0, from - start), to - start)) found.push(entry);
    }
    return found;
  }

  *[Symbol.iterator](): Iterator<Entry> {
    for (const { entries } of this.#chunks) yield* entries;
  }

  /** The lines before an entry. */
  linesBefore(index: number): number {
    const last = this.#chunkOf(index);
    let lines = 0;
    for (let chunk = 0; chunk < last; chunk++) lines += this.#chunks[chunk]?.lines ?? 0;
    const entries = this.#chunks[last]?.entries ?? [];
    for (let at = this.#startOf(last); at < index; at++)
      lines += entries[at - this.#startOf(last)]?.lines ?? 0;
    return lines;
  }

  /** The index of the first entry from one on whose block is less deep; `length` without one. */
  shallowerFrom(index: number, depth: number): number {
    return this.#next(
      index,
      (chunk) => chunk.depth < depth,
      (entry) => depthOf(entry) < depth,
    );
  }

  /** The index of the last entry before one that is in the text and no deeper than so; -1 without one. */
  writtenBefore(index: number, depth = Number.MAX_SAFE_INTEGER): number {
    let at = Math.min(index, this.length) - 1;
    while (at >= 0) {
      const chunk = this.#chunkOf(at);
      const start = this.#startOf(chunk);
      const known = this.#chunks[chunk];
      const found = known !== undefined && known.writtenDepth <= depth ? known.entries : [];
      for (let entry = found[at - start]; entry !== undefined; entry = found[--at - start])
        if (isWritten(entry) && depthOf(entry) <= depth) return at;
      at = start - 1;
    }
    return -1;
  }

  /** True where some line of the entries from one on could end front matter. */
  fencesFrom(index: number): boolean {
    return this.#next(index, ({ fences }) => fences, isFencing) < this.length;
  }

  /** The index of the first entry from one on that is wanted, looked for in chunks that may hold it. */
  #next(
    from: number,
    mayHold: (chunk: Chunk) => boolean,
    wants: (entry: Entry) => boolean,
  ): number {
    let at = Math.max(0, from);
    while (at < this.length) {
      const chunk = this.#chunkOf(at);
      const start = this.#startOf(chunk);
      const known = this.#chunks[chunk];
      const found = known !== undefined && mayHold(known) ? known.entries : [];
      const within = found.findIndex((entry, place) => place >= at - start && wants(entry));
      if (within !== -1) return start + within;
      at = this.#startOf(chunk + 1);
    }
    return this.length;
  }

  #startOf(chunk: number): number {
    return this.#starts[chunk] ?? this.length;
  }

  /** The chunk of an entry; the last one for all indices behind. */
  #chunkOf(index: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startOf(middle) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
