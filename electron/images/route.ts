import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { MAX_IMAGE_BYTES } from '../../shared/ipc/contract.ts';
import { isLargeImage } from '../../shared/ipc/image-address.ts';
import { diskError } from '../notebook/errno.ts';
import type { FoundImage } from '../security/app-route.ts';
import { IMAGE_TYPES, readImageFacts } from './image-facts.ts';

/**
 * Reads an image of a notebook for the window, or null.
 *
 * `encodedPath` is what stands behind `IMAGE_PATH` in the address. The real path, with all links
 * resolved, must lie inside the notebook's real folder; dot folders are closed; the bytes must be
 * an image of a type we show, whatever the name says. `folder` is the notebook's real path.
 */
export async function readNotebookImage(
  folder: string,
  encodedPath: string,
): Promise<FoundImage | null> {
  const segments = segmentsOf(encodedPath);
  if (segments === null) return null;
  try {
    const path = await realpath(join(folder, ...segments));
    if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return null;
    // The path has no link left; whoever puts one there now is refused by the flag.
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      return await readImage(file);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    diskError(thrown);
    return null;
  }
}

async function readImage(file: FileHandle): Promise<FoundImage | null> {
  const stats = await file.stat();
  if (!stats.isFile() || stats.size > MAX_IMAGE_BYTES) return null;
  const bytes = await file.readFile();
  const facts = readImageFacts(bytes);
  if (facts === null) return null;
  const { contentType } = IMAGE_TYPES[facts.type];
  return { bytes, contentType, size: facts, isLarge: isLargeImage(facts) };
}

/** Plain names only: no way up, no dot folder, no separator or NUL hidden in the encoding. */
function segmentsOf(encodedPath: string): readonly string[] | null {
  const segments = encodedPath.split('/').map(decodeSegment);
  const plain = segments.filter((segment) => segment !== null && isPlain(segment));
  return plain.length === segments.length ? (plain as readonly string[]) : null;
}

function isPlain(segment: string): boolean {
  return segment !== '' && !segment.startsWith('.') && !/[/\\:\p{Cc}]/u.test(segment);
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
