import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * A hash over the contents of files and folders, named relative to the repository.
 *
 * By content and not by time, so that a checkout or a touched file costs no build; a few hundred
 * small files take some ten milliseconds. What does not exist counts as absent.
 *
 * @param {readonly string[]} names
 */
export function hashSources(names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap(listFiles)) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} name
 * @returns {string[]} The files below, sorted, so that the order is the same everywhere.
 */
function listFiles(name) {
  const info = fs.statSync(path.join(root, name), { throwIfNoEntry: false });
  if (info === undefined) return [];
  if (!info.isDirectory()) return [name];
  const entries = fs.readdirSync(path.join(root, name)).sort();
  return entries.flatMap((entry) => listFiles(`${name}/${entry}`));
}
