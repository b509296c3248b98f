import { constants } from 'node:fs';
import { join, sep } from 'node:path';
import { MAX_IMAGE_BYTES } from '../../shared/ipc/contract.ts';
import { isLargeImage } from '../../shared/ipc/image-address.ts';
import { HEAD_BYTES, hasFewPixels, isPlainPicture } from '../../shared/ipc/small-picture.ts';
import { type DiskFile, open, realpath } from '../disk/calls.ts';
import { diskError } from '../notebook/errno.ts';
import type { FoundImage, ImageWish } from '../security/app-route.ts';
import { blankPicture } from './blank-picture.ts';
import { IMAGE_TYPES, readImageFacts } from './image-facts.ts';

/**
 * The path has no link left; whoever puts one there now is refused. A pipe is no image and would keep
 * a thread until somebody writes to it; without these flags, on Windows, there are no such files.
 */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads an image of a notebook for the window, or null.
 *
 * `encodedPath` is what stands behind `IMAGE_PATH` in the address. The real path, with all links
 * resolved, must lie inside the notebook's real folder; dot folders are closed; the bytes must be
 * an image of a type we show, whatever the name says. `folder` is the notebook's real path.
 * Where a blank one is wanted, as little of the file is read as says how large its picture is.
 */
export async function readNotebookImage(
  folder: string,
  encodedPath: string,
  want: ImageWish = 'file',
): Promise<FoundImage | null> {
  const segments = segmentsOf(encodedPath);
  if (segments === null) return null;
  try {
    const path = await realpath(join(folder, ...segments));
    if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return null;
    const file = await open(path, READ_ONLY);
    try {
      return await readImage(file, want);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    diskError(thrown);
    return null;
  }
}

async function readImage(file: DiskFile, want: ImageWish): Promise<FoundImage | null> {
  const stats = await file.stat();
  if (!stats.isFile() || stats.size > MAX_IMAGE_BYTES) return null;
  const blank = want === 'blank' ? await readBlank(file) : null;
  if (blank !== null) return blank;
  const bytes = await file.readFile();
  const facts = readImageFacts(bytes);
  if (facts === null) return null;
  const { contentType } = IMAGE_TYPES[facts.type];
  return { bytes, contentType, isLarge: isLargeImage(facts) };
}

/** A picture of one colour for a file whose first bytes say that a smaller one can stand for it. */
async function readBlank(file: DiskFile): Promise<FoundImage | null> {
  const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), { position: 0 });
  const head = buffer.subarray(0, bytesRead);
  const facts = readImageFacts(head);
  if (facts === null || isLargeImage(facts) || hasFewPixels(facts) || !isPlainPicture(head))
    return null;
  return { bytes: blankPicture(facts), contentType: 'image/png', isLarge: false };
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
