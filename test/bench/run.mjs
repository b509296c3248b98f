import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../../electron/dev/build.mjs';
import { run, Stop, script } from '../../electron/dev/command.mjs';
import { hasDisplay, withDisplay } from '../../electron/dev/display.mjs';
import { prepare } from '../../electron/dev/prepare.mjs';

/*
 * `npm run bench`: every benchmark, or those that are named. A benchmark is a folder here with an
 * index.ts that exports `run`; README.md says how to read what it prints.
 */

const folder = path.dirname(fileURLToPath(import.meta.url));

/** @returns {string[]} The names of all benchmarks, in the order of the folder. */
function benchNames() {
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, 'index.ts')));
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      trial: { type: 'boolean', default: false },
    },
  });
  const known = benchNames();
  const unknown = positionals.filter((name) => !known.includes(name));
  const rounds = Number(values.rounds);
  if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    throw new Stop(
      `usage: npm run bench -- [${known.join('|')}] [--rounds N] [--json FILE] [--trial]`,
    );
  }
  return {
    names: positionals.length > 0 ? positionals : known,
    json: values.json ?? null,
    rounds: values.trial ? 1 : rounds,
    trial: values.trial,
  };
}

/**
 * Loads one of our TypeScript files; Node 20 reads none itself.
 *
 * @param {string} file
 */
async function load(file) {
  // Loaded late: this file is read before the npm dependencies are there.
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(path.join(folder, file), { logLevel: 'error' });
  return module;
}

/** @param {ReturnType<typeof readArguments>} wanted */
async function runBenches({ names, json, rounds, trial }) {
  const { printBench, describeMachine } = await load('report.ts');
  console.log(describeMachine());
  const results = [];
  for (const name of names) {
    const bench = await load(`${name}/index.ts`);
    const result = await bench.run({ rounds, trial });
    printBench(result);
    results.push(result);
    // After each one, so that a later one's failure costs nothing.
    const kept = { machine: describeMachine(), at: new Date().toISOString(), results };
    if (json !== null) fs.writeFileSync(json, `${JSON.stringify(kept, null, 2)}\n`);
  }
}

await script(async () => {
  const args = process.argv.slice(2);
  const wanted = readArguments(args);
  process.env.BACKROW_ELECTRON ??= await prepare();
  if (!hasDisplay()) {
    const again = withDisplay(process.execPath, [fileURLToPath(import.meta.url), ...args]);
    return run(again.program, again.args);
  }
  await build();
  await runBenches(wanted);
  // Whatever a benchmark left open (a watcher, a pipe) must not keep a finished run alive.
  process.exit(0);
});
