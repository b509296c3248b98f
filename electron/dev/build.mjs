import fs from 'node:fs';
import path from 'node:path';
import { distFolder, root } from './paths.mjs';
import { hashSources } from './source-hash.mjs';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} config - Vite's configuration file.
 * @property {string} mode - Tells a configuration that makes two parts which one is wanted.
 * @property {string} output - The file that shows that the part is built.
 * @property {readonly string[]} sources - What it is built from, apart from `COMMON`.
 */

const COMMON = ['shared', 'package.json', 'package-lock.json'];

/** @type {readonly Part[]} */
const PARTS = [
  {
    name: 'main',
    mode: 'production',
    config: 'electron/vite.main.config.ts',
    output: 'main/main.cjs',
    sources: ['electron'],
  },
  {
    name: 'app',
    mode: 'app',
    config: 'electron/vite.main.config.ts',
    output: 'app/app.cjs',
    sources: ['electron', 'assets'],
  },
  {
    name: 'cli',
    mode: 'cli',
    config: 'electron/vite.main.config.ts',
    output: 'main/cli.js',
    sources: ['electron'],
  },
  {
    name: 'preload',
    mode: 'production',
    config: 'electron/vite.preload.config.ts',
    output: 'preload/preload.cjs',
    sources: ['electron/preload', 'electron/vite.preload.config.ts'],
  },
  {
    name: 'renderer',
    mode: 'production',
    config: 'renderer/vite.config.ts',
    output: 'renderer/index.html',
    sources: ['renderer', 'assets'],
  },
];

/**
 * Builds the parts whose sources changed since they were built last.
 *
 * @param {readonly string[]} [names] - The parts to look at; all by default.
 */
export async function build(names = PARTS.map((part) => part.name)) {
  for (const part of PARTS.filter(({ name }) => names.includes(name))) {
    const hash = hashSources([...COMMON, ...part.sources]);
    if (builtFrom(part) === hash) continue;
    await buildPart(part, hash);
  }
}

/**
 * The stamp goes before the build and comes back after it, so that a build that was stopped half
 * way is never taken for a whole one.
 *
 * @param {Part} part
 * @param {string} hash
 */
async function buildPart(part, hash) {
  const begun = performance.now();
  fs.rmSync(stampFile(part), { force: true });
  // Loaded late: this file is read before the npm dependencies are there.
  const vite = await import('vite');
  // Whatever the caller's environment says (a test runner sets its own), this is what users get.
  process.env.NODE_ENV = 'production';
  const configFile = path.join(root, part.config);
  await vite.build({ configFile, mode: part.mode, logLevel: 'warn' });
  fs.mkdirSync(path.dirname(stampFile(part)), { recursive: true });
  fs.writeFileSync(stampFile(part), hash);
  console.error(`Built ${part.name} in ${Math.round(performance.now() - begun)} ms`);
}

/**
 * @param {Part} part
 * @returns {string | null} The hash of the sources that the present output comes from.
 */
function builtFrom(part) {
  if (!fs.existsSync(path.join(distFolder, part.output))) return null;
  const stamp = stampFile(part);
  return fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : null;
}

/** @param {Part} part */
function stampFile(part) {
  return path.join(root, 'node_modules/.cache/backrow', `built-${part.name}`);
}
