import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { LaunchOptions, RunningApp } from './app.ts';
import { test } from './fixtures.ts';
import { Hands } from './hands.ts';
import { ACCEPTANCE_NOTE, EVERY_CONSTRUCT, makeNotebook, TABLES } from './notebook.ts';
import { type Operation, operationsFrom } from './random-operations.ts';
import { type Table, tryOperations } from './random-trial.ts';

/** `BACKROW_SEQUENCES` tries so many sequences on each note, from the seed `BACKROW_SEED` on. */
const SEQUENCES = Number(process.env.BACKROW_SEQUENCES ?? 2);
const FIRST_SEED = Number(process.env.BACKROW_SEED ?? 1);
/** `BACKROW_SHORTEN=1` leaves operations out of a failing sequence as long as it still fails. */
const SHORTEN = process.env.BACKROW_SHORTEN === '1';
const LENGTH = Number(process.env.BACKROW_LENGTH ?? 24);
/** So many sequences share one window: the list of notes shows all of their notes. */
const PER_WINDOW = 8;

/** The notes name images that are not there. */
const MISSING_IMAGE = /status of 404/;

type Launch = (options: LaunchOptions) => Promise<RunningApp>;

async function sitDown(launchApp: Launch, source: string): Promise<Table> {
  const notebook = makeNotebook(source);
  const running = await launchApp({ notebook: notebook.file, expectedErrors: MISSING_IMAGE });
  const hands = await Hands.on(running);
  await hands.note.ready();
  return { running, hands, notebook };
}

/** The shortest sequence found that still fails, with what it complains of. */
async function shorten(
  launchApp: Launch,
  source: string,
  operations: readonly Operation[],
): Promise<string> {
  const text = readFileSync(source, 'utf8');
  let shortest = operations;
  let found = '';
  for (let size = Math.ceil(operations.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < shortest.length; ) {
      const fewer = shortest.toSpliced(at, size);
      const table = await sitDown(launchApp, source);
      const complaint = await tryOperations(table, 'shorter.md', text, fewer);
      await table.running.close().catch(() => undefined);
      if (complaint === null) at += size;
      else {
        shortest = fewer;
        found = complaint;
      }
    }
  }
  return `${shortest.map((operation) => JSON.stringify(operation)).join('\n')}\n${found}`;
}

const seeds = Array.from({ length: SEQUENCES }, (_, index) => FIRST_SEED + index);

for (const source of [ACCEPTANCE_NOTE, EVERY_CONSTRUCT, TABLES]) {
  // Tables have journeys of their own besides.
  const tried = source === TABLES ? seeds.slice(0, Math.ceil(SEQUENCES / 2)) : seeds;
  for (let start = 0; start < tried.length; start += PER_WINDOW) {
    const some = tried.slice(start, start + PER_WINDOW);
    const which = `seeds ${some[0]} to ${some.at(-1)}`;
    test(`random editing of ${basename(source)} agrees with the file, ${which}`, async ({
      launchApp,
    }) => {
      test.setTimeout(SHORTEN ? 1_800_000 : 240_000);
      const text = readFileSync(source, 'utf8');
      const complaints: string[] = [];
      let table = await sitDown(launchApp, source);
      for (const seed of some) {
        const operations = operationsFrom(seed, LENGTH);
        const complaint = await tryOperations(table, `seed-${seed}.md`, text, operations);
        if (complaint === null) continue;
        await table.running.close().catch(() => undefined);
        const shorter = SHORTEN ? `\n${await shorten(launchApp, source, operations)}` : '';
        complaints.push(`seed ${seed}: ${complaint}${shorter}`);
        table = await sitDown(launchApp, source);
      }
      if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
    });
  }
}
