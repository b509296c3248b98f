import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { RunningApp } from './app.ts';
import { test } from './fixtures.ts';
import { Hands } from './hands.ts';
import { ACCEPTANCE_NOTE, EVERY_CONSTRUCT, makeNotebook, type TestNotebook } from './notebook.ts';
import { type Operation, operationsFrom } from './random-operations.ts';
import { shownNote, type ToldBlock, toldNote } from './shown-blocks.ts';

/** How many sequences are tried on each note; the first seed of them. */
const SEQUENCES = Number(process.env.BACKROW_SEQUENCES ?? 4);
const FIRST_SEED = Number(process.env.BACKROW_SEED ?? 1);
/** Operations of a sequence, and how many of them lie between two looks at the file. */
const LENGTH = 24;
const STRIDE = 6;
/** So many sequences share one window: the list of notes shows them all. */
const PER_WINDOW = 8;
/** More than any sequence has steps. */
const UNDO_STEPS = 150;
const SHORTEN = process.env.BACKROW_SHORTEN === '1';

interface Notebook extends TestNotebook {
  readonly name: string;
}

for (const source of [ACCEPTANCE_NOTE, EVERY_CONSTRUCT]) {
  const text = readFileSync(source, 'utf8');
  const title = source.split('/').at(-1);
  const seeds = Array.from({ length: SEQUENCES }, (_, index) => FIRST_SEED + index);
  for (let start = 0; start < seeds.length; start += PER_WINDOW) {
    const some = seeds.slice(start, start + PER_WINDOW);
    test(`random editing of ${title}, seeds ${some[0]} to ${some.at(-1)}`, async ({
      launchApp,
    }) => {
      const notebook = makeNotebook(source);
      const running = await launchApp({ notebook: notebook.file });
      const hands = await Hands.on(running);
      for (const seed of some) {
        const operations = operationsFrom(seed, LENGTH);
        const complaint = await tryOut(running, hands, notebook, text, `seed-${seed}`, operations);
        if (complaint !== null) throw new Error(`seed ${seed}: ${complaint}`);
      }
    });
  }
}
