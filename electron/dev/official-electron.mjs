import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { capture } from './command.mjs';
import { root } from './paths.mjs';

const PROBE_MS = 3_000;
/** Enough to unpack what the electron package's own download cache holds. */
const CACHED_INSTALL_MS = 8_000;
const DOWNLOAD_MS = 15 * 60_000;

const packageFolder = path.join(root, 'node_modules/electron');

/** The official Electron's program, or null where it is not installed. */
export function installedOfficial() {
  try {
    const relative = fs.readFileSync(path.join(packageFolder, 'path.txt'), 'utf8');
    const version = fs.readFileSync(path.join(packageFolder, 'dist/version'), 'utf8');
    const program = path.join(packageFolder, 'dist', relative);
    const whole = version.replace(/^v/, '') === officialVersion() && fs.existsSync(program);
    return whole ? program : null;
  } catch {
    return null;
  }
}

/** The version that package-lock.json pins. */
export function officialVersion() {
  return createRequire(import.meta.url)(path.join(packageFolder, 'package.json')).version;
}

/**
 * Lets the electron package download its binary and answers the program, or null.
 *
 * A network that drops packets would keep the installer waiting for minutes, so the host is asked
 * first; where it does not answer, the installer has just the time to use its own cache.
 */
export async function installOfficial() {
  const timeoutMs = (await hostAnswers()) ? DOWNLOAD_MS : CACHED_INSTALL_MS;
  capture(process.execPath, [path.join(packageFolder, 'install.js')], { timeoutMs });
  return installedOfficial();
}

/** The installer takes its host from the same variables. */
async function hostAnswers() {
  const mirror =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}
