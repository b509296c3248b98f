import { setTimeout as pause } from 'node:timers/promises';
import { Keyboard } from '../typing/keyboard.ts';
import { takePaints, watchPaints } from '../typing/paints.ts';
import type { TypingTarget } from '../typing/target.ts';

/** About a second and a half: whatever else the computer does meets both. */
const TURN_KEYS = 24;
const TURNS = 8;
const SETTLE_MS = 3000;
const REST_MS = 400;

/**
 * How long letters take to the frame that shows them in each of several windows, in ms, by turns.
 *
 * All are open at once and a turn is short. The 95th of a hundred keys is what the computer did beside
 * them as much as what the window did: measured minutes apart, the same build gave 0.5 to 1.9 times
 * itself. A first turn of each is dropped.
 */
export async function paintsByTurns(
  starts: readonly (() => Promise<TypingTarget>)[],
): Promise<readonly (readonly number[])[]> {
  const targets: TypingTarget[] = [];
  try {
    for (const start of starts) targets.push(await open(await start()));
    const paints = targets.map(() => [] as number[]);
    for (let turn = 0; turn <= TURNS; turn++) {
      const order = [...targets.entries()];
      // Neither is always the one that comes after the other's aftermath.
      for (const [index, target] of turn % 2 === 0 ? order : order.toReversed()) {
        const taken = await typeTurn(target);
        if (turn > 0) paints[index]?.push(...taken);
      }
    }
    return paints;
  } finally {
    for (const target of targets) await target.close();
  }
}

async function open(target: TypingTarget): Promise<TypingTarget> {
  await watchPaints(target.page);
  await target.open();
  await pause(SETTLE_MS);
  await target.caretToMiddle();
  await pause(SETTLE_MS);
  return target;
}

async function typeTurn({ page, session }: TypingTarget): Promise<readonly number[]> {
  const keyboard = new Keyboard(session);
  await page.bringToFront();
  await pause(REST_MS);
  await takePaints(page);
  for (let key = 0; key < TURN_KEYS; key++) await keyboard.press('abcdefgh'.charAt(key % 8));
  // The last frame, and the save that follows the last key, belong to this turn.
  await pause(REST_MS * 2);
  return takePaints(page);
}
