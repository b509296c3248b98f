import { vi } from 'vitest';

/** The clock of all timers, turned by hand: a limit is shown without a machine that has to be fast. */
export interface HandTurnedClock extends Disposable {
  /** Turns it on, and runs what falls due on the way. */
  readonly pass: (ms: number) => Promise<void>;
  /** Settles when something waits for the clock; files and processes go on by themselves meanwhile. */
  readonly awaited: () => Promise<void>;
}

/** Stops the clock until it is disposed of. */
export function handTurnedClock(): HandTurnedClock {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  return {
    pass: async (ms) => void (await vi.advanceTimersByTimeAsync(ms)),
    awaited: async () => {
      while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    },
    [Symbol.dispose]: () => void vi.useRealTimers(),
  };
}
