import path from 'node:path';
import { runnerImport } from 'vite';

/*
 * `npm run torture -- [app|store|sync] [COUNT] [FIRST SEED]`, `npm run torture -- time [SECONDS]`
 *
 * `app` kills the real app while it types (build first, needs a display), `store` kills the process
 * that holds and saves notes, `sync` plays clones over bad networks. `time` types without pause and
 * measures how long keys take to the disk.
 */

const [what = 'app', ...rest] = process.argv.slice(2);
const COUNTS = { app: 200, store: 2000 };

/** @param {string} file */
async function load(file) {
  const options = { configFile: false, logLevel: 'error' };
  return (await runnerImport(path.join(import.meta.dirname, file), options)).module;
}

if (what === 'sync') {
  process.argv.splice(2, 1);
  await import('./sync/torture.mjs');
} else if (what === 'app' || what === 'store') {
  const [count = COUNTS[what], seed = 1] = rest.map(Number);
  const { torture } = await load(`${what}/torture.ts`);
  process.exitCode = await torture(count, seed);
} else if (what === 'time') {
  const { measure } = await load('app/timing.ts');
  process.exitCode = await measure(Number(rest[0] ?? 15));
} else {
  console.error('npm run torture -- [app|store|sync] [COUNT] [FIRST SEED] | time [SECONDS]');
  process.exitCode = 2;
}
