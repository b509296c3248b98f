/** Time, as a port: tests turn it by hand. */
export interface Clock {
  readonly now: () => number;
  /** Calls once after a while and returns what calls it off. */
  readonly after: (delayMs: number, call: () => void) => () => void;
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
