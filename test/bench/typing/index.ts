import { rmSync } from 'node:fs';
import { median } from '../figures.ts';
import { outlineText } from '../machine/outline-text.ts';
import type { BenchOptions, BenchResult, Budget, Row } from '../row.ts';
import { buildYardstick } from '../yardstick/build.ts';
import { type AloneFigures, bareMemory, visitAlone } from './alone.ts';
import { startBackrow } from './backrow.ts';
import { type Costs, workByTurns } from './by-turns.ts';
import { startCodeMirror } from './codemirror.ts';
import { startPageAlone } from './page-alone.ts';
import { startPrototype } from './prototype.ts';
import { IME, KEYS, type KeyRow, PAGE_KEYS, rowOfPaints, rowOfTurns, type Side } from './rows.ts';
import type { TypingTarget } from './target.ts';
import { ALL_WORK } from './work.ts';

const SIZES = [100, 1000, 10_000] as const;
const LARGEST = 10_000;
/** The size that the largest one's cost is compared with: what grows with the note is a defect. */
const GROWTH_FROM = 1000;
/** How many turns of a round count. */
const TURNS = 2;

/** An editor with a note of one size, and what was measured of it in the order of the rounds. */
interface Editor {
  readonly editor: 'backrow' | 'codemirror' | 'prototype' | 'page';
  readonly size: number;
  readonly start: () => Promise<TypingTarget>;
  readonly alone: AloneFigures[];
  readonly windows: Costs[];
}

/** Typing into Backrow and into CodeMirror 6, in the same Electron, by turns. */
export async function run({ rounds, trial }: BenchOptions): Promise<BenchResult> {
  const yardstick = await buildYardstick();
  try {
    const editors = editorsOf(yardstick);
    const bare: number[] = [];
    for (let round = trial ? 1 : 0; round <= rounds; round++) {
      const memory = await visitEach(editors, yardstick, round > 0);
      if (round === 0) continue;
      bare.push(memory);
      const turns = trial ? 1 : TURNS;
      const starts = editors.map(({ start }) => start);
      for (const [index, costs] of (await workByTurns(starts, ALL_WORK, turns)).entries())
        editors[index]?.windows.push(costs);
      console.error(`typing: round ${round} of ${rounds}`);
    }
    return { name: 'typing', rows: tableRows(editors, bare), remarks };
  } finally {
    rmSync(yardstick, { recursive: true, force: true, maxRetries: 5 });
  }
}

const remarks = [
  'CPU: all of the window process until 1 s after the last key, idling subtracted; 60 ms between keys.',
  'All windows are open at once and take short turns; in brackets the middle half of the turns.',
  'Opening and memory: one window after the other.',
];

function editorsOf(yardstick: string): readonly Editor[] {
  const none = () => ({ alone: [], windows: [] });
  const ofSizes = SIZES.flatMap((size): readonly Editor[] => {
    const text = outlineText(size);
    const middle = middleOf(size);
    return [
      { editor: 'backrow', size, start: () => startBackrow(text, middle), ...none() },
      {
        editor: 'codemirror',
        size,
        start: () => startCodeMirror(yardstick, text, middle),
        ...none(),
      },
    ];
  });
  const text = outlineText(LARGEST);
  const middle = middleOf(LARGEST);
  const prototype = () => startPrototype(yardstick, text, middle);
  const page = () => startPageAlone(yardstick, text, middle);
  return [
    ...ofSizes,
    { editor: 'prototype', size: LARGEST, start: prototype, ...none() },
    { editor: 'page', size: LARGEST, start: page, ...none() },
  ];
}

function middleOf(size: number): number {
  return Math.floor(size / 2) + 3;
}

/** One visit to each, alone; gives the memory of a bare window. */
async function visitEach(
  editors: readonly Editor[],
  yardstick: string,
  counts: boolean,
): Promise<number> {
  for (const { editor, start, alone } of editors) {
    if (editor === 'prototype' || editor === 'page') continue;
    const figures = await visitAlone(start);
    if (counts) alone.push(figures);
  }
  return bareMemory(yardstick);
}

