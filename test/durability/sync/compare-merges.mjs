import path from 'node:path';
import { runnerImport } from 'vite';

/** `node test/durability/sync/compare-merges.mjs [CASES] [SEED]`: the table of the README. */
const [cases = '400', seed = '1'] = process.argv.slice(2);
const { module } = await runnerImport(path.join(import.meta.dirname, 'compare-merges.ts'), {
  configFile: false,
  logLevel: 'error',
});
console.table(module.compareMerges(Number(cases), Number(seed)));
