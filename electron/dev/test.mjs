import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { CHECKS } from './checks.mjs';
import { script } from './command.mjs';
import { hasDisplay } from './display.mjs';
import { root } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { readReport, runSteps, runTool } from './steps.mjs';
import { startDisplays } from './virtual-displays.mjs';

/*
 * `npm test`: prepares the machine, then checks, unit and integration tests, build and the journeys
 * on real Electron. Its last line counts the tests that ran.
 */

const resultsFolder = path.join(root, 'test-results');
const vitestReport = path.join(resultsFolder, 'vitest.json');
const playwrightReport = path.join(resultsFolder, 'playwright.json');

/** An app waits for its disk, its window and its timers half of the time: two fill two cores. */
const JOURNEYS_AT_ONCE = 2;

/** @type {import('./steps.mjs').Step} */
const unitTests = {
  name: 'unit and integration tests',
  run: async () => {
    fs.rmSync(vitestReport, { force: true });
    const reporters = [
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestReport}`,
    ];
    const code = await runTool('vitest', ['run', ...reporters]);
    return { code, ...readReport(vitestReport, countVitest) };
  },
};

/** @type {import('./steps.mjs').Step} */
const buildStep = {
  name: 'build',
  run: async () => {
    try {
      await build();
      return { code: 0, passed: 0, failed: 0 };
    } catch (error) {
      console.error(error);
      return { code: 1, passed: 0, failed: 0 };
    }
  },
};

/**
 * @param {string} electron - The binary that the journeys drive.
 * @returns {import('./steps.mjs').Step}
 */
function journeys(electron) {
  return {
    name: 'journeys on real Electron',
    needs: buildStep.name,
    run: async () => {
      fs.rmSync(playwrightReport, { force: true });
      const displays = hasDisplay() ? null : await startDisplays(JOURNEYS_AT_ONCE);
      try {
        const env = { BACKROW_ELECTRON: electron, BACKROW_DISPLAYS: displays?.names.join() ?? '' };
        const code = await runTool('playwright', ['test'], env);
        return { code, ...readReport(playwrightReport, countPlaywright) };
      } finally {
        displays?.stop();
      }
    },
  };
}

/** @param {{ numPassedTests: number, numFailedTests: number }} report */
function countVitest(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** @param {{ stats: { expected: number, flaky: number, unexpected: number } }} report */
function countPlaywright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

/**
 * Gives the tests a folder for their temporary ones, and removes it with all they left: hundreds of
 * notebooks, most of which a journey still reads when its last app has quit.
 *
 * @template T
 * @param {() => Promise<T>} run
 */
async function inTemporaryFolder(run) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backrow-test-'));
  // By platform, what `os.tmpdir()` of a child reads.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  try {
    return await run();
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 30, retryDelay: 50 });
  }
}

await script(async () => {
  const electron = await prepare();
  const steps = [...CHECKS, unitTests, buildStep, journeys(electron)];
  const sum = await inTemporaryFolder(() => runSteps(steps));
  if (sum.passed === 0) console.error('No test ran.');
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.passed === 0 ? sum.code || 1 : sum.code;
});
