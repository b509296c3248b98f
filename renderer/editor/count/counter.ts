import { type Size, sizeOf } from './size.ts';

/** What is counted: the selection where there is one, else the note. */
export interface Count extends Size {
  readonly isSelection: boolean;
}

export interface CounterHost {
  /** The note's texts, block by block or line by line, in runs: the same one while nothing in it changed. */
  readonly runs: () => readonly (readonly string[])[];
  /** The selected text; empty where only a caret is. */
  readonly selected: () => string;
  readonly isComposing: () => boolean;
  readonly onCount: (count: Count) => void;
}

/** Counted when nothing happened for so long … */
const REST_MS = 500;
/** … and in slices of so long, with the window free in between (law 6). */
const SLICE_MS = 6;

/**
 * Counts a note at rest.
 *
 * On the way of a key it only notes the time; runs and texts that did not change are not counted again.
 */
export class Counter {
  readonly #host: CounterHost;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #changedAtMs = 0;
  #known: ReadonlyMap<string, Size> = new Map();
  readonly #sizes = new WeakMap<readonly string[], Size>();

  constructor(host: CounterHost) {
    this.#host = host;
  }

  /** Text or selection may have changed. */
  changed(): void {
    this.#changedAtMs = performance.now();
    this.#timer ??= setTimeout(() => this.#look(), REST_MS);
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #look(): void {
    const rested = performance.now() - this.#changedAtMs;
    if (rested < REST_MS - 1 || this.#host.isComposing()) {
      this.#timer = setTimeout(() => this.#look(), Math.max(50, REST_MS - rested));
      return;
    }
    const selected = this.#host.selected();
    if (selected === '') this.#count(this.#host.runs(), 0, sizeOf(''), new Map());
    else this.#tell({ ...sizeOf(selected), isSelection: true });
  }

  #count(
    runs: readonly (readonly string[])[],
    from: number,
    before: Size,
    seen: Map<string, Size>,
  ): void {
    const startedAtMs = performance.now();
    let size = before;
    let index = from;
    for (; index < runs.length; index++) {
      if (performance.now() - startedAtMs > SLICE_MS) break;
      size = sum(size, this.#sizeOfRun(runs[index] ?? [], seen));
    }
    if (index < runs.length) {
      this.#timer = setTimeout(() => this.#count(runs, index, size, seen), 0);
      return;
    }
    this.#known = seen;
    this.#tell({ ...size, isSelection: false });
  }

  #sizeOfRun(run: readonly string[], seen: Map<string, Size>): Size {
    const known = this.#sizes.get(run);
    if (known !== undefined) return known;
    let size = sizeOf('');
    for (const text of run) {
      const ofText = seen.get(text) ?? this.#known.get(text) ?? sizeOf(text);
      seen.set(text, ofText);
      size = sum(size, ofText);
    }
    this.#sizes.set(run, size);
    return size;
  }

  #tell(count: Count): void {
    const isStale = performance.now() - this.#changedAtMs < REST_MS - 1;
    this.#timer = isStale ? setTimeout(() => this.#look(), REST_MS) : null;
    this.#host.onCount(count);
  }
}

function sum(one: Size, other: Size): Size {
  return {
    words: one.words + other.words,
    characters: one.characters + other.characters,
    unspaced: one.unspaced + other.unspaced,
  };
}
