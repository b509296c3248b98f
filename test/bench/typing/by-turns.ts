import { setTimeout as pause } from 'node:timers/promises';
import { type KeyCost, type Meter, startMeter } from '../machine/meter.ts';
import { Keyboard } from './keyboard.ts';
import { takePaints, watchPaints } from './paints.ts';
import type { TypingTarget } from './target.ts';
import type { Work } from './work.ts';

const SETTLE_MS = 2000;
const REST_MS = 400;

/** What a turn of one kind of work cost in one window. */
export interface TurnCost extends KeyCost {
  /** Each key, from its time stamp to its painted frame, in ms. */
  readonly paints: readonly number[];
}

/** What each kind of work cost in one window, turn by turn. */
export type Costs = ReadonlyMap<Work, readonly TurnCost[]>;

/**
 * Does the same work in several windows, by turns; gives what it cost in each, in their order.
 *
 * All are open at once and a turn takes two or three seconds, so that whatever else the computer
 * does meets all of them: measured minutes apart, the same build cost up to a quarter more or less than
 * itself. A first turn of each is done and dropped: it runs code that is compiled for it.
 */
export async function workByTurns(
  starts: readonly (() => Promise<TypingTarget>)[],
  works: readonly Work[],
  turns: number,
): Promise<readonly Costs[]> {
  const windows: TypingWindow[] = [];
  try {
    for (const start of starts) windows.push(await openWindow(await start()));
    for (let turn = 0; turn <= turns; turn++) {
      // None is always the one that comes after the same other's aftermath.
      const order = turn % 2 === 0 ? windows : windows.toReversed();
      for (const window of order) await toNewPlace(window);
      for (const work of works)
        for (const window of order) {
          const cost = await doTurn(window, work);
          if (turn > 0) window.costs.set(work, [...(window.costs.get(work) ?? []), cost]);
        }
    }
    return windows.map(({ costs }) => costs);
  } finally {
    for (const { target } of windows) await target.close();
  }
}

interface TypingWindow {
  readonly target: TypingTarget;
  readonly keyboard: Keyboard;
  readonly meter: Meter;
  readonly costs: Map<Work, readonly TurnCost[]>;
}

async function openWindow(target: TypingTarget): Promise<TypingWindow> {
  await watchPaints(target.page);
  await target.open();
  await pause(SETTLE_MS);
  await target.caretToMiddle();
  await pause(SETTLE_MS);
  const meter = await startMeter(target.windowPid);
  return { target, keyboard: new Keyboard(target.session), meter, costs: new Map() };
}

/** Each turn begins at the end of another line, so that no line gets long. */
async function toNewPlace({ target, keyboard }: TypingWindow): Promise<void> {
  await target.page.bringToFront();
  await pause(REST_MS);
  await keyboard.press('ArrowDown');
  await keyboard.press('End');
}

async function doTurn({ target, keyboard, meter }: TypingWindow, work: Work): Promise<TurnCost> {
  const { page, keys } = target;
  await page.bringToFront();
  await pause(REST_MS);
  await takePaints(page);
  const cost = await meter.perKey(work.turns, (turn) => work.press(keyboard, turn, keys));
  return { ...cost, paints: await takePaints(page) };
}
