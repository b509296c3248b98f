import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, percentile95 } from '../figures.ts';
import { outlineText } from '../machine/outline-text.ts';
import { screenshot } from '../machine/screenshot.ts';
import type { BenchOptions, BenchResult, Row } from '../row.ts';
import { BIG, startBackrow } from '../typing/backrow.ts';
import { bareMemory, visit } from '../typing/index.ts';
import type { TypingFigures } from '../typing/measure.ts';
import { buildYardstick } from '../yardstick/build.ts';
import { paintsByTurns } from './by-turns.ts';

const ITEMS = 2000;
const IMAGES = 150;
/** A day's note is compared with one as it is after half an hour. */
const FEW_ITEMS = 100;

/** A note after eight hours of talks, beside one that has just begun, by turns. */
export async function run({ rounds, trial }: BenchOptions): Promise<BenchResult> {
  const yardstick = await buildYardstick();
  const slides = Array.from({ length: IMAGES }, (_, image) => screenshot(1920, 1080, image));
  const day: TypingFigures[] = [];
  const few: TypingFigures[] = [];
  const bare: number[] = [];
  const paints = { day: [] as number[], few: [] as number[] };
  const startFew = () => startBackrow(outlineText(FEW_ITEMS), FEW_ITEMS / 2);
  const startDay = () =>
    startBackrow(dayText(), ITEMS / 2, (notebook) => addSlides(notebook, slides));
  try {
    for (let round = trial ? 1 : 0; round <= rounds; round++) {
      const begun = await visit(startFew);
      const full = await visit(startDay);
      const memory = await bareMemory(yardstick);
      if (round === 0) continue;
      few.push(begun);
      day.push(full);
      bare.push(memory);
      const [ofFew = [], ofDay = []] = await paintsByTurns([startFew, startDay]);
      paints.few.push(...ofFew);
      paints.day.push(...ofDay);
    }
    const rows = [paintRow(paints), ...tableRows(day, few, bare)];
    return { name: 'day', rows, remarks };
  } finally {
    rmSync(yardstick, { recursive: true, force: true, maxRetries: 5 });
  }
}

const remarks = [
  `${ITEMS} items with ${IMAGES} screenshots of 1920 x 1080 pixels between them.`,
  'Key to paint: both open at once, 24 letters by turns; CPU, opening, memory: one after the other.',
];

function paintRow(raw: Readonly<Record<'day' | 'few', readonly number[]>>): Row {
  const yardstick = { name: `Backrow, ${FEW_ITEMS} items`, figure: percentile95(raw.few) };
  const work = `key to paint p95 of ${raw.day.length} letters, the day`;
  return {
    work,
    unit: 'ms',
    figure: percentile95(raw.day),
    yardstick,
    budget: { ratio: 1.3 },
    raw,
  };
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

function tableRows(
  day: readonly TypingFigures[],
  few: readonly TypingFigures[],
  bare: readonly number[],
): Row[] {
  const compare = (work: string, pick: (figures: TypingFigures) => number): Row => {
    const raw = { day: day.map(pick), few: few.map(pick) };
    const yardstick = { name: `Backrow, ${FEW_ITEMS} items`, figure: median(raw.few) };
    return { work, unit: 'ms', figure: median(raw.day), yardstick, budget: null, raw };
  };
  const memory = day.map(({ memoryMiB }) => memoryMiB);
  return [
    compare('CPU per character, the day', ({ character }) => character),
    compare('CPU per Enter, the day', ({ enter }) => enter),
    compare('open to first key, the day', ({ openMs }) => openMs),
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
