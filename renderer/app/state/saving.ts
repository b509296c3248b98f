import type { CallErrorKind, OpenNote } from '../../../shared/ipc/contract.ts';

/** What the window knows of the way its text takes to the disk, of all notes it had open. */
export interface Saving {
  readonly notes: ReadonlyMap<string, NoteSaving>;
  /** When something last became durable in this window; null before. */
  readonly durableAtEpochMs: number | null;
  /** A problem ended, and nothing was typed since: worth saying once. */
  readonly recovered: boolean;
}

interface NoteSaving {
  /** Edits have not reached main. */
  readonly pending: boolean;
  /** The newest version that main holds, as far as the window was told. */
  readonly heldVersion: number;
  /** The newest version that is durable. */
  readonly durableVersion: number;
  /** Why it could not be written; the text is kept in main. */
  readonly problem: CallErrorKind | null;
}

/** Of a file that nobody can edit any more: nothing waits where nobody edited it before. */
export type SavingProblem = CallErrorKind | 'unreadable-unedited';

/** The one thing the status says. */
export type SavingView =
  | { readonly kind: 'problem'; readonly problem: SavingProblem }
  | { readonly kind: 'saving' }
  | { readonly kind: 'on-disk'; readonly atEpochMs: number | null; readonly again: boolean };

export const NOTHING_TO_SAVE: Saving = {
  notes: new Map(),
  durableAtEpochMs: null,
  recovered: false,
};

const CLEAN: NoteSaving = { pending: false, heldVersion: 0, durableVersion: 0, problem: null };

/**
 * A note was opened.
 *
 * Main may hold more than the folder has: of a note left a moment ago, after a crash of the page,
 * or with text that a journal brought back. It says when that is durable.
 */
export function savingOpened(saving: Saving, opened: OpenedVersions): Saving {
  // Main lets go of the others of which nothing waits, and looks at their files no more.
  const notes = [...saving.notes].filter(([name, note]) => name === opened.name || mayWait(note));
  return withHeld({ ...saving, notes: new Map(notes) }, opened);
}

function withHeld(saving: Saving, opened: OpenedVersions): Saving {
  const { name, version: heldVersion } = opened;
  const known = saving.notes.get(name) ?? CLEAN;
  // Word of a save may overtake the answer; versions only count up.
  const durableVersion = Math.max(known.durableVersion, opened.durableVersion);
  return withNote(saving, name, { ...known, heldVersion, durableVersion });
}

type OpenedVersions = Pick<OpenNote, 'name' | 'version' | 'durableVersion'>;

/** A note's edits began or stopped to wait for main, which holds `version`. */
export function savingPending(
  saving: Saving,
  edits: { readonly name: string; readonly pending: boolean; readonly version: number },
): Saving {
  const known = saving.notes.get(edits.name) ?? CLEAN;
  const heldVersion = Math.max(known.heldVersion, edits.version);
  const changed = withNote(saving, edits.name, { ...known, pending: edits.pending, heldVersion });
  return edits.pending ? { ...changed, recovered: false } : changed;
}

/** A version of a note is durable, and so is all before it. */
export function savingDurable(
  saving: Saving,
  told: { readonly name: string; readonly version: number; readonly atEpochMs: number },
): Saving {
  const known = saving.notes.get(told.name) ?? CLEAN;
  const durableVersion = Math.max(known.durableVersion, told.version);
  return {
    ...withNote(saving, told.name, { ...known, durableVersion, problem: null }),
    durableAtEpochMs: told.atEpochMs,
    recovered: saving.recovered || known.problem !== null,
  };
}

/** A note could not be written. */
export function savingFailed(saving: Saving, name: string, problem: CallErrorKind): Saving {
  const known = saving.notes.get(name) ?? CLEAN;
  return { ...withNote(saving, name, { ...known, problem }), recovered: false };
}

/** A note goes by another name, or is gone: nothing of it waits under the old one. */
export function savingMoved(
  saving: Saving,
  from: string,
  to: string | null,
  held: Omit<OpenedVersions, 'name'> | null,
): Saving {
  const known = saving.notes.get(from);
  if (known === undefined) return saving;
  const notes = new Map(saving.notes);
  notes.delete(from);
  const moved = { ...saving, notes };
  if (to === null) return moved;
  const kept = withNote(moved, to, known);
  return held === null ? kept : withHeld(kept, { ...held, name: to });
}

/**
 * What to say: a problem first, then that something is on its way.
 *
 * "On disk" is said only when every note is: the editor has nothing unsent and the version that
 * main holds is durable. An older version becoming durable while a newer one waits does not count.
 */
export function viewSaving(saving: Saving): SavingView {
  const notes = [...saving.notes.values()];
  const problems = notes.flatMap((note) => problemOf(note) ?? []);
  const problem = problems.find((one) => one !== 'unreadable-unedited') ?? problems[0];
  if (problem !== undefined) return { kind: 'problem', problem };
  if (notes.some(waits)) return { kind: 'saving' };
  return { kind: 'on-disk', atEpochMs: saving.durableAtEpochMs, again: saving.recovered };
}

/** Words were typed that main does not have yet. */
export function hasUnsent({ notes }: Saving): boolean {
  return [...notes.values()].some(({ pending }) => pending);
}

function problemOf(note: NoteSaving): SavingProblem | null {
  return note.problem === 'unreadable' && !mayWait(note) ? 'unreadable-unedited' : note.problem;
}

/** Of a note that was never open in this window main alone knows what waits. */
function mayWait(note: NoteSaving): boolean {
  return waits(note) || note.heldVersion === 0;
}

function waits({ pending, heldVersion, durableVersion }: NoteSaving): boolean {
  return pending || durableVersion < heldVersion;
}

function withNote(saving: Saving, name: string, note: NoteSaving): Saving {
  return { ...saving, notes: new Map(saving.notes).set(name, note) };
}
