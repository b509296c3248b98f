import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../figures.ts';
import { outlineText } from '../machine/outline-text.ts';
import { screenshot } from '../machine/screenshot.ts';
import type { BenchOptions, BenchResult, Row } from '../row.ts';
import { type AloneFigures, bareMemory, visitAlone } from '../typing/alone.ts';
import { BIG, startBackrow } from '../typing/backrow.ts';
import { type Costs, workByTurns } from '../typing/by-turns.ts';
import { CHARACTER, ENTER, rowOfPaints, rowOfTurns } from '../typing/rows.ts';
import { LETTERS, LINES } from '../typing/work.ts';
import { buildYardstick } from '../yardstick/build.ts';

const ITEMS = 2000;
const IMAGES = 150;
/** A day's note is compared with one as it is after half an hour. */
const FEW_ITEMS = 100;
const FEW = `Backrow, ${FEW_ITEMS} items`;
/** How many turns of a round count: what 95 of 100 letters do not pass wants many. */
const TURNS = 6;

/** A note after eight hours of talks, beside one that has just begun, by turns. */
export async function run({ rounds, trial }: BenchOptions): Promise<BenchResult> {
  const yardstick = await buildYardstick();
  const slides = Array.from({ length: IMAGES }, (_, image) => screenshot(1920, 1080, image));
  const day: AloneFigures[] = [];
  const few: AloneFigures[] = [];
  const bare: number[] = [];
  const windows = { day: [] as Costs[], few: [] as Costs[] };
  const startFew = () => startBackrow(outlineText(FEW_ITEMS), FEW_ITEMS / 2);
  const startDay = () =>
    startBackrow(dayText(), ITEMS / 2, (notebook) => addSlides(notebook, slides));
  try {
    for (let round = trial ? 1 : 0; round <= rounds; round++) {
      const begun = await visitAlone(startFew);
      const full = await visitAlone(startDay);
      const memory = await bareMemory(yardstick);
      if (round === 0) continue;
      few.push(begun);
      day.push(full);
      bare.push(memory);
      const [ofFew, ofDay] = await workByTurns([startFew, startDay], [LETTERS, LINES], TURNS);
      if (ofFew !== undefined) windows.few.push(ofFew);
      if (ofDay !== undefined) windows.day.push(ofDay);
    }
    const rows = [...turnRows(windows), ...aloneRows(day, few, bare)];
    return { name: 'day', rows, remarks };
  } finally {
    rmSync(yardstick, { recursive: true, force: true, maxRetries: 5 });
  }
}

const remarks = [
  `${ITEMS} items with ${IMAGES} screenshots of 1920 x 1080 pixels between them.`,
  'Keys: both open at once, by turns; opening and memory: one after the other.',
];

function turnRows(windows: Readonly<Record<'day' | 'few', readonly Costs[]>>): Row[] {
  const ours = { name: 'the day', windows: windows.day };
  const few = { name: FEW, windows: windows.few };
  return [
    rowOfPaints('key to paint p95 of letters, the day', ours, few, { ratio: 1.3 }),
    ...[CHARACTER, ENTER].map(({ words, pick }) =>
      rowOfTurns(`${words}, the day`, ours, few, pick, null),
    ),
  ];
}

/** The items of a day, with a slide below every thirteenth. */
function dayText(): string {
  let item = 0;
  let image = 0;
  return outlineText(ITEMS)
    .split('\n')
    .flatMap((line) => {
      if (!line.trimStart().startsWith('- ')) return [line];
      item += 1;
      if (item % Math.floor(ITEMS / IMAGES) !== 0 || image >= IMAGES) return [line];
      const indent = line.slice(0, line.length - line.trimStart().length);
      image += 1;
      return [line, `${indent}- ![](${folderOf()}/slide-${image}.png)`];
    })
    .join('\n');
}

function folderOf(): string {
  return BIG.replace(/\.md$/, '.assets');
}

function addSlides(notebook: string, slides: readonly Uint8Array[]): void {
  const folder = join(notebook, folderOf());
  mkdirSync(folder);
  for (const [index, bytes] of slides.entries())
    writeFileSync(join(folder, `slide-${index + 1}.png`), bytes);
}

function aloneRows(
  day: readonly AloneFigures[],
  few: readonly AloneFigures[],
  bare: readonly number[],
): Row[] {
  const opening = { day: day.map(({ openMs }) => openMs), few: few.map(({ openMs }) => openMs) };
  const memory = day.map(({ memoryMiB }) => memoryMiB);
  return [
    {
      work: 'open to first key, the day',
      unit: 'ms',
      figure: median(opening.day),
      yardstick: { name: FEW, figure: median(opening.few) },
      budget: null,
      raw: opening,
    },
    {
      work: 'memory with the day open',
      unit: 'MiB',
      figure: median(memory),
      yardstick: { name: 'bare Electron', figure: median(bare) },
      budget: { ratio: 1.4 },
      raw: { backrow: memory, bare: [...bare] },
    },
  ];
}
