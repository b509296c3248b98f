import { capture, run, Stop } from './command.mjs';
import { hasDisplay, hasProgram } from './display.mjs';

/** What Electron links to, by Debian's package names. */
const LIBRARY_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6'];
const DISPLAY_PACKAGES = ['xvfb', 'xauth'];
const FONT_PACKAGES = ['fonts-noto-cjk', 'fonts-dejavu-core'];

/**
 * Sees to it that the system can show Electron's window.
 *
 * Looks at what is missing rather than at what is installed, so it works on any Linux. As root on
 * Debian and its relatives the packages are installed; elsewhere the command is printed. Git and
 * fonts are comfort: where only they are missing nobody is stopped.
 *
 * @param {string} program - The Electron binary.
 */
export async function prepareSystem(program) {
  if (process.platform !== 'linux') return;
  const needed = missingNeeds(program);
  const wished = missingWishes();
  if (needed.packages.length + wished.length === 0) return;
  const packages = [...needed.packages, ...wished];
  if (canInstall()) await install(packages);
  const still = missingNeeds(program);
  if (still.packages.length > 0) throw new Stop(advice(still.what, packages));
  if (wished.length > 0 && !canInstall()) {
    console.error(`Nice to have: ${installCommand(wished)}`);
  }
}

/** The libraries that the dynamic linker does not find, by `ldd`'s output.
 *
 * @param {string} lddOutput
 */
export function missingLibraries(lddOutput) {
  return Array.from(lddOutput.matchAll(/^\s*(\S+) => not found$/gm), (match) => match[1] ?? '');
}

/** @param {string} program */
function missingNeeds(program) {
  const libraries = missingLibraries(capture('ldd', [program]).stdout);
  const display = hasDisplay() || hasProgram('xvfb-run') ? [] : DISPLAY_PACKAGES;
  return {
    what: [...libraries, ...display],
    packages: [...(libraries.length > 0 ? LIBRARY_PACKAGES : []), ...display],
  };
}

function missingWishes() {
  const fonts = capture('fc-list', [':lang=ja', 'family']);
  return [
    ...(hasProgram('git') ? [] : ['git']),
    ...(fonts.code === 0 && fonts.stdout.trim() === '' ? FONT_PACKAGES : []),
  ];
}

function canInstall() {
  return process.getuid?.() === 0 && hasProgram('apt-get');
}

/** @param {readonly string[]} packages */
async function install(packages) {
  console.error(`Installing system packages: ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdoutToStderr: true };
  await run('apt-get', ['update', '-q=2'], options);
  // The lists that tell which name is present have just arrived.
  const names = packages.map(presentName);
  await run('apt-get', ['install', '-y', '-q=2', '--no-install-recommends', ...names], options);
}

/**
 * Debian 13 and Ubuntu 24.04 renamed some libraries (`libasound2t64`).
 *
 * @param {string} name
 */
function presentName(name) {
  if (!name.startsWith('lib') || !hasProgram('apt-cache')) return name;
  return capture('apt-cache', ['show', `${name}t64`]).code === 0 ? `${name}t64` : name;
}

/** @param {readonly string[]} packages */
function installCommand(packages) {
  return `sudo apt-get update && sudo apt-get install -y ${packages.map(presentName).join(' ')}`;
}

/**
 * @param {readonly string[]} what
 * @param {readonly string[]} packages
 */
function advice(what, packages) {
  return (
    `Electron needs what this system does not have: ${what.join(', ')}\n` +
    `On Debian and Ubuntu:\n  ${installCommand(packages)}`
  );
}
