import { dirname, join } from 'node:path';
import { assetsFolderName } from '../../../shared/note/name.ts';
import { saveAtomically } from '../atomic-save.ts';
import { diskError } from '../errno.ts';
import { assetsOf, type Ground, pathIn, removeEmptyFolders, unwrittenGround } from './ground.ts';
import { clearIntent, type MoveIntent, OperationRefused, writeIntent } from './intent.ts';
import { copyOnce, hashOf, linkOrCopy, sameContent } from './same-file.ts';

/** A note as it is written under its new name. */
export interface CarriedNote {
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** When the note was last changed; null for a copy, which is new. */
  readonly mtimeMs: number | null;
}

/**
 * Writes a note and its images under another name; the old ones stay until `leaveOld`.
 *
 * The order keeps a note that works at every moment: images first, then the note that links to
 * them, then, elsewhere, the old ones go. A death on the way leaves two notes at worst, and the
 * next start takes the work up (recover.ts).
 */
export async function carryNote(
  ground: Ground,
  intent: MoveIntent,
  note: CarriedNote,
): Promise<void> {
  const { disk, dataFolder } = ground;
  await writeIntent(disk, dataFolder, intent);
  await carryAssets(ground, intent);
  await carryAssets(unwrittenGround(ground), intent);
  const path = await pathIn(ground, intent.to);
  await disk.makeFolder(dirname(path));
  const { bytes, mode, mtimeMs } = note;
  const outcome = await saveAtomically({ path, bytes, mode, expected: 'absent' }, disk);
  if (outcome.kind === 'refused') throw new OperationRefused(outcome.error);
  if (outcome.kind === 'changed')
    throw new OperationRefused({ kind: 'failed', detail: `${path} exists` });
  if (mtimeMs !== null) await disk.setModified(path, mtimeMs);
  await writeIntent(disk, dataFolder, { ...intent, written: true });
}

/** Ends an operation whose note is written: what was moved goes from its old place. */
export async function leaveOld(ground: Ground, intent: MoveIntent): Promise<void> {
  if (intent.kind === 'move') {
    await removeOld(ground, intent);
    await removeUnwritten(unwrittenGround(ground), intent);
  }
  const { name, files } = await assetsOf(ground, intent.to);
  await ground.deletions.remove([intent.to, ...files.map((file) => `${name}/${file}`)]);
  await clearIntent(ground.disk, ground.dataFolder);
}

async function carryAssets(ground: Ground, { kind, from, to }: MoveIntent): Promise<void> {
  const { disk } = ground;
  const assets = await assetsOf(ground, from);
  if (assets.files.length === 0) return;
  const target = await pathIn(ground, assetsFolderName(to));
  const folders = new Set<string>();
  for (const file of assets.files) {
    const [source, copy] = [join(ground.folder, assets.name, file), join(target, file)];
    await disk.makeFolder(dirname(copy));
    folders.add(dirname(copy));
    if (kind === 'move') await linkOrCopy(disk, source, copy);
    else await copyOnce(disk, source, copy);
  }
  for (const folder of folders) await disk.syncFolder(folder);
}

/** One that was written meanwhile is in the folder of the name that it was written for. */
async function removeUnwritten(
  unwritten: Ground,
  { from, to, staying }: MoveIntent,
): Promise<void> {
  const { disk, folder } = unwritten;
  const { name, files } = await assetsOf(unwritten, from);
  for (const file of files.filter((one) => !staying.includes(one.normalize('NFC')))) {
    const old = join(folder, name, file);
    if (await sameContent(disk, old, join(folder, assetsFolderName(to), file)))
      await disk.unlink(old);
  }
}

async function removeOld(ground: Ground, intent: MoveIntent): Promise<void> {
  const { disk, folder } = ground;
  const assets = await assetsOf(ground, intent.from);
  const staying = new Set(intent.staying);
  const going = assets.files.filter((file) => !staying.has(file.normalize('NFC')));
  await ground.deletions.add([intent.from, ...going.map((file) => `${assets.name}/${file}`)]);
  const path = join(folder, intent.from);
  const hash = await hashOf(disk, path);
  // Whoever changed it meanwhile keeps what they wrote, as a note of its own with its images.
  if (hash !== null && hash !== intent.fromHash)
    return ground.deletions.remove([intent.from, ...going.map((file) => `${assets.name}/${file}`)]);
  if (hash !== null) await disk.unlink(path);
  const target = join(folder, assetsFolderName(intent.to));
  for (const file of going) {
    const old = join(folder, assets.name, file);
    if (await sameContent(disk, old, join(target, file))) await disk.unlink(old);
    else await ground.deletions.remove([`${assets.name}/${file}`]);
  }
  await removeEmptyFolders(disk, join(folder, assets.name));
  await disk.syncFolder(dirname(path)).catch(diskError);
}
