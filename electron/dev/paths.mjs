import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What the build writes; the app's folder in a package. */
export const distFolder = path.join(root, 'dist');

/**
 * The user's cache folder for Backrow's tools.
 *
 * Follows the XDG base directory specification, so that a clean checkout shares what an earlier
 * one fetched and a test can point it elsewhere.
 */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME;
  const absolute = base !== undefined && path.isAbsolute(base);
  return path.join(absolute ? base : path.join(os.homedir(), '.cache'), 'backrow');
}
