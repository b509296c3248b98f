import { join } from 'node:path';
import { assetsFolderName } from '../../../shared/note/name.ts';
import { lstat, readdir } from '../../disk/calls.ts';
import { errnoCode } from '../errno.ts';
import { pathOfNote } from '../note-path.ts';
import type { Deletions } from './deletions.ts';
import { filesBelow, type OperationDisk } from './disk.ts';
import { OperationRefused } from './intent.ts';

/** What every operation on a notebook's files works with. */
export interface Ground {
  /** The notebook's real path. */
  readonly folder: string;
  /** The notebook's folder in the app's own data. */
  readonly dataFolder: string;
  readonly disk: OperationDisk;
  /** Hands a file or folder to the system's trash; rejects where that is not possible. */
  readonly systemTrash: (path: string) => Promise<void>;
  readonly deletions: Deletions;
  readonly now: () => Date;
}

/** Where images wait, in app data, that the notebook's disk refuses: each below its name there. */
export function unwrittenFolder(dataFolder: string): string {
  return join(dataFolder, 'unwritten');
}

/** The path of a name in the notebook; refuses a way through a link. */
export async function pathIn(ground: Ground, name: string): Promise<string> {
  const path = await pathOfNote(ground.folder, name);
  if (!path.ok) throw new OperationRefused(path.error);
  return path.value;
}

/** The images of a note: its folder's name in the notebook, and the files in it. */
export interface NoteAssets {
  readonly name: string;
  readonly files: readonly string[];
}

/** The same files of a note as far as they are still to be written. */
export function unwrittenGround(ground: Ground): Ground {
  return { ...ground, folder: unwrittenFolder(ground.dataFolder) };
}

/**
 * What lies in a note's folder of images; empty where there is none.
 *
 * A link in its place is somebody's own arrangement and is left alone: behind it may be anything.
 */
export async function assetsOf(ground: Ground, note: string): Promise<NoteAssets> {
  const name = assetsFolderName(note);
  const path = join(ground.folder, name);
  return { name, files: (await isFolder(path)) ? await filesBelow(path) : [] };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (thrown) {
    const code = errnoCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw thrown;
  }
}

/** Removes folders that are empty, from `path` upwards, not beyond `top`. */
export async function removeEmptyFolders(disk: OperationDisk, path: string): Promise<void> {
  for (const folder of (await foldersBelow(path)).toReversed()) {
    // One that still holds something stays, and so do those above it.
    await disk.removeFolder(folder).catch((thrown: unknown) => {
      if (errnoCode(thrown) === null) throw thrown;
    });
  }
}

async function foldersBelow(path: string): Promise<readonly string[]> {
  if (!(await isFolder(path))) return [];
  const entries = await readdir(path, { withFileTypes: true });
  const inner = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => foldersBelow(join(path, name))),
  );
  return [path, ...inner.flat()];
}
