import path from 'node:path';
import { runnerImport } from 'vite';

/**
 * `npm run torture -- sync [RUNS] [FIRST SEED] [FAULT]`
 *
 * Clones that write offline, sync in any order over lines that fail, and are killed; hundreds of
 * runs. With a fault ("branch first", "ours wins", "git checkout") it must find something.
 */
const [runs = '100', first = '1', fault = null] = process.argv.slice(2);
const { module } = await runnerImport(path.join(import.meta.dirname, 'torture.ts'), {
  configFile: false,
  logLevel: 'error',
});
process.exitCode = await module.torture(Number(first), Number(runs), fault);