function tableRows(editors: readonly Editor[], bare: readonly number[]): Row[] {
  const find = (editor: Editor['editor'], size: number): Editor => {
    const found = editors.find((one) => one.editor === editor && one.size === size);
    if (found === undefined) throw new Error(`no ${editor} with ${size} items`);
    return found;
  };
  const codeMirror = (size: number): Side => side('CodeMirror 6', find('codemirror', size));
  const rows = SIZES.flatMap((size) =>
    sizeRows(size, find('backrow', size), find('codemirror', size)),
  );
  const ours = side('Backrow', find('backrow', LARGEST));
  const prototype = side('prototype', find('prototype', LARGEST));
  const page = side('page', find('page', LARGEST));
  const small = side(`Backrow, ${GROWTH_FROM} items`, find('backrow', GROWTH_FROM));
  const keys = [...KEYS, IME];
  return [
    ...rows,
    // What the prototype costs beside CodeMirror: the share that is the browser's and Lexical's own.
    ...[...keys, ...PAGE_KEYS].map(({ words, pick }) =>
      rowOfTurns(`${words}, bare Lexical prototype`, prototype, codeMirror(LARGEST), pick, null),
    ),
    // And without any editor: the share that is the browser's own.
    ...[...keys, ...PAGE_KEYS].map(({ words, pick }) =>
      rowOfTurns(`${words}, page without an editor`, page, codeMirror(LARGEST), pick, null),
    ),
    ...[...keys, ...PAGE_KEYS].map(({ words, pick }) =>
      rowOfTurns(`${words}, beside the prototype`, ours, prototype, pick, null),
    ),
    ...keys.map(({ words, pick }) => {
      const work = `${words}, growth from ${GROWTH_FROM} to ${LARGEST} items`;
      return rowOfTurns(work, ours, small, pick, { ratio: 1.15 });
    }),
    ...SIZES.map((size) => memoryRow(find('backrow', size), bare)),
  ];
}

function side(name: string, { windows }: Editor): Side {
  return { name, windows };
}

function sizeRows(size: number, backrow: Editor, codeMirror: Editor): Row[] {
  const items = `${size} items`;
  const ours = side('Backrow', backrow);
  const theirs = side('CodeMirror 6', codeMirror);
  const ifLargest = (budget: Budget) => (size === LARGEST ? budget : null);
  const row = ({ words, pick }: KeyRow, budget: Budget | null) =>
    rowOfTurns(`${words}, ${items}`, ours, theirs, pick, budget);
  return [
    ...KEYS.map((key) => row(key, ifLargest({ ratio: 0.5 }))),
    row(IME, null),
    ...(size === LARGEST ? PAGE_KEYS.map((key) => row(key, null)) : []),
    rowOfPaints(`key to paint p95, ${items}`, ours, theirs, ifLargest({ ratio: 0.6 })),
    openRow(items, backrow, codeMirror, ifLargest({ ratio: 4, most: 1000 })),
  ];
}

function openRow(items: string, ours: Editor, theirs: Editor, budget: Budget | null): Row {
  const openMs = ({ alone }: Editor) => alone.map((figures) => figures.openMs);
  const raw = { ours: openMs(ours), theirs: openMs(theirs) };
  const yardstick = { name: 'CodeMirror 6', figure: median(raw.theirs) };
  const work = `open to first key, ${items}`;
  return { work, unit: 'ms', figure: median(raw.ours), yardstick, budget, raw };
}

function memoryRow({ size, alone }: Editor, bare: readonly number[]): Row {
  const raw = { ours: alone.map(({ memoryMiB }) => memoryMiB), bare: [...bare] };
  return {
    work: `memory after typing, ${size} items`,
    unit: 'MiB',
    figure: median(raw.ours),
    yardstick: { name: 'bare Electron', figure: median(bare) },
    budget: size === LARGEST ? { ratio: 1.5 } : null,
    raw,
  };
}
