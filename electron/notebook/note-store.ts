import { dirname, join as joinPath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallError, ReadOnlyReason } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { TextPatch } from '../../shared/text-patch.ts';
import { access, mkdir } from '../disk/calls.ts';
import { type DiskError, diskError } from './errno.ts';
import type { FilePort } from './file-port.ts';
import { type FileSnapshot, type FileVersion, readSnapshot } from './file-version.ts';
import type { FindRenamed } from './find-renamed.ts';
import {
  createHeldNote,
  type HeldNote,
  type HeldNoteOptions,
  type NoteListener,
} from './held-note.ts';
import type { Journals } from './journal/journals.ts';
import { pathOfNote } from './note-path.ts';
import { decodeNote, encodeNote } from './note-text.ts';
import type { JoinTexts } from './outside-change.ts';
import { answeredWithin, PATIENCE_MS, within } from './patience.ts';
import type { TimeTrack } from './time-track/time-track.ts';
import { writeRenamed } from './write-renamed.ts';

/** A note as the window gets it, without the place of the caret. */
export interface OpenedNote {
  readonly name: string;
  readonly version: number;
  readonly text: string;
  /** The newest version that is durable in the folder: lower while an edit still waits. */
  readonly durableVersion: number;
  readonly readOnly: ReadOnlyReason | null;
}

/** The notes whose text main holds: the open one, and earlier ones until they are durable. */
export interface NoteStore {
  /** Reads a note, or gives the held text, and makes it the open one. */
  readonly open: (name: string) => Promise<Result<OpenedNote, CallError>>;
  /** Settles when a note is read that `open` no longer waits for; false where that went wrong. */
  readonly whenRead: (name: string) => Promise<boolean>;
  readonly edit: (name: string, baseVersion: number, patch: TextPatch) => Result<number, CallError>;
  /** Saves everything pending; null when all is durable, else the first reason why not. */
  readonly flush: () => Promise<DiskError | null>;
  /** Looks at the files of all held notes. */
  readonly checkDisk: () => Promise<void>;
  /** A held note by name, for the sync and the reload of a crashed window. */
  readonly held: (name: string) => HeldNote | null;
  /**
   * Runs a task while nothing of a note is read or written; edits meanwhile wait in memory. First
   * saves what is pending; answers with the reason where that is not possible.
   */
  readonly exclusively: <Value>(
    name: string,
    task: () => Promise<Value>,
  ) => Promise<Result<Value, DiskError>>;
  /**
   * The note is another file from now on, as `snapshot` has it: its held text goes on there, with
   * the edits that are not on disk yet. Null where main does not hold it.
   */
  readonly adopt: (
    from: string,
    to: string,
    snapshot: FileSnapshot,
    relink: (text: string) => string,
  ) => Promise<OpenedNote | null>;
  /**
   * A sync brought the file `to`, to which a held note was renamed elsewhere when it said `base`:
   * what main holds goes on there. Answers with the bytes of the old file that are in it, else null.
   */
  readonly follow: (from: string, to: string, base: string) => Promise<Uint8Array | null>;
  /** The note's file goes on purpose: what main holds of it goes first. */
  readonly drop: (name: string) => Promise<void>;
  /**
   * Holds a note with text that a journal has and the folder lacks; its save follows by itself.
   * False where the note cannot be held.
   */
  readonly bringBack: (name: string, text: string) => Promise<boolean>;
  /** Tells what keeps notes from being saved once more, to a window that is new. */
  readonly tellProblems: () => void;
  /** Drops timers and puts journals down; call after `flush`. */
  readonly close: () => Promise<void>;
}

export interface NoteStoreOptions {
  /** The notebook's real path. */
  readonly folder: string;
  readonly files: FilePort;
  readonly journals: Journals;
  /** Follows when lines are written, where anybody asks for it. */
  readonly timeTrack?: TimeTrack;
  /** Told the note's name as well: what it keeps twice is remembered by note. */
  readonly join: (...texts: [...Parameters<JoinTexts>, name: string]) => string;
  readonly listener: NoteListener;
  /** Looks where a file is that went; without it one that went was deleted. */
  readonly findRenamed?: FindRenamed;
  /** A note that main holds goes on under the name that its file got elsewhere. */
  readonly onFollowed?: (from: string, note: OpenedNote, to: string) => Promise<void>;
}

