/** Runs a task soon after the last request, and not too long after the first. */
export interface SaveTimer {
  /** Asks for a run; many requests become one. */
  readonly request: () => void;
  /** Asks for a run after a failure; each failure in a row waits longer, up to half a minute. */
  readonly retry: () => void;
  /** Forgets earlier failures. */
  readonly succeeded: () => void;
  /** Takes back what was asked and has not begun. */
  readonly cancel: () => void;
}

/**
 * The window sends at the latest every 500 ms and 250 ms after the last key; with these two the
 * disk has it 500 ms after the last key and within a second of any key (DESIGN, law 2).
 */
const QUIET_MS = 100;
const LONGEST_MS = 300;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/**
 * Makes a timer for one note.
 *
 * A timer that only restarts never fires for someone who types without pause, hence the second
 * limit.
 */
export function createSaveTimer(task: () => void): SaveTimer {
  let timer: NodeJS.Timeout | null = null;
  let firstRequestMs: number | null = null;
  let failures = 0;

  function start(delayMs: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(run, delayMs);
  }

  function run(): void {
    cancel();
    task();
  }

  function cancel(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    firstRequestMs = null;
  }

  function request(): void {
    const nowMs = performance.now();
    firstRequestMs ??= nowMs;
    start(Math.max(0, Math.min(QUIET_MS, firstRequestMs + LONGEST_MS - nowMs)));
  }

  function retry(): void {
    // A request that is already waiting comes sooner than any retry.
    if (timer !== null) return;
    start(Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS));
    failures += 1;
  }

  return {
    request,
    retry,
    cancel,
    succeeded: () => {
      failures = 0;
    },
  };
}
