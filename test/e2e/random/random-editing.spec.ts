import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { LaunchOptions, RunningApp } from '../app.ts';
import { test } from '../fixtures.ts';
import { ACCEPTANCE_NOTES, EVERY_CONSTRUCT, makeNotebook, TABLES } from '../notebook.ts';
import { Hands } from './hands.ts';
import { holdClock } from './held-clock.ts';
import { operationsFrom } from './operations.ts';
import { type Sequence, type Table, tryOperations } from './trial.ts';

/** `BACKROW_SEQUENCES` tries so many sequences on each note, from the seed `BACKROW_SEED` on. */
const SEQUENCES = Number(process.env.BACKROW_SEQUENCES ?? 2);
const FIRST_SEED = Number(process.env.BACKROW_SEED ?? 1);
/** `BACKROW_SHORTEN=1` leaves operations out of a failing sequence as long as it still fails. */
const SHORTEN = process.env.BACKROW_SHORTEN === '1';
const LENGTH = Number(process.env.BACKROW_LENGTH ?? 60);
/** Half of the sequences are looked at after each operation, in the others some pile up unsent. */
const STRIDES = [1, 5] as const;
/** So many sequences share one window: the list of notes shows all of their notes. */
const PER_WINDOW = 8;

/** The notes name images that are not there. */
const MISSING_IMAGE = /status of 404/;

type Launch = (options: LaunchOptions) => Promise<RunningApp>;

async function sitDown(launchApp: Launch, source: string): Promise<Table> {
  const notebook = makeNotebook(source);
  const running = await launchApp({ notebook: notebook.file, expectedErrors: MISSING_IMAGE });
  const hands = await Hands.on(running, notebook);
  await hands.note.ready();
  await holdClock(running.page);
  return { running, hands, notebook };
}

/** The shortest sequence found that still fails, with what it complains of. */
async function shorten(launchApp: Launch, source: string, sequence: Sequence): Promise<string> {
  let shortest = sequence.operations;
  let found = '';
  let table = await sitDown(launchApp, source);
  let tries = 0;
  for (let size = Math.ceil(shortest.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < shortest.length; ) {
      const fewer = shortest.toSpliced(at, size);
      tries += 1;
      const name = `shorter-${tries}.md`;
      const complaint = await tryOperations(table, { ...sequence, name, operations: fewer });
      if (complaint === null) {
        at += size;
        continue;
      }
      shortest = fewer;
      found = complaint;
      await table.running.close().catch(() => undefined);
      table = await sitDown(launchApp, source);
    }
  }
  return `${shortest.map((operation) => JSON.stringify(operation)).join('\n')}\n${found}`;
}

const seeds = Array.from({ length: SEQUENCES }, (_, index) => FIRST_SEED + index);

for (const source of [...ACCEPTANCE_NOTES, EVERY_CONSTRUCT, TABLES]) {
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
        const sequence: Sequence = {
          name: `seed-${seed}.md`,
          text,
          operations: operationsFrom(seed, LENGTH),
          stride: STRIDES[seed % STRIDES.length] ?? 1,
        };
        const complaint = await tryOperations(table, sequence);
        if (complaint === null) continue;
        await table.running.close().catch(() => undefined);
        const shorter = SHORTEN ? `\n${await shorten(launchApp, source, sequence)}` : '';
        complaints.push(`seed ${seed}: ${complaint}${shorter}`);
        console.log(complaints.at(-1));
        table = await sitDown(launchApp, source);
      }
      if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
    });
  }
}
