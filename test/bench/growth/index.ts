import { median } from '../figures.ts';
import type { BenchOptions, BenchResult, Row } from '../row.ts';
import { timeSyncs } from '../sync/index.ts';
import { type GrowthFigures, visitSize } from './visit.ts';

/** Items of the note, or notes of the notebook; the other one is small meanwhile. */
const SIZES = [100, 1000, 10_000] as const;
const SMALL_NOTE = 100;
const SMALL_NOTEBOOK = 1;
/** What the cost of each size is compared with. */
const GROWTH_FROM = SIZES[0];
const SYNCS_OF_ROUND = 3;

type Grown = 'items' | 'notes';

const WORK: readonly { readonly key: keyof GrowthFigures; readonly words: string }[] = [
  { key: 'open', words: 'open a note' },
  { key: 'switch', words: 'switch to an open note' },
  { key: 'window', words: 'CPU of the window per letter' },
  { key: 'main', words: 'CPU of the main process per letter' },
  { key: 'durable', words: 'last key to durable' },
];

/** How the cost of the same work grows with the note, and with the notebook. */
export async function run({ rounds, trial }: BenchOptions): Promise<BenchResult> {
  const visits = new Map<string, GrowthFigures[]>();
  for (let round = trial ? 1 : 0; round <= rounds; round++) {
    for (const grown of ['items', 'notes'] as const)
      for (const size of SIZES) {
        const figures = await visitAt(grown, size);
        console.error(`growth: ${nameOf(grown, size)}, round ${round} of ${rounds}`);
        if (round > 0) visits.set(nameOf(grown, size), [...at(visits, grown, size), figures]);
      }
  }
  const rows = (['items', 'notes'] as const).flatMap((grown) =>
    WORK.flatMap(({ key, words }) =>
      SIZES.map((size) =>
        growthRow(words, grown, size, (one) =>
          at(visits, grown, one).map((figures) => figures[key]),
        ),
      ),
    ),
  );
  return { name: 'growth', rows: [...rows, ...(await syncRows(rounds))], remarks };
}

const remarks = [
  `A note of so many items in a notebook of two notes; then a note of ${SMALL_NOTE} items among so many notes.`,
];

function visitAt(grown: Grown, size: number): Promise<GrowthFigures> {
  return grown === 'items' ? visitSize(size, SMALL_NOTEBOOK) : visitSize(SMALL_NOTE, size);
}

function nameOf(grown: Grown, size: number): string {
  return `${size} ${grown}`;
}

function at(
  visits: ReadonlyMap<string, readonly GrowthFigures[]>,
  grown: Grown,
  size: number,
): readonly GrowthFigures[] {
  return visits.get(nameOf(grown, size)) ?? [];
}

function growthRow(
  words: string,
  grown: Grown,
  size: number,
  figuresAt: (size: number) => readonly number[],
): Row {
  const figures = figuresAt(size);
  const first = median(figuresAt(GROWTH_FROM));
  return {
    work: `${words}, ${nameOf(grown, size)}`,
    unit: 'ms',
    figure: median(figures),
    yardstick:
      size === GROWTH_FROM
        ? null
        : { name: `itself, ${nameOf(grown, GROWTH_FROM)}`, figure: first },
    budget: null,
    raw: { backrow: figures },
  };
}

/** A sync reads the state of all files, so it may grow; git's own does beside it. */
async function syncRows(rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) {
    const raw = await timeSyncs(size, rounds * SYNCS_OF_ROUND);
    rows.push({
      work: `sync of one edited note, ${size} notes`,
      unit: 'ms',
      figure: median(raw.backrow),
      yardstick: { name: 'git in a shell script', figure: median(raw.script) },
      budget: null,
      raw,
    });
  }
  return rows;
}
