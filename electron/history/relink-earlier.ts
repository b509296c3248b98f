import { join, posix } from 'node:path';
import { mentionedFiles } from '../../shared/note/links/mentions.ts';
import { assetsFolderName } from '../../shared/note/name.ts';
import { readdir } from '../disk/calls.ts';
import { diskError } from '../notebook/errno.ts';
import { isThere } from '../notebook/operations/disk.ts';
import { relinkImage } from '../sync/image-links.ts';

/**
 * An earlier version of a note with its links to images as they are named now.
 *
 * They went to another folder with the note's name, and to another ending where they became smaller:
 * a version from before leads to nothing, unless an image of its name is in the note's folder today.
 */
export async function relinkEarlier(folder: string, note: string, text: string): Promise<string> {
  const assets = assetsFolderName(note);
  let there: readonly string[] | null = null;
  let relinked = text;
  for (const file of mentionedFiles(note, text)) {
    if (!posix.dirname(file).endsWith('.assets') || (await isThere(join(folder, file)))) continue;
    there ??= await namesIn(join(folder, assets));
    const now = namedAlike(there, posix.basename(file));
    if (now !== undefined) relinked = relinkImage(relinked, note, file, `${assets}/${now}`);
  }
  return relinked;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    diskError(thrown);
    return [];
  }
}

/** The file of this name, or of this name with another ending; no two images differ in that alone. */
function namedAlike(there: readonly string[], name: string): string | undefined {
  const { name: stem } = posix.parse(name);
  return there.find((one) => one === name) ?? there.find((one) => posix.parse(one).name === stem);
}
