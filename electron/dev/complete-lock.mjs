import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

/*
 * `node electron/dev/complete-lock.mjs`, after package-lock.json changed: adds the packages for
 * other platforms that npm left out because the registry at hand does not carry them. Without them
 * `npm ci` refuses the whole lock file, here and everywhere.
 */

/**
 * @typedef {object} Missing
 * @property {string} name
 * @property {string} version - Exact, as the package that wants it says.
 */

/**
 * The optional packages that a lock file speaks of but does not list.
 *
 * @param {Record<string, { optionalDependencies?: Record<string, string> }>} packages
 * @returns {Missing[]}
 */
export function missingOptionalPackages(packages) {
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placesOf(name, from).some((place) => place in packages))
      .map(([name, version]) => ({ name, version })),
  );
}

/**
 * Where Node looks for a package, from the inside out.
 *
 * @param {string} name
 * @param {string} from - The lock file's path of the package that wants it.
 */
function placesOf(name, from) {
  const levels = from === '' ? [''] : from.split(/(?:^|\/)node_modules\//).slice(1);
  const bases = levels.map((_, index) =>
    ['', ...levels.slice(0, levels.length - index)].join('/node_modules/').slice(1),
  );
  return [...bases.map((base) => `${base}/node_modules/${name}`), `node_modules/${name}`];
}

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * What npm needs to know to pass a package by, read from its name, which is made of just this.
 *
 * @param {Missing} missing
 */
function entryFor({ name, version }) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`Not a platform's package: ${name}`);
  const musl = words.some((word) => word.startsWith('musl'));
  const libc = os[0] === 'linux' && (musl || words.some((word) => word.startsWith('gnu')));
  return {
    version,
    cpu,
    dev: true,
    ...(libc ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
    optional: true,
    os,
  };
}

function completeLock() {
  const file = path.join(root, 'package-lock.json');
  const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
  const missing = missingOptionalPackages(lock.packages);
  for (const entry of missing) lock.packages[`node_modules/${entry.name}`] = entryFor(entry);
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} packages of other platforms added`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) completeLock();
