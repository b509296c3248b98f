import { basename, dirname, join } from 'node:path';
import { assetsFolderName } from '../../../shared/note/name.ts';
import { readdir } from '../../disk/calls.ts';
import { saveAtomically } from '../atomic-save.ts';
import { readSnapshot } from '../file-version.ts';
import { isThere } from './disk.ts';
import type { Ground } from './ground.ts';
import { clearIntent, OperationRefused, type RecaseIntent, writeIntent } from './intent.ts';

/**
 * Renames a note where old and new name are one to the file system: only case or Unicode form
 * differ. Such a file system finds the images under either spelling, so no moment is a broken one.
 */
export async function recaseNote(
  ground: Ground,
  intent: RecaseIntent,
  relink: (bytes: Uint8Array) => Uint8Array,
): Promise<void> {
  const { disk, folder, dataFolder } = ground;
  await writeIntent(disk, dataFolder, intent);
  const { from, to } = intent;
  for (const [old, name] of [
    [assetsFolderName(from), assetsFolderName(to)],
    [from, to],
  ] as const) {
    const path = join(folder, name);
    if ((await isThere(path)) && !(await isSpelled(path)))
      await disk.rename(join(folder, old), path);
  }
  const path = join(folder, to);
  const snapshot = await readSnapshot(disk, path);
  if (snapshot !== null) {
    const bytes = relink(snapshot.bytes);
    if (Buffer.compare(bytes, snapshot.bytes) !== 0) {
      const outcome = await saveAtomically({ path, bytes, expected: snapshot.version }, disk);
      if (outcome.kind === 'refused') throw new OperationRefused(outcome.error);
    }
  }
  await disk.syncFolder(dirname(path));
  await clearIntent(disk, dataFolder);
}

/** Whether the folder lists exactly this spelling. */
async function isSpelled(path: string): Promise<boolean> {
  return (await readdir(dirname(path))).includes(basename(path));
}
