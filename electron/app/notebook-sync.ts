import type { SyncStatus } from '../../shared/sync-status.ts';
import type { NoteStore } from '../notebook/note-store.ts';

/** What the app needs of the sync of one notebook; see `createSyncEngine`. */
export interface NotebookSync {
  readonly status: () => SyncStatus;
  /** A file of the notebook was written; a commit follows after a pause. */
  readonly noteChanged: () => void;
  readonly commitNow: () => Promise<void>;
  readonly syncNow: () => Promise<void>;
  readonly trust: () => Promise<void>;
  readonly networkChanged: (online: boolean) => void;
  /** The computer woke up, or the window came to the front. */
  readonly resume: () => void;
  readonly close: () => Promise<void>;
}

export interface NotebookSyncOptions {
  /** The notebook's real path. */
  readonly folder: string;
  readonly store: NoteStore;
  readonly onStatus: (status: SyncStatus) => void;
  readonly onWaiting: (names: ReadonlySet<string>) => void;
}

export type OpenSync = (options: NotebookSyncOptions) => NotebookSync;
