import type { Page } from '@playwright/test';

/** What `holdClock` leaves in the page. */
interface HeldClock {
  /** Lets time pass: timers that come due run in their order. */
  pass(ms: number): void;
  /** Runs all timers that are held, as a rest of the hands would; false where there were none. */
  rest(): boolean;
  /** What ran last. */
  last(): string;
}

type HeldWindow = typeof globalThis & { heldClock?: HeldClock };

/**
 * Takes the page's clock into the test's hands.
 *
 * When text is sent and what is one step of undo depend on how fast hands are. With a clock that
 * passes only where a sequence says so, the same seed meets the same moments on every machine, and
 * nothing is waited for. Timers of less than a tenth of a second, of frames and of work that lasts
 * are the browser's as ever. Call before a note is opened: its session keeps the clock it finds.
 */
export async function holdClock(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shortest = 100;
    const longest = 1000;
    const { setTimeout: realSet, clearTimeout: realClear } = window;
    const held = new Map<number, { readonly due: number; readonly run: () => void }>();
    const start = Date.now();
    let now = 0;
    let ids = 0;
    let last = '';

    function runDue(until: number): boolean {
      let ran = false;
      for (;;) {
        const due = [...held].filter(([, timer]) => timer.due <= until);
        const [next] = due.sort(([, one], [, other]) => one.due - other.due);
        if (next === undefined) break;
        const [id, { due: at, run }] = next;
        held.delete(id);
        now = Math.max(now, at);
        ran = true;
        last = run.toString();
        run();
      }
      return ran;
    }

    const heldSet = (run: () => void, ms = 0, ...rest: unknown[]): number => {
      if (ms < shortest || ms > longest) return Number(realSet(run, ms, ...rest));
      // The browser counts upwards from 1.
      ids -= 1;
      held.set(ids, { due: now + ms, run });
      return ids;
    };
    window.setTimeout = heldSet as unknown as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      if (!held.delete(Number(id))) realClear(id);
    };
    Date.now = () => start + now;
    performance.now = () => now;
    Object.defineProperty(Event.prototype, 'timeStamp', { get: () => now });
    (window as HeldWindow).heldClock = {
      pass(ms) {
        const until = now + ms;
        runDue(until);
        now = until;
      },
      rest: () => runDue(now + longest),
      last: () => last,
    };
  });
}

/** Lets a moment pass; what has to happen in it happens. */
export async function passTime(page: Page, ms: number): Promise<void> {
  await page.evaluate((passed) => (window as HeldWindow).heldClock?.pass(passed), ms);
}

/** Rests until all that was typed is with the main process, and gives the text that it holds. */
export async function heldText(page: Page, name: string): Promise<string> {
  return page.evaluate(async (note) => {
    for (let turn = 0; turn < 50; turn++) {
      const ran = (window as HeldWindow).heldClock?.rest() ?? false;
      // Main answers in turn, so an edit that has just been sent is a part of the answer.
      const answer = await window.backrow.openNote({ name: note });
      if (!answer.ok) throw new Error(`${note} cannot be opened: ${answer.error.kind}`);
      if (!ran) return answer.value.text;
    }
    throw new Error(`${note} does not come to rest: ${(window as HeldWindow).heldClock?.last()}`);
  }, name);
}
