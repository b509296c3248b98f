/** Text reaches main after this much rest … */
const REST_MS = 250;
/** … and at the latest this long after the first unsent key: a timer that restarts on every key never fires. */
const LONGEST_MS = 450;
/** An edit that main refused is tried again this long after the refusal, whatever is typed meanwhile. */
const RETRY_MS = 2000;

/** Says when unsent text goes to main (law 2); the outline and the source keep the same times. */
export class SendTimer {
  readonly #send: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #firstUnsentMs: number | null = null;

  constructor(send: () => void) {
    this.#send = send;
  }

  /** Text waits to be sent. */
  request(): void {
    this.#start(REST_MS, LONGEST_MS);
  }

  /** Text waits that main has refused. */
  retry(): void {
    this.#start(RETRY_MS, RETRY_MS);
  }

  /** All that waits is read now: the next key is the first unsent one. */
  sent(): void {
    this.#firstUnsentMs = null;
  }

  /** Nothing is sent by itself before the next request. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #start(restMs: number, longestMs: number): void {
    const now = performance.now();
    this.#firstUnsentMs ??= now;
    this.stop();
    const delayMs = Math.max(0, Math.min(restMs, this.#firstUnsentMs + longestMs - now));
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#send();
    }, delayMs);
  }
}
