import { dirname, join } from 'node:path';
import { isThere } from '../notebook/operations/disk.ts';
import { type Ground, pathIn } from '../notebook/operations/ground.ts';
import {
  clearIntent,
  OperationRefused,
  type RestoreIntent,
  writeIntent,
} from '../notebook/operations/intent.ts';
import { hashOf, linkOrCopy, sameContent } from '../notebook/operations/same-file.ts';
import { dropHold, heldPath, readRecord } from './hold.ts';

/**
 * Puts deleted files back where they were, images before the note that shows them.
 *
 * A name that is taken by now is refused before anything is written: what is there belongs to
 * somebody. Answers with the names that are back.
 */
export async function restoreFiles(
  ground: Ground,
  intent: RestoreIntent,
): Promise<readonly string[]> {
  const { disk, dataFolder, folder } = ground;
  const record = await readRecord(dataFolder, intent.hold);
  if (record === null) throw new OperationRefused({ kind: 'missing', detail: intent.hold });
  for (const file of record.files) await refuseTaken(ground, intent.hold, file);
  await writeIntent(disk, dataFolder, intent);
  for (const file of record.files) {
    const path = join(folder, file);
    if (await isThere(path)) continue;
    await disk.makeFolder(dirname(path));
    await linkOrCopy(disk, heldPath(dataFolder, intent.hold, file), path);
    await disk.syncFolder(dirname(path));
  }
  await ground.deletions.remove(record.files);
  await clearIntent(disk, dataFolder);
  await dropHold(dataFolder, intent.hold);
  return record.files;
}

async function refuseTaken(ground: Ground, hold: string, file: string): Promise<void> {
  const { disk, dataFolder } = ground;
  const path = await pathIn(ground, file);
  if (!(await isThere(path))) return;
  if (await sameContent(disk, heldPath(dataFolder, hold, file), path)) return;
  const detail = `${file} exists (${(await hashOf(disk, path)) ?? 'no file'})`;
  throw new OperationRefused({ kind: 'failed', detail });
}
