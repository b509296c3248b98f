import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { run, Stop } from './command.mjs';
import { root } from './paths.mjs';

/**
 * @typedef {object} Package
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 */

/**
 * Installs the npm dependencies where they are missing or are not those of package-lock.json.
 *
 * Nothing is started where they fit: comparing the two lock files costs a few milliseconds and
 * works without a network.
 */
export async function prepareNpmDependencies() {
  if (installedFits()) return;
  console.error('Installing npm dependencies');
  const code = await run(npmProgram(), ['ci', '--no-audit', '--no-fund'], { stdoutToStderr: true });
  if (code !== 0) throw new Stop('The npm dependencies could not be installed (npm ci).');
}

/** npm's name as a program. */
export function npmProgram() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

/**
 * True if node_modules holds what package-lock.json names.
 *
 * npm keeps a copy of the lock file of what it installed. Optional packages for other platforms
 * are in the one and not in the other.
 */
function installedFits() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(root, 'node_modules/.package-lock.json'));
  if (wanted === null || installed === null) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    const found = installed[name];
    if (name === '') return true;
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && isDeepStrictEqual(found.integrity, entry.integrity);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, Package> | null}
 */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
