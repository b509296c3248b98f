import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { median, percentile95 } from '../figures.ts';
import { outlineText } from '../machine/outline-text.ts';
import { treeMemoryMiB } from '../machine/processes.ts';
import type { BenchOptions, BenchResult, Budget, Row } from '../row.ts';
import { buildYardstick } from '../yardstick/build.ts';
import { startBackrow } from './backrow.ts';
import { startCodeMirror, startYardstick } from './codemirror.ts';
import { measureTyping, type TypingFigures } from './measure.ts';
import { startPrototype } from './prototype.ts';
import type { TypingTarget } from './target.ts';

const SIZES = [100, 1000, 10_000] as const;
const LARGEST = 10_000;
/** The size that the largest one's cost is compared with: what grows with the note is a defect. */
const GROWTH_FROM = 1000;

type CpuKey = 'character' | 'enter' | 'tab' | 'down' | 'move' | 'ime';

const WORK: readonly { readonly key: CpuKey; readonly words: string }[] = [
  { key: 'character', words: 'CPU per character' },
  { key: 'enter', words: 'CPU per Enter' },
  { key: 'tab', words: 'CPU per Tab' },
  { key: 'down', words: 'CPU per arrow down' },
  { key: 'move', words: 'CPU per item moved' },
  { key: 'ime', words: 'CPU per step of an IME' },
];

/** What the design's own figures are of (DESIGN 4.1); the budget holds for all threads. */
const PAGE_WORK = [
  { key: 'pageCharacter', words: 'main thread while keys come, per character' },
  { key: 'pageEnter', words: 'main thread while keys come, per Enter' },
] as const;

/** Both editors' visits at one size, in the order of the rounds. */
interface Visits {
  readonly ours: TypingFigures[];
  readonly theirs: TypingFigures[];
  /** The bare prototype's, at the largest size only. */
  readonly bare: TypingFigures[];
}

/** Typing into Backrow and into CodeMirror 6, in the same Electron, by turns. */
export async function run({ rounds, trial }: BenchOptions): Promise<BenchResult> {
  const yardstick = await buildYardstick();
  try {
    const visits = new Map(
      SIZES.map((size) => [size, { ours: [], theirs: [], bare: [] } as Visits]),
    );
    const bare: number[] = [];
    for (let round = trial ? 1 : 0; round <= rounds; round++) {
      for (const [size, both] of visits) await visitBoth(yardstick, size, both, round > 0);
      const memory = await bareMemory(yardstick);
      if (round > 0) bare.push(memory);
      console.error(`typing: round ${round} of ${rounds}`);
    }
    return { name: 'typing', rows: [...tableRows(visits), ...memoryRows(visits, bare)], remarks };
  } finally {
    rmSync(yardstick, { recursive: true, force: true, maxRetries: 5 });
  }
}

const remarks = [
  'CPU: all of the window process until 1 s after the last key, idling subtracted; 60 ms between keys.',
];

async function visitBoth(
  yardstick: string,
  size: number,
  { ours, theirs, bare }: Visits,
  counts: boolean,
): Promise<void> {
  const text = outlineText(size);
  const middle = Math.floor(size / 2) + 3;
  const isLargest = size === LARGEST;
  const backrow = await visit(() => startBackrow(text, middle), isLargest);
  const codeMirror = await visit(() => startCodeMirror(yardstick, text, middle), isLargest);
  const lexical = isLargest
    ? await visit(() => startPrototype(yardstick, text, middle), isLargest)
    : null;
  if (!counts) return;
  ours.push(backrow);
  theirs.push(codeMirror);
  if (lexical !== null) bare.push(lexical);
}

export async function visit(
  start: () => Promise<TypingTarget>,
  again = false,
): Promise<TypingFigures> {
  const target = await start();
  try {
    return await measureTyping(target, again);
  } finally {
    await target.close();
  }
}

/** The memory of an Electron that shows next to nothing. */
export async function bareMemory(yardstick: string): Promise<number> {
  const app = await startYardstick(yardstick, 'bare');
  try {
    await app.firstWindow();
    await pause(2000);
    return treeMemoryMiB(await app.evaluate(() => process.pid));
  } finally {
    await app.close();
  }
}

function tableRows(visits: ReadonlyMap<number, Visits>): Row[] {
  const rows: Row[] = [];
  for (const [size, both] of visits) {
    const items = `${size} items`;
    const isLargest = size === LARGEST;
    for (const { key, words } of WORK) {
      const budget = isLargest && key !== 'ime' ? { ratio: 0.5 } : null;
      rows.push(compare(`${words}, ${items}`, both, (figures) => [figures[key]], budget));
    }
    if (isLargest)
      for (const { key, words } of PAGE_WORK)
        rows.push(compare(`${words}, ${items}`, both, (figures) => [figures[key]], null));
    const paintBudget = isLargest ? { ratio: 0.6 } : null;
    const paint = `key to paint p95, ${items}`;
    rows.push(compare(paint, both, ({ paints }) => paints, paintBudget, percentile95));
    const openBudget = isLargest ? { ratio: 4, most: 1000 } : null;
    rows.push(compare(`open to first key, ${items}`, both, ({ openMs }) => [openMs], openBudget));
  }
  return [...rows, ...bareRows(visits), ...growthRows(visits)];
}

/** What the prototype costs beside CodeMirror: the share that is the browser's and Lexical's own. */
function bareRows(visits: ReadonlyMap<number, Visits>): Row[] {
  const both = visits.get(LARGEST);
  if (both === undefined) return [];
  return [...WORK, ...PAGE_WORK].map(({ key, words }) => {
    const raw = {
      prototype: both.bare.map((figures) => figures[key]),
      codemirror: both.theirs.map((figures) => figures[key]),
    };
    const yardstick = { name: 'CodeMirror 6', figure: median(raw.codemirror) };
    const work = `${words}, ${LARGEST} items, bare Lexical prototype`;
    return { work, unit: 'ms', figure: median(raw.prototype), yardstick, budget: null, raw };
  });
}

function compare(
  work: string,
  { ours, theirs }: Visits,
  pick: (figures: TypingFigures) => readonly number[],
  budget: Budget | null,
  summarise = median,
): Row {
  const raw = { backrow: ours.flatMap(pick), codemirror: theirs.flatMap(pick) };
  const yardstick = { name: 'CodeMirror 6', figure: summarise(raw.codemirror) };
  return { work, unit: 'ms', figure: summarise(raw.backrow), yardstick, budget, raw };
}

function growthRows(visits: ReadonlyMap<number, Visits>): Row[] {
  const figureAt = (size: number, key: CpuKey): number =>
    median(visits.get(size)?.ours.map((figures) => figures[key]) ?? []);
  return WORK.map(({ key, words }) => ({
    work: `${words}, growth from ${GROWTH_FROM} to ${LARGEST} items`,
    unit: 'ms',
    figure: figureAt(LARGEST, key),
    yardstick: { name: `Backrow, ${GROWTH_FROM} items`, figure: figureAt(GROWTH_FROM, key) },
    budget: { ratio: 1.15 },
  }));
}

function memoryRows(visits: ReadonlyMap<number, Visits>, bare: readonly number[]): Row[] {
  const figure = median(bare);
  return [...visits].map(([size, { ours }]) => {
    const raw = { backrow: ours.map(({ memoryMiB }) => memoryMiB), bare: [...bare] };
    return {
      work: `memory after typing, ${size} items`,
      unit: 'MiB',
      figure: median(raw.backrow),
      yardstick: { name: 'bare Electron', figure },
      budget: size === LARGEST ? { ratio: 1.5 } : null,
      raw,
    };
  });
}
