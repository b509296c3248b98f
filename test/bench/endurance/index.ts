import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession } from '@playwright/test';
import { outlineText } from '../machine/outline-text.ts';
import type { BenchOptions, BenchResult, Row } from '../row.ts';
import { startBackrow } from '../typing/backrow.ts';
import { Keyboard } from '../typing/keyboard.ts';

const ITEMS = 1000;
/** An hour of somebody who writes ten letters a second and never rests. */
const KEYS = 36_000;
/** Letters, then as many deleted: the note is as long at the end as it was at the beginning. */
const RUN = 12;
const PAUSE_MS = 4;
/** Past this share of the keys the undo history is full, and all that is kept has its size. */
const WARM_SHARE = 1 / 4;
const TRIAL_KEYS = 2400;

/** What the window holds after tens of thousands of keys, beside what it held when undo was full. */
export async function run({ trial }: BenchOptions): Promise<BenchResult> {
  const keys = trial ? TRIAL_KEYS : KEYS;
  const warmKeys = keys * WARM_SHARE;
  const target = await startBackrow(outlineText(ITEMS), ITEMS / 2);
  try {
    await target.open();
    await pause(2000);
    await target.caretToMiddle();
    const keyboard = new Keyboard(target.session);
    const heaps: number[] = [];
    for (let pressed = 0; pressed <= keys; pressed += warmKeys) {
      if (pressed > 0) await type(keyboard, warmKeys);
      await pause(3000);
      heaps.push(await heapMiB(target.session));
    }
    const row: Row = {
      work: `heap of the window after ${keys} keys, ${ITEMS} items`,
      unit: 'MiB',
      figure: heaps.at(-1) ?? Number.NaN,
      yardstick: { name: `itself after ${warmKeys} keys`, figure: heaps[1] ?? Number.NaN },
      // So few keys do not fill the undo history.
      budget: trial ? null : { ratio: 1.05 },
      raw: { heaps },
    };
    return { name: 'endurance', rows: [row] };
  } finally {
    await target.close();
  }
}

async function type(keyboard: Keyboard, keys: number): Promise<void> {
  for (let key = 0; key < keys; key++) {
    const letter = 'abcdefghijkl'.charAt(key % RUN);
    await keyboard.press(Math.floor(key / RUN) % 2 === 0 ? letter : 'Backspace', PAUSE_MS);
  }
}

async function heapMiB(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}
