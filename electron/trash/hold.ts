import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { readdir, readFile, rm } from '../disk/calls.ts';
import { saveAtomically } from '../notebook/atomic-save.ts';
import { diskError } from '../notebook/errno.ts';
import type { OperationDisk } from '../notebook/operations/disk.ts';
import { OperationRefused } from '../notebook/operations/intent.ts';
import { linkOrCopy } from '../notebook/operations/same-file.ts';

/**
 * The app's own trash: what was deleted from a notebook, so that it can be put back.
 *
 * It lies in the app's data folder, outside of the notebook: nothing there is synchronised. The
 * system's trash, where there is one, has the files as well; what only this one has is `kept` and
 * is never removed by the app.
 */
export interface HeldFiles {
  /** Names in the notebook; the note, where there is one, comes last. */
  readonly files: readonly string[];
  readonly kept: boolean;
  readonly deletedEpochMs: number;
}

const schema = v.object({
  files: v.array(v.string()),
  kept: v.boolean(),
  deletedEpochMs: v.number(),
});

const RECORD = 'deleted.json';
const FILES = 'files';
/** What the system's trash has too is held this long for an undo, and no more than so many times. */
const HOLD_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_HOLDS = 40;

/** The folder of the app's own trash for a notebook. */
export function trashFolder(dataFolder: string): string {
  return join(dataFolder, 'trash');
}

/** A name for what is deleted now: readable, in the order of time. */
export function holdName(now: Date, file: string): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.md$/i, '');
  return `${time} ${[...name].slice(0, 40).join('')} ${randomBytes(3).toString('hex')}`;
}

/** Where a held file lies. */
export function heldPath(dataFolder: string, hold: string, file: string): string {
  return join(trashFolder(dataFolder), hold, FILES, ...file.split('/'));
}

/** Takes files of a notebook in, durably; a run that was cut short is taken up again. */
export async function holdFiles(
  disk: OperationDisk,
  dataFolder: string,
  hold: string,
  folder: string,
  held: HeldFiles,
): Promise<void> {
  for (const file of held.files) {
    const path = heldPath(dataFolder, hold, file);
    await disk.makeFolder(dirname(path));
    await linkOrCopy(disk, join(folder, file), path);
    await disk.syncFolder(dirname(path));
  }
  await writeRecord(disk, dataFolder, hold, held);
}

export async function writeRecord(
  disk: OperationDisk,
  dataFolder: string,
  hold: string,
  held: HeldFiles,
): Promise<void> {
  const path = join(trashFolder(dataFolder), hold, RECORD);
  const bytes = new TextEncoder().encode(`${JSON.stringify(held)}\n`);
  const outcome = await saveAtomically({ path, bytes, expected: 'any' }, disk);
  if (outcome.kind === 'refused') throw new OperationRefused(outcome.error);
}

/** What a hold says it has; null for one that was never finished. */
export async function readRecord(dataFolder: string, hold: string): Promise<HeldFiles | null> {
  try {
    const text = await readFile(join(trashFolder(dataFolder), hold, RECORD), 'utf8');
    const parsed = v.safeParse(schema, JSON.parse(text) as unknown);
    return parsed.success ? parsed.output : null;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) diskError(thrown);
    return null;
  }
}

/** Removes a hold whose files are back in the notebook. */
export async function dropHold(dataFolder: string, hold: string): Promise<void> {
  await rm(join(trashFolder(dataFolder), hold), { recursive: true, force: true }).catch(diskError);
}

/** Drops what was held for an undo long enough; what only this trash has stays. */
export async function pruneHolds(dataFolder: string, now: Date): Promise<void> {
  const holds = await listHolds(dataFolder);
  for (const [index, hold] of holds.toReversed().entries()) {
    const record = await readRecord(dataFolder, hold);
    if (record === null || record.kept) continue;
    const isOld = now.getTime() - record.deletedEpochMs > HOLD_MS;
    if (isOld || index >= MOST_HOLDS) await dropHold(dataFolder, hold);
  }
}

/** All holds of a notebook, oldest first. */
export async function listHolds(dataFolder: string): Promise<readonly string[]> {
  try {
    return (await readdir(trashFolder(dataFolder))).sort();
  } catch (thrown) {
    diskError(thrown);
    return [];
  }
}
