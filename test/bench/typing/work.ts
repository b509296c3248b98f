import type { Keyboard } from './keyboard.ts';
import type { TargetKeys } from './target.ts';

/** One kind of typing: a turn of it is a row of keys. */
export interface Work {
  readonly turns: number;
  /** Presses what belongs to one turn, the first of which is 0. */
  readonly press: (keyboard: Keyboard, turn: number, keys: TargetKeys) => Promise<void>;
}

export const LETTERS: Work = {
  turns: 32,
  press: (keyboard, turn) => keyboard.press('abcdefgh'.charAt(turn % 8)),
};

/** Lines that are begun: each Enter follows a letter, for on an empty item it means another thing. */
export const LINES: Work = {
  turns: 16,
  press: async (keyboard) => {
    await keyboard.press('Enter');
    await keyboard.press('k');
  },
};

export const TABS: Work = {
  turns: 16,
  press: (keyboard, turn, keys) => keyboard.press(turn % 2 === 0 ? keys.indent : keys.outdent),
};

export const MOVES: Work = {
  turns: 16,
  press: (keyboard, turn) => keyboard.press(turn % 2 === 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'),
};

export const ARROWS: Work = {
  turns: 16,
  press: (keyboard) => keyboard.press('ArrowDown'),
};

const IME_STEPS = ['き', 'きょ', 'きょう', '今日'] as const;

/** Four steps and a commit, again and again. */
export const COMPOSITIONS: Work = {
  turns: 20,
  press: async (keyboard, turn) => {
    const step = IME_STEPS[turn % (IME_STEPS.length + 1)];
    await (step === undefined ? keyboard.commit('今日') : keyboard.compose(step));
  },
};

/** All of it, in the order in which it is done. */
export const ALL_WORK: readonly Work[] = [LETTERS, LINES, TABS, MOVES, ARROWS, COMPOSITIONS];
