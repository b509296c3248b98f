import { setTimeout as pause } from 'node:timers/promises';
import { treeMemoryMiB } from '../machine/processes.ts';
import { startYardstick } from './codemirror.ts';
import { Keyboard } from './keyboard.ts';
import { takePaints, watchPaints } from './paints.ts';
import type { TypingTarget } from './target.ts';
import { ALL_WORK } from './work.ts';

const SETTLE_MS = 2000;

/** What a visit to one window gives while no other one is open. */
export interface AloneFigures {
  /** From the wish to open the note to the frame of the first key in it. */
  readonly openMs: number;
  /** Of all processes, after a turn of all work. */
  readonly memoryMiB: number;
}

/** Opens the note, types into its middle, and says how long opening took and what memory it has. */
export async function visitAlone(start: () => Promise<TypingTarget>): Promise<AloneFigures> {
  const target = await start();
  try {
    const keyboard = new Keyboard(target.session);
    await watchPaints(target.page);
    const shownMs = await target.open();
    await keyboard.press('a');
    const [firstKeyMs = Number.NaN] = await takePaints(target.page);
    await pause(SETTLE_MS);
    await target.caretToMiddle();
    await pause(SETTLE_MS);
    for (const { turns, press } of ALL_WORK)
      for (let turn = 0; turn < turns; turn++) await press(keyboard, turn, target.keys);
    await pause(SETTLE_MS);
    return { openMs: shownMs + firstKeyMs, memoryMiB: treeMemoryMiB(target.rootPid) };
  } finally {
    await target.close();
  }
}

/** The memory of an Electron that shows next to nothing. */
export async function bareMemory(yardstick: string): Promise<number> {
  const app = await startYardstick(yardstick, 'bare');
  try {
    await app.firstWindow();
    await pause(SETTLE_MS);
    return treeMemoryMiB(await app.evaluate(() => process.pid));
  } finally {
    await app.close();
  }
}
