import { fileKind } from './paths.ts';
import type { StagedFile, Staging } from './stage.ts';

/** Other files from this size on wait with the images. */
const BULK_BYTES = 1024 * 1024;
/** How much one commit of images carries: what a cut connection may have to send again. */
const BATCH_BYTES = 16 * 1024 * 1024;

/**
 * Splits what is to be committed: the text at once, images and other large files in portions.
 *
 * On a bad line the words arrive first, and every portion that arrived stays arrived.
 */
export function splitStaging(staging: Staging): {
  readonly text: Staging;
  readonly bulk: readonly Staging[];
} {
  const isBulk = ({ path, bytes }: StagedFile) =>
    fileKind(path) === 'image' || (fileKind(path) === 'other' && bytes >= BULK_BYTES);
  const batches: StagedFile[][] = [];
  let room = 0;
  for (const file of staging.add.filter(isBulk)) {
    if (file.bytes > room) {
      batches.push([]);
      room = BATCH_BYTES;
    }
    batches.at(-1)?.push(file);
    room -= file.bytes;
  }
  return {
    text: { ...staging, add: staging.add.filter((file) => !isBulk(file)) },
    bulk: batches.map((add) => ({ ...staging, add, remove: [], staged: [] })),
  };
}
