import { join } from 'node:path';
import type { UnusedImage } from '../../shared/ipc/contract.ts';
import { mentionedFiles } from '../../shared/note/links/mentions.ts';
import { assetsFolderName } from '../../shared/note/name.ts';
import { readdir, readFile, stat } from '../disk/calls.ts';
import { diskError } from '../notebook/errno.ts';
import { heldPath, listHolds, readRecord } from '../trash/hold.ts';
import { forEachNote } from './used-images.ts';

/** What is shown as an image; SVG is not. */
const IMAGE = /\.(?:png|jpe?g|gif|webp|avif|bmp)$/i;

/**
 * The images of a notebook that no note shows, by name.
 *
 * A note in the trash that can be put back counts like any other, and one that cannot be read, or is
 * too large, has all of its images. Hidden folders and those of
 * programs are not looked into: what lies there is not the notebook's.
 */
export async function findUnusedImages(
  folder: string,
  dataFolder: string,
): Promise<readonly UnusedImage[]> {
  const used = new Set<string>();
  const unread: string[] = [];
  await forEachNote(folder, (note, text) => {
    if (text === null) unread.push(`${assetsFolderName(note)}/`);
    else for (const file of mentionedFiles(note, text)) used.add(file);
  });
  for (const file of await mentionedInTrash(dataFolder)) used.add(file);
  const unused = (await imagesOf(folder)).filter(
    (name) => !used.has(name.normalize('NFC')) && !unread.some((own) => name.startsWith(own)),
  );
  const sized = unused.map(async (name) => {
    const stats = await stat(join(folder, name)).catch(diskError);
    return 'size' in stats ? { name, bytes: stats.size } : null;
  });
  return (await Promise.all(sized)).filter((image) => image !== null);
}

async function mentionedInTrash(dataFolder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const hold of await listHolds(dataFolder)) {
    const notes = (await readRecord(dataFolder, hold))?.files.filter((file) => /\.md$/i.test(file));
    for (const note of notes ?? []) {
      const text = await readFile(heldPath(dataFolder, hold, note), 'utf8').catch(() => '');
      found.push(...mentionedFiles(note, text));
    }
  }
  return found;
}

async function imagesOf(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [''];
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    for (const entry of await entriesOf(join(folder, prefix))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) waiting.push(`${prefix}${entry.name}/`);
      else if (entry.isFile() && IMAGE.test(entry.name)) found.push(prefix + entry.name);
    }
  }
  return found.sort();
}

async function entriesOf(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (thrown) {
    diskError(thrown);
    return [];
  }
}
