import { type Size, sizeOf } from './size.ts';

/** What is counted: the selection where there is one, else the note. */
export interface Count extends Size {
  readonly isSelection: boolean;
}

export interface CounterHost {
  /** The note's texts, block by block or line by line. */
  readonly texts: () => readonly string[];
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
 * On the way of a key it only notes the time; texts that did not change are not counted again.
 */
export class Counter {
  readonly #host: CounterHost;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #changedAtMs = 0;
  #known: ReadonlyMap<string, Size> = new Map();

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
    if (selected === '') this.#count(this.#host.texts(), 0, sizeOf(''), new Map());
    else this.#tell({ ...sizeOf(selected), isSelection: true });
  }

  #count(texts: readonly string[], from: number, before: Size, seen: Map<string, Size>): void {
    const startedAtMs = performance.now();
    let { words, characters, unspaced } = before;
    let index = from;
    for (; index < texts.length; index++) {
      if (performance.now() - startedAtMs > SLICE_MS) break;
      const text = texts[index] ?? '';
      const size = seen.get(text) ?? this.#known.get(text) ?? sizeOf(text);
      seen.set(text, size);
      words += size.words;
      characters += size.characters;
      unspaced += size.unspaced;
    }
    if (index < texts.length) {
      const size = { words, characters, unspaced };
      this.#timer = setTimeout(() => this.#count(texts, index, size, seen), 0);
      return;
    }
    this.#known = seen;
    this.#tell({ words, characters, unspaced, isSelection: false });
  }

  #tell(count: Count): void {
    const isStale = performance.now() - this.#changedAtMs < REST_MS - 1;
    this.#timer = isStale ? setTimeout(() => this.#look(), REST_MS) : null;
    this.#host.onCount(count);
  }
}
