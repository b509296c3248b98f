import { setTimeout as pause } from 'node:timers/promises';
import { cpuMs, firstThreadMs, treeMemoryMiB } from '../machine/processes.ts';
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
  /** The same of the page's own thread, and only until the last key's frame. */
  readonly pageCharacter: number;
  readonly pageEnter: number;
  readonly memoryMiB: number;
  /** Each typed character, from key to painted frame, in ms. */
  readonly paints: readonly number[];
}

const SETTLE_MS = 2000;
const IDLE_MS = 1500;
/** What an editor puts off until nobody types is paid for too. */
const AFTERMATH_MS = 1000;

/**
 * Opens the note, types into its middle, and says what it cost.
 *
 * `again` measures letters and Enter a second time when all else is done, in the reverse order, and
 * takes the mean: an Enter is a difference, and what got slower or faster meanwhile falls out of it.
 */
export async function measureTyping(target: TypingTarget, again = false): Promise<TypingFigures> {
  const keyboard = new Keyboard(target.session);
  await watchPaints(target.page);
  const shownMs = await target.open();
  await keyboard.press('a');
  const [firstKeyMs = Number.NaN] = await takePaints(target.page);
  await pause(SETTLE_MS);
  await target.caretToMiddle();
  await pause(SETTLE_MS);
  const meter = await startMeter(target.windowPid);
  const lines = new Lines(target, keyboard, meter);
  await lines.letters();
  await lines.pairs();
  const figures = await measureOutline(target, keyboard, meter);
  const ime = (await meter.perKey(40, (turn) => imeStep(keyboard, turn))).all;
  const memoryMiB = treeMemoryMiB(target.rootPid);
  if (again) {
    await keyboard.press('ArrowDown');
    await keyboard.press('End');
    await pause(SETTLE_MS);
    await lines.pairs();
    await lines.letters();
  }
  return { openMs: shownMs + firstKeyMs, ...lines.figures(), ...figures, ime, memoryMiB };
}

/**
 * Letters, and lines that are begun with Enter and a letter.
 *
 * Each Enter follows a letter, for on an empty item it means another thing.
 */
class Lines {
  readonly #target: TypingTarget;
  readonly #keyboard: Keyboard;
  readonly #meter: Meter;
  readonly #letters: KeyCost[] = [];
  readonly #pairs: KeyCost[] = [];
  readonly #paints: number[] = [];

  constructor(target: TypingTarget, keyboard: Keyboard, meter: Meter) {
    this.#target = target;
    this.#keyboard = keyboard;
    this.#meter = meter;
  }

  async letters(): Promise<void> {
    await takePaints(this.#target.page);
    const press = (turn: number) => this.#keyboard.press('abcdefgh'.charAt(turn % 8));
    this.#letters.push(await this.#meter.perKey(60, press));
    this.#paints.push(...(await takePaints(this.#target.page)));
  }

  async pairs(): Promise<void> {
    const press = async () => {
      await this.#keyboard.press('Enter');
      await this.#keyboard.press('k');
    };
    this.#pairs.push(await this.#meter.perKey(30, press));
  }

  figures() {
    const character = mean(this.#letters.map(({ all }) => all));
    const pageCharacter = mean(this.#letters.map(({ page }) => page));
    return {
      character,
      enter: mean(this.#pairs.map(({ all }) => all)) - character,
      pageCharacter,
      pageEnter: mean(this.#pairs.map(({ page }) => page)) - pageCharacter,
      paints: this.#paints,
    };
  }
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

/** The other keys of an outline. */
async function measureOutline(
  { keys }: TypingTarget,
  keyboard: Keyboard,
  meter: Meter,
): Promise<Pick<TypingFigures, 'tab' | 'down' | 'move'>> {
  const tab = await meter.perKey(30, (turn) =>
    keyboard.press(turn % 2 === 0 ? keys.indent : keys.outdent),
  );
  const move = await meter.perKey(30, (turn) =>
    keyboard.press(turn % 2 === 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'),
  );
  const down = await meter.perKey(40, () => keyboard.press('ArrowDown'));
  return { tab: tab.all, down: down.all, move: move.all };
}

const IME_STEPS = ['き', 'きょ', 'きょう', '今日'] as const;

/** Four steps and a commit, again and again. */
async function imeStep(keyboard: Keyboard, turn: number): Promise<void> {
  const step = IME_STEPS[turn % (IME_STEPS.length + 1)];
  await (step === undefined ? keyboard.commit('今日') : keyboard.compose(step));
}

/** The CPU of one turn, in ms. */
export interface KeyCost {
  /** In all threads, with all that follows within a second, without what idling costs. */
  readonly all: number;
  /** In the process's first thread, until the last key's frame. */
  readonly page: number;
}

/** Counts the CPU time of one process. */
export interface Meter {
  readonly perKey: (turns: number, press: (turn: number) => Promise<void>) => Promise<KeyCost>;
}

export async function startMeter(pid: number): Promise<Meter> {
  const idleBegun = { atMs: performance.now(), cpu: cpuMs(pid) };
  await pause(IDLE_MS);
  const idleShare = (cpuMs(pid) - idleBegun.cpu) / (performance.now() - idleBegun.atMs);
  return {
    perKey: async (turns, press) => {
      const begun = { atMs: performance.now(), cpu: cpuMs(pid), page: firstThreadMs(pid) };
      for (let turn = 0; turn < turns; turn++) await press(turn);
      const page = firstThreadMs(pid) - begun.page;
      await pause(AFTERMATH_MS);
      const idle = idleShare * (performance.now() - begun.atMs);
      return { all: (cpuMs(pid) - begun.cpu - idle) / turns, page: page / turns };
    },
  };
}
