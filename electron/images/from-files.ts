import { basename } from 'node:path';
import { type CallError, type CallValues, MAX_IMAGE_BYTES } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readFile, stat } from '../disk/calls.ts';
import { diskError } from '../notebook/errno.ts';
import { type NewImage, type StoringImages, storeImage } from './store.ts';

/**
 * Stores files that somebody chose beside a note, one after the other, durably.
 *
 * What is no image is told by name; the first thing that a disk refuses ends it, and what was stored
 * before stays. The others still lie where they were chosen, and are told by name.
 */
export async function storeImageFiles(
  folder: string,
  paths: readonly string[],
  place: Omit<NewImage, 'bytes'>,
  storing: StoringImages = {},
): Promise<CallValues['addImageFiles']> {
  const images: CallValues['addImageFiles']['images'][number][] = [];
  const notImages: string[] = [];
  for (const [index, path] of paths.entries()) {
    const bytes = await readBytes(path);
    const stored = bytes.ok
      ? await storeImage(folder, { ...place, bytes: bytes.value }, storing)
      : bytes;
    if (stored.ok) images.push(stored.value);
    else if (stored.error.kind === 'not-an-image') notImages.push(basename(path));
    else {
      const notAdded = paths.slice(index).map((left) => basename(left));
      return { images, notImages, failed: stored.error, notAdded };
    }
  }
  return { images, notImages, failed: null, notAdded: [] };
}

async function readBytes(path: string): Promise<Result<Uint8Array, CallError>> {
  try {
    const file = await stat(path);
    // To read a pipe is to wait for who writes to it.
    if (!file.isFile()) return err({ kind: 'not-an-image', detail: path });
    if (file.size > MAX_IMAGE_BYTES) return err({ kind: 'too-large', detail: path });
    return ok(await readFile(path));
  } catch (thrown) {
    return err(diskError(thrown));
  }
}
