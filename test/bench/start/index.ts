import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../e2e/app.ts';
import { median } from '../figures.ts';
import { makeNotebook, noteName } from '../machine/notebooks.ts';
import type { BenchOptions, BenchResult, Budget, Row } from '../row.ts';
import { buildYardstick } from '../yardstick/build.ts';
import { type Marks, READY, timeStart } from './starts.ts';

const MANY_NOTES = 10_000;
/** A start is short and its time scatters: this many for each round that was asked for. */
const STARTS_OF_ROUND = 3;
const REST_MS = 300;
/** The first start of a notebook reads all its notes once; the dropped round lets it end. */
const FIRST_REST_MS = 10_000;

interface Contender {
  readonly name: string;
  readonly args: readonly string[];
  readonly starts: Marks[];
}

/** Starts of Backrow and of a bare Electron window, by turns. */
export async function run({ rounds }: BenchOptions): Promise<BenchResult> {
  const work = mkdtempSync(join(tmpdir(), 'backrow-starts-'));
  const yardstick = await buildYardstick();
  const small = makeNotebook(1);
  const large = makeNotebook(MANY_NOTES);
  const contender = (name: string, args: readonly string[]): Contender => ({
    name,
    args: [...args, `--user-data-dir=${join(work, name)}`],
    starts: [],
  });
  const bare = contender('bare window', [yardstick, '--page=bare']);
  const one = contender('one note', [root, join(small, noteName(0))]);
  const many = contender('many notes', [root, join(large, noteName(0))]);
  try {
    for (let turn = 0; turn <= rounds * STARTS_OF_ROUND; turn++) {
      for (const { args, starts } of [bare, one, many]) {
        const restMs = turn === 0 ? FIRST_REST_MS : REST_MS;
        const marks = await timeStart({ args, home: work, restMs });
        if (turn > 0) starts.push(marks);
      }
    }
  } finally {
    for (const folder of [work, yardstick, small, large])
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return { name: 'start', rows: tableRows(bare, one, many), remarks };
}

const remarks = [
  'From spawn to the frame in which the editor has the keyboard; by stages below, each from spawn.',
];

function tableRows(bare: Contender, one: Contender, many: Contender): Row[] {
  const stages = [...new Set(one.starts.flatMap((marks) => [...marks.keys()]))];
  return [
    compare('start to first key, one note', READY, one, bare, { ratio: 1.4 }),
    compare(`start to first key, ${MANY_NOTES} notes`, READY, many, bare, { ratio: 1.5 }),
    ...stages
      .filter((stage) => stage !== READY)
      .flatMap((stage) => [
        compare(`until ${stage}, one note`, stage, one, bare, null),
        compare(`until ${stage}, ${MANY_NOTES} notes`, stage, many, one, null),
      ]),
  ];
}

function compare(
  work: string,
  stage: string,
  ours: Contender,
  theirs: Contender,
  budget: Budget | null,
): Row {
  const times = timesOf(ours, stage);
  const other = timesOf(theirs, stage);
  const raw = { [ours.name]: times, [theirs.name]: other };
  const yardstick = other.length === 0 ? null : { name: theirs.name, figure: median(other) };
  return { work, unit: 'ms', figure: median(times), yardstick, budget, raw };
}

function timesOf({ starts }: Contender, stage: string): readonly number[] {
  return starts.flatMap((marks) => marks.get(stage) ?? []);
}
