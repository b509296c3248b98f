/** Whether somebody is at the keys; what takes long begins in a pause and ends with it (law 6). */
export class Quiet {
  #lastMs = performance.now();
  #abort = new AbortController();

  constructor() {
    for (const kind of ['keydown', 'compositionstart', 'compositionend', 'pointerdown'] as const)
      window.addEventListener(kind, this.#touch, true);
  }

  /** Aborts with the next key. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Resolves when no key went down for so long. */
  async after(ms: number): Promise<void> {
    for (;;) {
      const rest = this.#lastMs + ms - performance.now();
      if (rest <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
  }

  dispose(): void {
    for (const kind of ['keydown', 'compositionstart', 'compositionend', 'pointerdown'] as const)
      window.removeEventListener(kind, this.#touch, true);
    this.#abort.abort();
  }

  readonly #touch = (): void => {
    this.#lastMs = performance.now();
    this.#abort.abort();
    this.#abort = new AbortController();
  };
}
