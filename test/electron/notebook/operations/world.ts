import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { imagesUsedElsewhere } from '../../../../electron/images/used-images.ts';
import { isTemporaryName } from '../../../../electron/notebook/atomic-save.ts';
import { nodeFiles } from '../../../../electron/notebook/file-port.ts';
import { createJournals, type Journals } from '../../../../electron/notebook/journal/journals.ts';
import { createNoteStore, type NoteStore } from '../../../../electron/notebook/note-store.ts';
import { openDeletions } from '../../../../electron/notebook/operations/deletions.ts';
import { nodeDisk } from '../../../../electron/notebook/operations/disk.ts';
import type { Ground } from '../../../../electron/notebook/operations/ground.ts';
import {
  createOperations,
  type Operations,
} from '../../../../electron/notebook/operations/operations.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { createRecorder } from '../recorder.ts';
import { joinTexts } from '../store-world.ts';
import { type Life, mortalDisk } from './mortal-disk.ts';

/** Files by name, as text. */
export type Files = Readonly<Record<string, string>>;

/** A notebook on a real disk, with a system trash beside it, and the app's own data. */
export interface Place {
  readonly folder: string;
  readonly dataFolder: string;
  readonly bin: string;
}

/** What a life of the app does with a notebook. */
export interface World {
  readonly ground: Ground;
  readonly store: NoteStore;
  readonly journals: Journals;
  readonly operations: Operations;
  /** What the window was told, in order. */
  readonly told: readonly string[];
}

export async function makePlace(files: Files): Promise<Place> {
  const home = await temporaryFolder();
  const place = {
    folder: join(home, 'notes'),
    dataFolder: join(home, 'data'),
    bin: join(home, 'bin'),
  };
  await mkdir(place.bin, { recursive: true });
  await mkdir(place.dataFolder, { recursive: true });
  await mkdir(place.folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(place.folder, name)), { recursive: true });
    await writeFile(join(place.folder, name), text);
  }
  return place;
}

/** Starts a life of the app on a place; without a life it never dies. */
export async function openWorld(
  place: Place,
  {
    life = null,
    hasBin = true,
    inTheMiddle = () => undefined,
  }: { life?: Life | null; hasBin?: boolean; inTheMiddle?: () => void } = {},
): Promise<World> {
  const disk = life === null ? nodeDisk : mortalDisk(life);
  const step: Life['step'] = life === null ? (change) => change() : life.step;
  const real = await openDeletions(place.dataFolder);
  const told: string[] = [];
  const ground: Ground = {
    folder: place.folder,
    dataFolder: place.dataFolder,
    disk,
    deletions: {
      names: real.names,
      add: (names) => step(() => real.add(names)),
      remove: (names) => step(() => real.remove(names)),
    },
    systemTrash: (path) =>
      step(async () => {
        if (!hasBin) throw new Error('no trash here');
        await rename(path, join(place.bin, basename(path)));
      }),
    now: () => new Date('2026-11-22T10:00:00Z'),
  };
  const { folder } = place;
  const files = nodeFiles;
  const journals = createJournals(join(place.dataFolder, 'journal'), files);
  const { listener } = createRecorder();
  const store = createNoteStore({ folder, files, journals, join: joinTexts, listener });
  onTestFinished(store.close);
  const operations = createOperations({
    ground,
    store,
    listener: {
      onMoved: (from, _note, to) => told.push(`${from} -> ${to}`),
      onRemoved: (name) => told.push(`${name} removed`),
      onFiles: () => undefined,
    },
    usedElsewhere: (note) => {
      inTheMiddle();
      return imagesUsedElsewhere(place.folder, note);
    },
  });
  return { ground, store, journals, operations, told };
}

/** All files below a folder by name, but for temporary ones that a death left. */
export async function readAll(folder: string): Promise<Files> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && !isTemporaryName(entry.name));
  const read = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const;
  });
  const all = await Promise.all(read);
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}
