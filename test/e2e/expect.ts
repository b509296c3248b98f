import { expect as base } from '@playwright/test';

/**
 * Milliseconds between two looks at what is awaited.
 *
 * Playwright's own grow to a second. What a journey awaits, the rest of the hands and then a file,
 * comes after half of one: it was seen up to half a second late, hundreds of times in a run.
 */
const INTERVALS = [20, 50, 100];

type Expect = typeof base;

/** The same with more looks: no condition and no timeout is another. */
function lookingOften(slow: Expect): Expect {
  const poll: Expect['poll'] = (actual, options) =>
    slow.poll(actual, {
      intervals: INTERVALS,
      ...(typeof options === 'string' ? { message: options } : options),
    });
  return new Proxy(slow, {
    get: (target, name) => {
      if (name === 'poll') return poll;
      return name === 'soft' ? lookingOften(target.soft as Expect) : Reflect.get(target, name);
    },
  });
}

/** Playwright's `expect`, which looks often at what it polls. */
export const expect = lookingOften(base);
