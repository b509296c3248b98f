import type { KeptPlace } from '../../shared/merge/kept-place.ts';
import type { SyncStatus } from '../../shared/sync-status.ts';
import type { JsonFile } from '../notebook/json-file.ts';
import type { NoteStore } from '../notebook/note-store.ts';
import { notebookId } from '../notebook/notebook-id.ts';
import type { Deletions } from '../notebook/operations/deletions.ts';
import type { AppState } from '../settings/app-state.ts';
import { systemClock } from '../sync/clock.ts';
import type { Credentials } from '../sync/credentials.ts';
import { createSyncEngine, type SyncEngine } from '../sync/engine.ts';
import { findGit } from '../sync/find-git.ts';
import { setUpNotebook } from '../sync/set-up.ts';
import type { Activity } from './activity.ts';
import { createSyncHost } from './sync-host.ts';

/** One notebook for the sync. */
export interface NotebookSyncOptions {
  /** The notebook's real path. */
  readonly folder: string;
  readonly store: NoteStore;
  /** What was deleted on purpose and is not committed yet. */
  readonly deletions: Deletions;
  readonly wasEdited: (name: string) => boolean;
  /** Lines of a note of which a merge kept both versions. */
  readonly onKeptBoth: (name: string, places: readonly KeptPlace[]) => void;
  /** A file goes along that is close to what remotes refuse. */
  readonly onLargeFile: (path: string) => void;
  readonly onStatus: (status: SyncStatus, waiting: ReadonlySet<string>) => void;
  /** Settles when the window no longer waits for its first frame. */
  readonly begin: Promise<void>;
}

/** Starts the sync of a notebook that is being opened. */
export type OpenSync = (options: NotebookSyncOptions) => SyncEngine;

/** What all notebooks of a session share. */
export interface SyncSettings {
  readonly activity: Activity;
  readonly state: JsonFile<AppState>;
  readonly credentials: Credentials;
  /** The system's word on the network at this moment. */
  readonly isOnline: () => boolean;
}

/** Makes the function that starts a notebook's sync, with the user's trust kept in app state. */
export function createOpenSync({ activity, state, credentials, isOnline }: SyncSettings): OpenSync {
  return ({ folder, store, deletions, wasEdited, onStatus, onKeptBoth, onLargeFile, begin }) => {
    const id = notebookId(folder);
    return createSyncEngine({
      folder,
      host: createSyncHost({ folder, store, deletions, isQuiet: activity.isQuiet, wasEdited }),
      clock: systemClock,
      random: Math.random,
      signIn: credentials.of,
      checkAtOpen: true,
      online: isOnline(),
      trust: {
        isTrusted: (fingerprint) => state.get().trusted[id] === fingerprint,
        remember: (fingerprint) => {
          const trusted = { ...state.get().trusted, [id]: fingerprint };
          state.set({ ...state.get(), trusted });
        },
      },
      onStatus,
      onKeptBoth,
      onLargeFile,
      begin,
    });
  };
}

/**
 * Puts a notebook that was just made under version control.
 *
 * Without a usable git the notebook works all the same; the sync status says what to install.
 */
export async function putUnderGit(folder: string): Promise<void> {
  const git = await findGit();
  if (git.kind === 'found') await setUpNotebook(git.program, folder);
}
