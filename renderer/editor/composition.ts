/** What has to know when an IME begins and ends to compose. */
export interface CompositionHooks {
  readonly onStart: () => void;
  /** Called once Lexical has taken over the committed text. */
  readonly onEnd: () => void;
}

/**
 * Knows whether an IME is composing in an element.
 *
 * Law 5: while it does, nothing else happens. Who wants to change the editor waits for `after`.
 */
export class Composition {
  readonly #element: HTMLElement;
  readonly #hooks: CompositionHooks;
  #active = false;
  #waiting: (() => void)[] = [];

  constructor(element: HTMLElement, hooks: CompositionHooks) {
    this.#element = element;
    this.#hooks = hooks;
    // Captured: what was there before the composition has to be held before Lexical touches it.
    element.addEventListener('compositionstart', this.#start, true);
    element.addEventListener('compositionend', this.#end);
  }

  get active(): boolean {
    return this.#active;
  }

  /** Resolves at once, or when the composition that is going on is over. */
  after(): Promise<void> {
    if (!this.#active) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  dispose(): void {
    this.#element.removeEventListener('compositionstart', this.#start, true);
    this.#element.removeEventListener('compositionend', this.#end);
  }

  readonly #start = (): void => {
    if (this.#active) return;
    this.#active = true;
    this.#hooks.onStart();
  };

  readonly #end = (): void => {
    // A task later, Lexical has put the committed words into its state.
    setTimeout(() => {
      if (!this.#active) return;
      this.#active = false;
      this.#hooks.onEnd();
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const resolve of waiting) resolve();
    });
  };
}
