import { setTimeout as pause } from 'node:timers/promises';
import { cpuMs, treeMemoryMiB } from '../machine/processes.ts';
import { Keyboard } from './keyboard.ts';
import { takePaints, watchPaints } from './paints.ts';
import type { TypingTarget } from './target.ts';

/** What one visit to one editor gives. CPU figures are ms per key of the window's process. */
export interface TypingFigures {
  /** From the wish to open the note to the frame of the first key in it. */
  readonly openMs: number;
  readonly character: number;
  readonly enter: number;
  readonly tab: number;
  readonly down: number;
  readonly move: number;
  /** Per step of a composition. */
  readonly ime: number;
  readonly memoryMiB: number;
  /** Each typed character, from key to painted frame, in ms. */
  readonly paints: readonly number[];
}

const SETTLE_MS = 2000;
const IDLE_MS = 1500;
/** What an editor puts off until nobody types is paid for too. */
const AFTERMATH_MS = 1000;

/** Opens the note, types into its middle, and says what it cost. */
export async function measureTyping(target: TypingTarget): Promise<TypingFigures> {
  const keyboard = new Keyboard(target.session);
  await watchPaints(target.page);
  const shownMs = await target.open();
  await keyboard.press('a');
  const [firstKeyMs = Number.NaN] = await takePaints(target.page);
  await pause(SETTLE_MS);
  await target.caretToMiddle();
  await pause(SETTLE_MS);
  const meter = await startMeter(target.windowPid);
  await takePaints(target.page);
  const character = await meter.perKey(60, (turn) => keyboard.press('abcdefgh'.charAt(turn % 8)));
  const paints = await takePaints(target.page);
  const figures = await measureOutline(target, keyboard, meter, character);
  const ime = await meter.perKey(40, (turn) => imeStep(keyboard, turn));
  const memoryMiB = treeMemoryMiB(target.rootPid);
  return { openMs: shownMs + firstKeyMs, character, ...figures, ime, memoryMiB, paints };
}

/** The keys of an outline. Each Enter follows a letter, for on an empty item it means another thing. */
async function measureOutline(
  { keys }: TypingTarget,
  keyboard: Keyboard,
  meter: Meter,
  character: number,
): Promise<Pick<TypingFigures, 'enter' | 'tab' | 'down' | 'move'>> {
  const pair = await meter.perKey(30, async () => {
    await keyboard.press('Enter');
    await keyboard.press('k');
  });
  const tab = await meter.perKey(30, (turn) =>
    keyboard.press(turn % 2 === 0 ? keys.indent : keys.outdent),
  );
  const move = await meter.perKey(30, (turn) =>
    keyboard.press(turn % 2 === 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'),
  );
  const down = await meter.perKey(40, () => keyboard.press('ArrowDown'));
  return { enter: pair - character, tab, down, move };
}

const IME_STEPS = ['き', 'きょ', 'きょう', '今日'] as const;

/** Four steps and a commit, again and again. */
async function imeStep(keyboard: Keyboard, turn: number): Promise<void> {
  const step = IME_STEPS[turn % (IME_STEPS.length + 1)];
  await (step === undefined ? keyboard.commit('今日') : keyboard.compose(step));
}

/** Counts the CPU time of one process. */
export interface Meter {
  /** CPU per turn in ms, with all that follows within a second, without what idling costs. */
  readonly perKey: (turns: number, press: (turn: number) => Promise<void>) => Promise<number>;
}

export async function startMeter(pid: number): Promise<Meter> {
  const idleBegun = { atMs: performance.now(), cpu: cpuMs(pid) };
  await pause(IDLE_MS);
  const idleShare = (cpuMs(pid) - idleBegun.cpu) / (performance.now() - idleBegun.atMs);
  return {
    perKey: async (turns, press) => {
      const begun = { atMs: performance.now(), cpu: cpuMs(pid) };
      for (let turn = 0; turn < turns; turn++) await press(turn);
      await pause(AFTERMATH_MS);
      const idle = idleShare * (performance.now() - begun.atMs);
      return (cpuMs(pid) - begun.cpu - idle) / turns;
    },
  };
}
