import { median, percentile95 } from '../figures.ts';
import type { Budget, Row } from '../row.ts';
import type { Costs } from './by-turns.ts';
import { ARROWS, COMPOSITIONS, LETTERS, LINES, MOVES, TABS, type Work } from './work.ts';

/** A figure of each turn in one window, in their order. */
export type Pick = (costs: Costs) => readonly number[];

/** A key and what it costs, turn by turn, in ms of CPU in all threads. */
export interface KeyRow {
  readonly words: string;
  readonly pick: Pick;
}

export const CHARACTER: KeyRow = {
  words: 'CPU per character',
  pick: (costs) => all(costs, LETTERS),
};

export const ENTER: KeyRow = {
  words: 'CPU per Enter',
  // A line that is begun is an Enter and a letter.
  pick: (costs) => difference(all(costs, LINES), all(costs, LETTERS)),
};

export const KEYS: readonly KeyRow[] = [
  CHARACTER,
  ENTER,
  { words: 'CPU per Tab', pick: (costs) => all(costs, TABS) },
  { words: 'CPU per arrow down', pick: (costs) => all(costs, ARROWS) },
  { words: 'CPU per item moved', pick: (costs) => all(costs, MOVES) },
];

export const IME: KeyRow = {
  words: 'CPU per step of an IME',
  pick: (costs) => all(costs, COMPOSITIONS),
};

/** What the design's own figures are of (DESIGN 4.1); the budget holds for all threads. */
export const PAGE_KEYS: readonly KeyRow[] = [
  {
    words: 'main thread while keys come, per character',
    pick: (costs) => page(costs, LETTERS),
  },
  {
    words: 'main thread while keys come, per Enter',
    pick: (costs) => difference(page(costs, LINES), page(costs, LETTERS)),
  },
];

/** One side of a comparison: its name and its windows, in the order of the rounds. */
export interface Side {
  readonly name: string;
  readonly windows: readonly Costs[];
}

/** A row of what two sides cost by turns, with the ratio of each turn. */
export function rowOfTurns(
  work: string,
  ours: Side,
  theirs: Side,
  pick: Pick,
  budget: Budget | null,
): Row {
  const raw = { ours: ours.windows.flatMap(pick), theirs: theirs.windows.flatMap(pick) };
  const yardstick = { name: theirs.name, figure: median(raw.theirs) };
  const ratios = raw.ours.map((figure, turn) => figure / (raw.theirs[turn] ?? Number.NaN));
  return { work, unit: 'ms', figure: median(raw.ours), yardstick, budget, raw, ratios };
}

/** A row of how long letters take to the frame that shows them, at most for 95 of 100. */
export function rowOfPaints(work: string, ours: Side, theirs: Side, budget: Budget | null): Row {
  const paints = ({ windows }: Side) =>
    windows.flatMap((costs) => (costs.get(LETTERS) ?? []).flatMap((turn) => turn.paints));
  const raw = { ours: paints(ours), theirs: paints(theirs) };
  const yardstick = { name: theirs.name, figure: percentile95(raw.theirs) };
  return { work, unit: 'ms', figure: percentile95(raw.ours), yardstick, budget, raw };
}

function all(costs: Costs, work: Work): readonly number[] {
  return (costs.get(work) ?? []).map((turn) => turn.all);
}

function page(costs: Costs, work: Work): readonly number[] {
  return (costs.get(work) ?? []).map((turn) => turn.page);
}

function difference(lines: readonly number[], letters: readonly number[]): readonly number[] {
  return lines.map((line, turn) => line - (letters[turn] ?? Number.NaN));
}
