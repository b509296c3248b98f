import { join } from 'node:path';
import { foldName } from '../../../shared/note/given-name.ts';
import { assetsFolderName } from '../../../shared/note/name.ts';
import { readdir } from '../../disk/calls.ts';
import { errnoCode } from '../errno.ts';
import type { Ground } from './ground.ts';

/**
 * Which names a note in a folder cannot get.
 *
 * Compared without case and Unicode form: a notebook is shared with computers that know neither.
 * A folder of images that lies there without its note counts too. `own` is a note that gives its
 * name up.
 */
export async function namesTaken(
  ground: Ground,
  folder: string,
  own: string | null,
): Promise<(name: string) => boolean> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const free = own === null ? [] : [own, assetsFolderName(own)];
  const there = (await entriesOf(join(ground.folder, folder)))
    .map((entry) => prefix + entry)
    .filter((name) => !free.includes(name));
  const taken = new Set(there.map(foldName));
  return (name) => taken.has(foldName(name)) || taken.has(foldName(assetsFolderName(name)));
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    const code = errnoCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw thrown;
  }
}
