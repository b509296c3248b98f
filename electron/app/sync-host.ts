import { diskError } from '../notebook/errno.ts';
import type { NoteStore } from '../notebook/note-store.ts';
import { decodeNote } from '../notebook/note-text.ts';
import type { Deletions } from '../notebook/operations/deletions.ts';
import { ApplyRefused, applyPlainFile, readPlainFile, type SyncHost } from '../sync/host.ts';
import { isNoteName } from './note-rules.ts';

export interface SyncHostOptions {
  /** The notebook's real path. */
  readonly folder: string;
  readonly store: NoteStore;
  readonly deletions: Deletions;
  readonly isQuiet: () => boolean;
  /** True where somebody wrote in the note since the app opened it. */
  readonly wasEdited: (name: string) => boolean;
}

/**
 * Lets the sync work on a notebook whose notes may be open.
 *
 * What it brings to a note that main holds is merged into the held text, so that no key typed
 * meanwhile is lost and the window takes the result over; all other files are written as they are.
 */
export function createSyncHost(options: SyncHostOptions): SyncHost {
  const { folder, store, deletions, isQuiet, wasEdited } = options;

  async function applyFile(
    name: string,
    before: Uint8Array | null,
    after: Uint8Array | null,
  ): Promise<'applied' | 'changed'> {
    const held = store.held(name);
    const shared = textsOf(before, after);
    if (held === null || held.readOnly !== null || shared === null) {
      const outcome = await applyPlainFile(folder, name, before, after);
      await held?.checkDisk();
      return outcome;
    }
    const refusal = await held.takeShared(shared.before, shared.after);
    if (refusal !== null) throw new ApplyRefused(`${name}: ${refusal.detail}`);
    return 'applied';
  }

  async function follow(from: string, to: string, before: Uint8Array): Promise<boolean> {
    const { text, readOnly } = decodeNote(before);
    if (readOnly !== null || !isNoteName(to)) return false;
    const carried = await store.follow(from, to, text).catch((thrown: unknown) => {
      throw new ApplyRefused(`${from}: ${diskError(thrown).detail}`);
    });
    if (carried === null) return false;
    // Unless it was written to once more: then both stay.
    await applyPlainFile(folder, from, carried, null);
    return true;
  }

  return {
    flush: async () => {
      await store.flush();
    },
    isQuiet,
    readFile: (name) => readPlainFile(folder, name),
    applyFile,
    follow,
    deletions: deletions.names,
    deletionsCommitted: (names) => void deletions.remove(names),
    wasEdited,
  };
}

/** Both versions as texts, or null where one is no editable note: those are not merged. */
function textsOf(
  before: Uint8Array | null,
  after: Uint8Array | null,
): { readonly before: string; readonly after: string } | null {
  if (after === null) return null;
  const [old, next] = [decodeNote(before ?? new Uint8Array()), decodeNote(after)];
  if (old.readOnly !== null || next.readOnly !== null) return null;
  return { before: old.text, after: next.text };
}
