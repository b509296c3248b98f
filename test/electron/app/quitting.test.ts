import { describe, expect, it } from 'vitest';
import { createQuitting, type Quitting } from '../../../electron/app/quitting.ts';
import type { DiskError } from '../../../electron/notebook/errno.ts';
import { handTurnedClock } from '../hand-turned-clock.ts';

interface World {
  readonly quitting: Quitting;
  readonly steps: string[];
  /** Settles when the app has ended, or turned the request down. */
  readonly settled: () => Promise<void>;
}

interface Options {
  readonly hasPage: boolean;
  readonly unsaved?: DiskError;
  /** What breaks off with a mistake of ours. */
  readonly broken?: 'save' | 'end';
}

function world(options: Options): World {
  const steps: string[] = [];
  let settle: () => void = () => undefined;
  const quitting = createQuitting({
    askWindow: () => {
      steps.push('ask');
      return options.hasPage;
    },
    flush: async () => {
      steps.push('save');
      if (options.broken === 'save') throw new Error('no notebook');
      // What follows the answer runs in the next turns; a refusal has no other sign.
      if (options.unsaved !== undefined) setTimeout(() => settle(), 20);
      return options.unsaved ?? null;
    },
    end: async () => {
      steps.push('end');
      if (options.broken === 'end') throw new Error('a log that cannot be read');
    },
    onMistake: (thrown) => {
      steps.push(`mistake: ${thrown instanceof Error ? thrown.message : ''}`);
    },
    onRefused: (waits) => void steps.push(`told: ${waits}`),
    onRefusalOver: () => void steps.push('told no more'),
    quit: () => {
      steps.push('quit');
      settle();
    },
  });
  const settled = (): Promise<void> =>
    new Promise((resolve) => {
      settle = resolve;
    });
  return { quitting, steps, settled };
}

describe('quitting', () => {
  it('waits for the window, then for the disk, then ends', async () => {
    const { quitting, steps, settled } = world({ hasPage: true });
    const done = settled();
    expect(quitting.request()).toBe(false);
    expect(quitting.request()).toBe(false);
    expect(steps).toEqual(['ask']);
    quitting.windowFlushed(false);
    await done;
    expect(steps).toEqual(['ask', 'save', 'end', 'quit']);
    expect(quitting.request()).toBe(true);
  });

  it('does not wait for a page that is gone', async () => {
    const { quitting, steps, settled } = world({ hasPage: false });
    const done = settled();
    quitting.request();
    await done;
    expect(steps).toEqual(['ask', 'save', 'end', 'quit']);
  });

  it('goes on after three seconds without an answer of the page', async () => {
    const { quitting, steps, settled } = world({ hasPage: true });
    using clock = handTurnedClock();
    const done = settled();
    quitting.request();
    await clock.pass(2_999);
    expect(steps).toEqual(['ask']);
    await clock.pass(1);
    await done;
    expect(steps.at(-1)).toBe('quit');
  });

  it('waits for images that the window stores on a slow disk, one after the other', async () => {
    const { quitting, steps, settled } = world({ hasPage: true });
    using clock = handTurnedClock();
    const done = settled();
    quitting.request();
    for (let image = 0; image < 3; image++) {
      await clock.pass(1_000);
      const storing = quitting.whileStoring(new Promise((stored) => setTimeout(stored, 6_000)));
      await clock.pass(6_000);
      await storing;
    }
    expect(steps).toEqual(['ask']);
    quitting.windowFlushed(false);
    await clock.pass(0);
    await done;
    expect(steps).toEqual(['ask', 'save', 'end', 'quit']);
  });

  it('goes on when the disk does not take an image at all', async () => {
    const { quitting, steps, settled } = world({ hasPage: true });
    using clock = handTurnedClock();
    const done = settled();
    quitting.request();
    void quitting.whileStoring(new Promise(() => undefined));
    await clock.pass(3_000);
    await clock.pass(7_999);
    expect(steps).toEqual(['ask']);
    await clock.pass(1);
    await done;
    expect(steps.at(-1)).toBe('quit');
  });

  it('stays when notes cannot be saved, and goes when asked again', async () => {
    const unsaved: DiskError = { kind: 'disk-full', detail: 'full' };
    const { quitting, steps, settled } = world({ hasPage: false, unsaved });
    const refused = settled();
    quitting.request();
    await refused;
    expect(steps).toEqual(['ask', 'save', 'told: kept']);
    quitting.request();
    for (let again = settled(); !steps.includes('quit'); again = settled()) await again;
    expect(quitting.request()).toBe(true);
  });

  it('stays when the window keeps images that the disk refuses, and goes when asked again', async () => {
    const { quitting, steps, settled } = world({ hasPage: true });
    quitting.request();
    quitting.windowFlushed(true);
    // The first request is over when another one asks the window again.
    await expect
      .poll(() => {
        quitting.request();
        return steps;
      })
      .toEqual(['ask', 'save', 'told: in-window', 'ask']);
    const done = settled();
    quitting.windowFlushed(true);
    await done;
    expect(steps).toEqual(['ask', 'save', 'told: in-window', 'ask', 'save', 'end', 'quit']);
  });

  // The disk had room again since, and is full again: nobody has been told of that yet.
  it('stays again when the answer to the first request is long past, and says so no longer', async () => {
    const unsaved: DiskError = { kind: 'disk-full', detail: 'full' };
    const { quitting, steps } = world({ hasPage: false, unsaved });
    using clock = handTurnedClock();
    quitting.request();
    await clock.pass(59_999);
    expect(steps).toEqual(['ask', 'save', 'told: kept']);
    await clock.pass(1);
    quitting.request();
    await clock.pass(0);
    expect(steps.slice(3)).toEqual(['told no more', 'ask', 'save', 'told: kept']);
  });

  // Nobody could close the window any more.
  it.each([
    ['save', ['ask', 'save', 'mistake: no notebook', 'end', 'quit']],
    ['end', ['ask', 'save', 'end', 'mistake: a log that cannot be read', 'quit']],
  ] as const)('ends all the same where the step "%s" breaks off', async (broken, expected) => {
    const { quitting, steps, settled } = world({ hasPage: false, broken });
    const done = settled();
    quitting.request();
    await done;
    expect(steps).toEqual(expected);
    expect(quitting.request()).toBe(true);
  });
});
