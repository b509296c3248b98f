import { imagesUsedElsewhere } from '../images/used-images.ts';
import type { Emit } from '../ipc/emit.ts';
import type { NoteStore } from '../notebook/note-store.ts';
import { type Deletions, openDeletions } from '../notebook/operations/deletions.ts';
import { nodeDisk } from '../notebook/operations/disk.ts';
import type { Ground } from '../notebook/operations/ground.ts';
import { createOperations, type Operations } from '../notebook/operations/operations.ts';
import type { OperationListener } from '../notebook/operations/operations-options.ts';
import { recoverOperation } from '../notebook/operations/recover.ts';
import type { TimeTrack } from '../notebook/time-track/time-track.ts';
import { pruneHolds } from '../trash/hold.ts';

export interface GroundOptions {
  /** The notebook's real path. */
  readonly folder: string;
  /** The notebook's folder in the app's own data. */
  readonly dataFolder: string;
  /** Hands a file or folder to the system's trash; rejects where that is not possible. */
  readonly systemTrash: (path: string) => Promise<void>;
}

/**
 * Prepares a notebook's files for operations, and ends the one that a death interrupted.
 *
 * Call before anything of the notebook is read.
 */
export async function openGround(options: GroundOptions): Promise<Ground> {
  const deletions: Deletions = await openDeletions(options.dataFolder);
  const ground = { ...options, disk: nodeDisk, deletions, now: () => new Date() };
  await recoverOperation(ground);
  return ground;
}

export interface NotebookOperationsOptions {
  readonly ground: Ground;
  readonly store: NoteStore;
  readonly timeTrack: TimeTrack;
  readonly emit: Emit;
  readonly onMoved: OperationListener['onMoved'];
  readonly onFiles: OperationListener['onFiles'];
}

/** Binds a notebook's operations to its window: the window hears of each. */
export function openOperations(options: NotebookOperationsOptions): Operations {
  const { ground, store, emit } = options;
  void pruneHolds(ground.dataFolder, ground.now());
  return createOperations({
    ground,
    store,
    listener: {
      onMoved: options.onMoved,
      onCopied: (from, to) => void options.timeTrack.copy(from, to),
      onRemoved: (name) => emit('noteRemoved', { name }),
      onFiles: options.onFiles,
    },
    usedElsewhere: (note) => imagesUsedElsewhere(ground.folder, note),
  });
}
