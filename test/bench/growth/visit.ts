import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { untilOnDisk } from '../actions/in-page.ts';
import { median } from '../figures.ts';
import { startMeter } from '../machine/meter.ts';
import { outlineText } from '../machine/outline-text.ts';
import { BIG, FIRST, showNote, startBackrow } from '../typing/backrow.ts';
import { Keyboard } from '../typing/keyboard.ts';

/** What one visit gives, in ms. */
export interface GrowthFigures {
  /** From the click to the frame that shows the note for the first time. */
  readonly open: number;
  /** The same for a note that is open already, seen again after another one. */
  readonly switch: number;
  /** From a key to the moment its text is durable. */
  readonly durable: number;
  /** CPU per letter of the window's process, with all that follows. */
  readonly window: number;
  /** CPU per letter of the main process: taking edits, journal, saves, what the list needs. */
  readonly main: number;
}

const SETTLE_MS = 2000;
const SWITCHES = 5;
const SAVES = 5;
const LETTERS = 60;

/** Works in a note of so many items in a notebook of so many notes. */
export async function visitSize(items: number, notes: number): Promise<GrowthFigures> {
  const middle = Math.floor(items / 2) + 3;
  const target = await startBackrow(outlineText(items), middle, (folder) =>
    addNotes(folder, notes),
  );
  const { page, session, rootPid, windowPid } = target;
  try {
    await pause(SETTLE_MS);
    const open = await target.open();
    await pause(SETTLE_MS);
    await target.caretToMiddle();
    const switches: number[] = [];
    for (let turn = 0; turn < SWITCHES; turn++) {
      await showNote(page, FIRST);
      await pause(500);
      switches.push(await showNote(page, BIG));
      await pause(500);
    }
    await target.caretToMiddle();
    await pause(SETTLE_MS);
    const keyboard = new Keyboard(session);
    const type = (turn: number) => keyboard.press('abcdefgh'.charAt(turn % 8));
    const window = (await (await startMeter(windowPid)).perKey(LETTERS, type)).all;
    const main = (await (await startMeter(rootPid)).perKey(LETTERS, type)).all;
    const saves: number[] = [];
    for (let turn = 0; turn < SAVES; turn++) {
      const durable = page.evaluate(untilOnDisk);
      // Only then does the page listen for the key.
      await page.evaluate(() => undefined);
      await keyboard.press('k');
      saves.push(await durable);
      await pause(700);
    }
    return { open, switch: median(switches), durable: median(saves), window, main };
  } finally {
    await target.close();
  }
}

const DAY_MS = 86_400_000;

/** Older notes than those that are worked in, which stay at the top of the list. */
function addNotes(notebook: string, notes: number): void {
  const folder = join(notebook, 'earlier');
  mkdirSync(folder);
  const text = outlineText(60);
  for (let note = 0; note < notes; note++) {
    const day = new Date(Date.UTC(1985, 0, 1) + note * DAY_MS).toISOString().slice(0, 10);
    writeFileSync(join(folder, `${day}-meetup.md`), `Meetup ${note}\n=====\n\n${day}\n\n${text}`);
  }
}
