import fs from 'node:fs';
import path from 'node:path';
import { run } from './command.mjs';
import { root } from './paths.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<StepResult>} run
 * @property {string} [needs] - A step without which this one makes no sense.
 *
 * @typedef {object} StepResult
 * @property {number} code - 0 if it is green.
 * @property {number} passed - Tests; 0 for a step that runs none.
 * @property {number} failed
 */

/**
 * Runs all steps one after the other, also behind one that failed, and tells what each took. Only
 * a step that needs the failed one is left out, and counts as failed.
 *
 * @param {readonly Step[]} steps
 * @returns {Promise<StepResult>} The sum. A red step that counts no failed test counts as one, so
 *   the sum is never green by mistake.
 */
export async function runSteps(steps) {
  const sum = { code: 0, passed: 0, failed: 0 };
  /** @type {Set<string>} */
  const failedSteps = new Set();
  /** @type {string[]} */
  const report = [];
  for (const step of steps) {
    console.log(`\n=== ${step.name}`);
    const begun = performance.now();
    const blocked = step.needs !== undefined && failedSteps.has(step.needs);
    if (blocked) console.log(`Left out: ${step.needs} failed`);
    const result = blocked ? { code: 1, passed: 0, failed: 0 } : await step.run();
    const red = result.code !== 0 || result.failed > 0;
    if (red) failedSteps.add(step.name);
    sum.code ||= red ? result.code || 1 : 0;
    sum.passed += result.passed;
    sum.failed += red ? Math.max(1, result.failed) : 0;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    report.push(`${red ? 'FAILED' : 'ok    '} ${seconds.padStart(6)} s  ${step.name}`);
  }
  console.log(`\n${report.join('\n')}\n`);
  return sum;
}

/**
 * A step that is green when a program ends well.
 *
 * @param {string} name
 * @param {string} bin - A program of an installed package.
 * @param {readonly string[]} args
 * @returns {Step}
 */
export function toolStep(name, bin, args) {
  return {
    name,
    run: async () => ({ code: await runTool(bin, args), passed: 0, failed: 0 }),
  };
}

/**
 * Runs a program of an installed package.
 *
 * @param {string} bin
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] - Added to ours.
 */
export function runTool(bin, args, env = {}) {
  const suffix = process.platform === 'win32' ? '.cmd' : '';
  const program = path.join(root, 'node_modules/.bin', bin + suffix);
  return run(program, args, { env: { ...process.env, ...env } });
}

/**
 * Reads the report a test runner left, which must be one of this run.
 *
 * @template Report
 * @param {string} file
 * @param {(report: Report) => { passed: number, failed: number }} count
 */
export function readReport(file, count) {
  try {
    return count(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    console.error(`The runner left no report: ${file}`);
    return { passed: 0, failed: 1 };
  }
}
