import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nameOfPath } from '../notebook/note-path.ts';
import { filesBelow, isThere } from '../notebook/operations/disk.ts';
import { type Ground, removeEmptyFolders } from '../notebook/operations/ground.ts';
import { clearIntent, type DeleteIntent, writeIntent } from '../notebook/operations/intent.ts';
import { hashOf, sameContent } from '../notebook/operations/same-file.ts';
import { dropHold, heldPath, holdFiles, holdName, writeRecord } from './hold.ts';

/** Where deleted files are: the system's trash, or only the app's own. */
export type TrashPlace = 'system' | 'own';

/** A trash that does not answer counts as none; a person waits no longer. */
const SYSTEM_TRASH_MS = 10_000;

/**
 * Moves files of a notebook to the trash; a note comes last in `intent.files`.
 *
 * First they are held in the app's own trash, durably, so that the deletion can be undone and
 * nothing depends on the system's. Where that one refuses, the own is the place, and keeps them.
 */
export async function deleteFiles(ground: Ground, intent: DeleteIntent): Promise<TrashPlace> {
  const { disk, dataFolder, folder } = ground;
  const files = intent.files.map(({ name }) => name);
  const held = { files, deletedEpochMs: ground.now().getTime(), kept: true };
  await writeIntent(disk, dataFolder, intent);
  await holdFiles(disk, dataFolder, intent.hold, folder, held);
  return finishDelete(ground, intent);
}

/** The second half, once all is held: also after a death in the middle. */
export async function finishDelete(ground: Ground, intent: DeleteIntent): Promise<TrashPlace> {
  const { disk, dataFolder, folder } = ground;
  const files = intent.files.map(({ name }) => name);
  await ground.deletions.add(files);
  const { going, paths } = await whatGoes(ground, intent);
  // What went before a death went nobody knows where: then the own trash keeps all of it.
  let place: TrashPlace = going.length === files.length ? 'system' : 'own';
  for (const path of paths) {
    if ((await putAway(ground, intent.hold, path)) === 'own') place = 'own';
    if (isNote(path) && (await isThere(path))) break;
  }
  for (const { name } of intent.files) {
    if (await isThere(join(folder, name))) await ground.deletions.remove([name]);
  }
  for (const name of new Set(files.map((file) => dirname(file)))) {
    if (name.endsWith('.assets')) await removeEmptyFolders(disk, join(folder, name));
  }
  if (place === 'system') {
    const held = { files, deletedEpochMs: ground.now().getTime(), kept: false };
    await writeRecord(disk, dataFolder, intent.hold, held);
  }
  await clearIntent(disk, dataFolder);
  return place;
}

/**
 * Moves one file of a notebook to the trash where no undo asks for it: the own one has it only where
 * the system's refuses.
 */
export async function putInTrash(ground: Ground, name: string): Promise<void> {
  const { disk, dataFolder, folder } = ground;
  const now = ground.now();
  const hold = holdName(now, name);
  const held = { files: [name], deletedEpochMs: now.getTime(), kept: true };
  await holdFiles(disk, dataFolder, hold, folder, held);
  if ((await putAway(ground, hold, join(folder, name))) === 'system')
    await dropHold(dataFolder, hold);
}

/**
 * What is handed over, the note first: a folder of images of which every file goes, goes as one.
 *
 * A file that changed since it was held is left alone: that content is nobody's to delete.
 */
async function whatGoes(
  ground: Ground,
  { files }: DeleteIntent,
): Promise<{ readonly going: readonly string[]; readonly paths: readonly string[] }> {
  const { disk, folder } = ground;
  const going: string[] = [];
  for (const { name, hash } of files.toReversed()) {
    const now = await hashOf(disk, join(folder, name));
    // A note that stays has its images.
    if (now !== null && now !== hash && isNote(name)) return { going: [], paths: [] };
    if (now === hash) going.push(name);
  }
  const folders = new Set(going.map(assetsFolderOf).filter((name) => name !== null));
  const whole: string[] = [];
  for (const name of folders) {
    const there = await filesBelow(join(folder, name));
    if (there.every((file) => going.includes(`${name}/${file}`))) whole.push(name);
  }
  const single = going.filter((name) => !whole.some((top) => name.startsWith(`${top}/`)));
  return { going, paths: [...single, ...whole].map((name) => join(folder, name)) };
}

function isNote(name: string): boolean {
  return /\.md$/i.test(name);
}

function assetsFolderOf(name: string): string | null {
  return /^.*?\.assets(?=\/)/.exec(name)?.[0] ?? null;
}

/**
 * Hands one path to the system's trash, or else removes what our own holds by now.
 *
 * That one may take its time to refuse: what was written, or came to lie there, meanwhile is not held
 * and stays.
 */
async function putAway(ground: Ground, hold: string, path: string): Promise<TrashPlace> {
  const { disk, dataFolder, folder } = ground;
  const late = sleep(SYSTEM_TRASH_MS, undefined, { ref: false }).then(() => {
    throw new Error('the trash does not answer');
  });
  await Promise.race([ground.systemTrash(path), late]).catch(() => undefined);
  if (!(await isThere(path))) return 'system';
  const files = (await disk.stat(path)).isFile
    ? [path]
    : (await filesBelow(path)).map((file) => join(path, file));
  for (const file of files) {
    const held = heldPath(dataFolder, hold, nameOfPath(relative(folder, file)));
    if (await sameContent(disk, held, file)) await disk.unlink(file);
  }
  await removeEmptyFolders(disk, path);
  await disk.syncFolder(dirname(path));
  return 'own';
}
