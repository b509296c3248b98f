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
  try {
    for (let round = trial ? 1 : 0; round <= rounds; round++) {
      const begun = await visit(() => startBackrow(outlineText(FEW_ITEMS), FEW_ITEMS / 2));
      const full = await visit(() =>
        startBackrow(dayText(), ITEMS / 2, (notebook) => addSlides(notebook, slides)),
      );
      const memory = await bareMemory(yardstick);
      if (round === 0) continue;
      few.push(begun);
      day.push(full);
      bare.push(memory);
    }
    return { name: 'day', rows: tableRows(day, few, bare), remarks };
  } finally {
    rmSync(yardstick, { recursive: true, force: true, maxRetries: 5 });
  }
}

const remarks = [`${ITEMS} items with ${IMAGES} screenshots of 1920 x 1080 pixels between them.`];

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
  const compare = (
    work: string,
    pick: (figures: TypingFigures) => readonly number[],
    summarise: (figures: readonly number[]) => number,
    budget: Row['budget'],
  ): Row => {
    const raw = { day: day.flatMap(pick), few: few.flatMap(pick) };
    const yardstick = { name: `Backrow, ${FEW_ITEMS} items`, figure: summarise(raw.few) };
    return { work, unit: 'ms', figure: summarise(raw.day), yardstick, budget, raw };
  };
  const memory = day.map(({ memoryMiB }) => memoryMiB);
  return [
    compare('key to paint p95, the day', ({ paints }) => paints, percentile95, { ratio: 1.3 }),
    compare('CPU per character, the day', ({ character }) => [character], median, null),
    compare('CPU per Enter, the day', ({ enter }) => [enter], median, null),
    compare('open to first key, the day', ({ openMs }) => [openMs], median, null),
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
