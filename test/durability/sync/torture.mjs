import path from 'node:path';
import { runnerImport } from 'vite';

/**
 * `npm run torture -- sync [RUNS] [FIRST SEED] [FAULT]`
 *
 * `npm run torture -- sync steps [SCENE]`
 *
 * Clones that write offline, sync in any order over lines that fail, and are killed; hundreds of
 * runs. With a fault ("branch first", "ours wins", "git checkout") it must find something.
 * `steps` plays eight scenes, each killed after every step and in every call of git in turn.
 */
const [runs = '100', first = '1', fault = null] = process.argv.slice(2);
const options = { configFile: false, logLevel: 'error' };
/** @param {string} file */
const load = async (file) =>
  (await runnerImport(path.join(import.meta.dirname, file), options)).module;
process.exitCode =
  runs === 'steps'
    ? await (await load('steps.ts')).everyStep(process.argv[3] ?? '')
    : await (await load('torture.ts')).torture(Number(first), Number(runs), fault);