/** Some programs put a file aside under another name, and write it anew a moment later. */
const ASIDE_MS = 150;

/** Of all stores of this process: a late edit must not fit a version of another one by chance. */
let lastVersion = 0;

/** Makes the store of one notebook. `name`s have passed `safeNoteName`. */
export function createNoteStore(options: NoteStoreOptions): NoteStore {
  const { folder, files, journals, timeTrack, join, listener } = options;
  const notes = new Map<string, HeldNote>();
  const opening = new Map<string, Promise<Result<HeldNote, CallError>>>();
  let openName: string | null = null;

  const releasing: NoteListener = {
    ...listener,
    onDisk: (name, version) => {
      listener.onDisk(name, version);
      queueMicrotask(releaseOthers);
    },
  };

  function nextVersion(): number {
    lastVersion += 1;
    return lastVersion;
  }

  async function open(name: string): Promise<Result<OpenedNote, CallError>> {
    const found = await hold(name);
    if (!found.ok) return found;
    const note = found.value;
    openName = name;
    releaseOthers();
    return ok(openedNote(note));
  }

  async function hold(name: string): Promise<Result<HeldNote, CallError>> {
    const known = notes.get(name);
    if (known !== undefined) {
      // What main holds is as good where the disk does not answer.
      await within(PATIENCE_MS, known.checkDisk());
      return ok(known);
    }
    const pending = opening.get(name) ?? load(name, null).finally(() => opening.delete(name));
    opening.set(name, pending);
    const opened = await answeredWithin(PATIENCE_MS, pending);
    return 'ok' in opened ? opened : err(opened);
  }

  async function load(name: string, unsaved: string | null): Promise<Result<HeldNote, CallError>> {
    try {
      const path = await pathOfNote(folder, name);
      if (!path.ok) return path;
      const snapshot = await readSnapshot(files, path.value);
      if (snapshot === null && unsaved === null) return err({ kind: 'missing', detail: name });
      const readOnly = snapshot === null ? null : await readOnlyReason(path.value, snapshot);
      return ok(take({ name, path: path.value, snapshot, unsaved, readOnly }));
    } catch (thrown) {
      return err(diskError(thrown));
    }
  }

  async function readOnlyReason(
    path: string,
    { bytes }: FileSnapshot,
  ): Promise<ReadOnlyReason | null> {
    return decodeNote(bytes).readOnly ?? (await permission(path));
  }

  async function bringBack(name: string, text: string): Promise<boolean> {
    return !notes.has(name) && (await load(name, text)).ok;
  }

  function take(
    facts: Pick<HeldNoteOptions, 'name' | 'path' | 'snapshot' | 'unsaved' | 'readOnly'>,
  ): HeldNote {
    const makeFolder = (): Promise<void> => makeFolderOf(folder, facts.path);
    const isNotebookThere = (): Promise<boolean> => isReachable(folder);
    const joinHere: JoinTexts = (base, ours, theirs) => join(base, ours, theirs, facts.name);
    const ways = { makeFolder, isNotebookThere, join: joinHere };
    const followRenamed = async (last: FileVersion): Promise<void> => {
      const found = await options.findRenamed?.(last);
      if (found == null) return;
      await sleep(ASIDE_MS);
      const isBack = (await readSnapshot(files, facts.path)) !== null;
      if (!isBack) await goOn(note, found.name, found.text);
    };
    const world = { ...ways, followRenamed, nextVersion, files, journals, listener: releasing };
    const note = createHeldNote({ ...facts, ...world, track: timeTrack?.of(facts.name) });
    notes.set(facts.name, note);
    return note;
  }

  /** Between two saves of the note; false where it cannot go on there, and stays as it is. */
  async function goOn(note: HeldNote, to: string, base: string): Promise<boolean> {
    const from = note.name;
    const path = await pathOfNote(folder, to);
    if (!path.ok || notes.has(to) || opening.has(to) || notes.get(from) !== note) return false;
    const joinHere: JoinTexts = (was, ours, theirs) => join(was, ours, theirs, from);
    const file = await writeRenamed(files, path.value, note, base, joinHere);
    const opened = file && (await adopt(from, to, file.snapshot, file.carry));
    if (opened === null) return false;
    await options.onFollowed?.(from, opened, to);
    return true;
  }

  async function follow(from: string, to: string, base: string): Promise<Uint8Array | null> {
    const note = notes.get(from);
    if (note === undefined || note.readOnly !== null) return null;
    return note.exclusively(async () => {
      const carried = encodeNote(note.fileText());
      return (await goOn(note, to, base)) ? carried : null;
    });
  }

  async function exclusively<Value>(
    name: string,
    task: () => Promise<Value>,
  ): Promise<Result<Value, DiskError>> {
    const note = notes.get(name);
    if (note === undefined) return ok(await task());
    const unsaved = await note.flush();
    return unsaved === null ? ok(await note.exclusively(task)) : err(unsaved);
  }

  async function adopt(
    from: string,
    to: string,
    snapshot: FileSnapshot,
    relink: (text: string) => string,
  ): Promise<OpenedNote | null> {
    const old = notes.get(from);
    await old?.leave();
    await journals.move(from, to);
    await timeTrack?.move(from, to);
    if (old === undefined) return null;
    // In one turn, so that no edit comes between the old and the new.
    const { readOnly } = old;
    const text = readOnly === null ? relink(old.text()) : old.text();
    const unsaved = text === decodeNote(snapshot.bytes).text ? null : text;
    notes.delete(from);
    const path = joinPath(folder, to);
    const note = take({ name: to, path, snapshot, unsaved, readOnly });
    if (openName === from) openName = to;
    return openedNote(note);
  }

  async function drop(name: string): Promise<void> {
    const note = notes.get(name);
    notes.delete(name);
    if (openName === name) openName = null;
    await note?.leave();
  }

  /** An atomic save needs to write the file and to make one beside it. */
  async function permission(path: string): Promise<ReadOnlyReason | null> {
    try {
      await files.assertWritable(path);
      await files.assertWritable(dirname(path));
      return null;
    } catch (thrown) {
      diskError(thrown);
      return 'no-permission';
    }
  }

  function releaseOthers(): void {
    for (const [name, note] of notes) {
      if (name === openName || !note.isClean()) continue;
      notes.delete(name);
      void note.release();
    }
  }

  async function flush(): Promise<DiskError | null> {
    // A clean note has nothing to save; its turn may wait for a look at a disk that hangs.
    const unsaved = [...notes.values()].filter((note) => !note.isClean());
    const errors = await Promise.all(unsaved.map((note) => note.flush()));
    return errors.find((error) => error !== null) ?? null;
  }

  async function checkDisk(): Promise<void> {
    await Promise.all([...notes.values()].map((note) => note.checkDisk()));
  }

  return {
    open,
    whenRead: async (name) => (await opening.get(name))?.ok !== false,
    edit: (name, baseVersion, patch) => {
      const note = notes.get(name);
      if (note === undefined) return err({ kind: 'stale', detail: `${name} is not open` });
      return note.edit(baseVersion, patch);
    },
    flush,
    checkDisk,
    held: (name) => notes.get(name) ?? null,
    exclusively,
    adopt,
    follow,
    drop,
    bringBack,
    tellProblems: () => {
      for (const [name, note] of notes) {
        const problem = note.problem();
        if (problem !== null) listener.onProblem(name, problem);
      }
    },
    close: async () => {
      await Promise.all([...notes.values()].map((note) => note.release()));
    },
  };
}

function openedNote(note: HeldNote): OpenedNote {
  const { name, readOnly } = note;
  const held = { version: note.version(), text: note.text() };
  return { name, ...held, durableVersion: note.durableVersion(), readOnly };
}

/**
 * Makes the folder of a note again; what stands in the way shows when the note is written.
 *
 * A notebook that is gone is not made anew: its disk was unplugged, and a folder in its place
 * would hide it when it is back.
 */
async function makeFolderOf(notebook: string, path: string): Promise<void> {
  if (await isReachable(notebook))
    await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
}

function isReachable(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
