import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NoteSummary } from '../../shared/ipc/contract.ts';
import { readFile } from '../disk/calls.ts';
import { diskError } from './errno.ts';
import { MAX_NOTE_BYTES } from './note-text.ts';
import { endedWithin, PATIENCE_MS } from './patience.ts';
import { type FoundNote, findNote, scanNotes } from './scan.ts';
import { sweepTemporary } from './sweep.ts';

/** What the text of a note says about itself; see `readSummary` in shared/note. */
export interface NoteFacts {
  readonly title: string | null;
  readonly date: string | null;
  readonly talks: number;
}

/** Facts with the state of the file they were read from; what is kept between starts. */
export interface CachedFacts extends NoteFacts {
  readonly size: number;
  readonly mtimeMs: number;
}

/** Facts by note name. */
export type FactsByName = Readonly<Record<string, CachedFacts>>;

export interface NotesChanged {
  readonly changed: readonly NoteSummary[];
  readonly removed: readonly string[];
}

/** The notes of a notebook as the list shows them. */
export interface NoteList {
  /** What is known now, the newest first. */
  readonly summaries: () => readonly NoteSummary[];
  /** Takes over facts of an earlier run and tells them; the next look checks them by size and time. */
  readonly remember: (facts: FactsByName) => void;
  /** Looks at the folder again and tells what differs; one look at a time. */
  readonly refresh: () => Promise<void>;
  /** Looks at some notes only. */
  readonly refreshNotes: (names: readonly string[]) => Promise<void>;
  /** True for a note that was not there a while ago; false as long as the folder was not looked through. */
  readonly isNew: (name: string) => boolean;
  /** Which notes have changes that are not shared yet. */
  readonly setWaiting: (names: ReadonlySet<string>) => void;
  /** Everything known, to be remembered at the next start. */
  readonly facts: () => FactsByName;
  /** The folders that hold notes, for the watcher. */
  readonly folders: () => readonly string[];
  readonly close: () => void;
}

export interface NoteListOptions {
  readonly folder: string;
  readonly readFacts: (text: string) => NoteFacts;
  readonly isNoteName: (name: string) => boolean;
  readonly onChanged: (changes: NotesChanged) => void;
  /** How long a long note is not read again, in ms. */
  readonly restMs?: number;
}

/** To read more than this for each few words is felt: some ms beside the keys of who writes them. */
const LONG_BYTES = 100_000;
/** A title that changes in a long note is in the list so much later, at most. */
const REST_MS = 3000;

/** A note stays new for so long: a sync that renames one writes many files before the old name goes. */
const NEW_MS = 60_000;

/** Notes read between two turns of the event loop. */
const NOTES_PER_TURN = 16;
/** Notes told at once. */
const NOTES_PER_MESSAGE = 500;

/** Makes the list of one notebook; empty, or as cached, until the first `refresh`. */
export function createNoteList(options: NoteListOptions): NoteList {
  const { folder, readFacts, isNoteName, onChanged, restMs = REST_MS } = options;
  const known = new Map<string, CachedFacts>();
  /** When each long note was last read, by the process's own clock. */
  const readAtMs = new Map<string, number>();
  /** When each note came that was not there at first. */
  const cameAtMs = new Map<string, number>();
  let isLookedThrough = false;
  const resting = new Map<string, NodeJS.Timeout>();
  let waiting: ReadonlySet<string> = new Set();
  let folders: readonly string[] = [folder];
  let running: Promise<void> | null = null;
  let again: Promise<void> | null = null;
  let closed = false;

  function refresh(): Promise<void> {
    if (running === null) {
      running = look().finally(() => {
        running = null;
      });
      return running;
    }
    // Whoever asks while a look is under way needs one that began after the question.
    again ??= running.then(() => {
      again = null;
      return refresh();
    });
    return again;
  }

  async function look(): Promise<void> {
    const found = await scanNotes(folder);
    if (closed) return;
    folders = found.folders;
    const notes = found.notes.filter(({ name }) => isNoteName(name));
    const present = new Set([...notes.map(({ name }) => name), ...found.unanswered]);
    forget([...known.keys()].filter((name) => !present.has(name)));
    await readAll(notes.filter((note) => !isKnown(note)).sort((a, b) => b.mtimeMs - a.mtimeMs));
    isLookedThrough = true;
    await sweepTemporary(found.temporary);
  }

  async function refreshNotes(names: readonly string[]): Promise<void> {
    const wanted = names.filter(isNoteName);
    const found = await Promise.all(wanted.map((name) => findNote(folder, name)));
    if (closed) return;
    forget(wanted.filter((name, index) => found[index] === null && known.has(name)));
    const stale = found.filter((note): note is FoundNote => note !== null && !isKnown(note));
    await readAll(stale.filter((note) => !rests(note)));
  }

  /** True for a long note that was read a moment ago; it is read again when it has rested. */
  function rests({ name, size }: FoundNote): boolean {
    const leftMs = restMs - (performance.now() - (readAtMs.get(name) ?? Number.NEGATIVE_INFINITY));
    if (size < LONG_BYTES || leftMs <= 0) return false;
    if (resting.has(name)) return true;
    const timer = setTimeout(() => {
      resting.delete(name);
      if (!closed) void refreshNotes([name]);
    }, leftMs);
    resting.set(name, timer);
    return true;
  }

  /** Reads notes some at a time; the window's keys pass through this thread. */
  async function readAll(stale: readonly FoundNote[]): Promise<void> {
    let changed: NoteSummary[] = [];
    for (let from = 0; from < stale.length && !closed; from += NOTES_PER_TURN) {
      const reading = stale.slice(from, from + NOTES_PER_TURN).map(readNote);
      for (const [index, summary] of (await endedWithin(PATIENCE_MS, reading)).entries()) {
        if (summary === undefined) void reading[index]?.then(tellLate);
        else if (summary !== null) changed.push(summary);
      }
      if (changed.length >= NOTES_PER_MESSAGE) {
        onChanged({ changed, removed: [] });
        changed = [];
      }
      await nextTurn();
    }
    if (changed.length > 0 && !closed) onChanged({ changed, removed: [] });
  }

  /** Of a note whose disk answered when nobody waited for it any more. */
  function tellLate(summary: NoteSummary | null): void {
    if (summary !== null && !closed) onChanged({ changed: [summary], removed: [] });
  }

  function remember(facts: FactsByName): void {
    const fresh = Object.entries(facts).filter(([name]) => !known.has(name));
    for (const [name, entry] of fresh) known.set(name, entry);
    tellAll(fresh.map(([name, entry]) => summary(name, entry)));
  }

  function tellAll(summaries: readonly NoteSummary[]): void {
    for (let from = 0; from < summaries.length; from += NOTES_PER_MESSAGE) {
      onChanged({ changed: summaries.slice(from, from + NOTES_PER_MESSAGE), removed: [] });
    }
  }

  function forget(removed: readonly string[]): void {
    for (const name of removed) {
      known.delete(name);
      cameAtMs.delete(name);
    }
    if (removed.length > 0) onChanged({ changed: [], removed });
  }

  function isKnown(note: FoundNote): boolean {
    const facts = known.get(note.name);
    return facts !== undefined && facts.size === note.size && facts.mtimeMs === note.mtimeMs;
  }

  async function readNote({ name, path, size, mtimeMs }: FoundNote): Promise<NoteSummary | null> {
    if (size >= LONG_BYTES) readAtMs.set(name, performance.now());
    const facts = size > MAX_NOTE_BYTES ? NO_FACTS : await factsOf(path);
    if (facts === null) return null;
    const entry = { ...facts, size, mtimeMs };
    if (isLookedThrough && !known.has(name)) cameAtMs.set(name, performance.now());
    known.set(name, entry);
    return summary(name, entry);
  }

  async function factsOf(path: string): Promise<NoteFacts | null> {
    try {
      return readable(readFacts(await readFile(path, 'utf8')));
    } catch (thrown) {
      const { kind } = diskError(thrown);
      return kind === 'missing' ? null : NO_FACTS;
    }
  }

  function summary(name: string, facts: CachedFacts): NoteSummary {
    return {
      name,
      title: facts.title ?? titleOfName(name),
      date: facts.date,
      talks: facts.talks,
      modifiedEpochMs: facts.mtimeMs,
      waiting: waiting.has(name),
    };
  }

  function isNew(name: string): boolean {
    if (!isLookedThrough || !known.has(name)) return isLookedThrough;
    return performance.now() - (cameAtMs.get(name) ?? Number.NEGATIVE_INFINITY) < NEW_MS;
  }

  function setWaiting(names: ReadonlySet<string>): void {
    const differs = [...waiting, ...names].filter((name) => waiting.has(name) !== names.has(name));
    waiting = names;
    const changed = [...new Set(differs)].flatMap((name) => {
      const facts = known.get(name);
      return facts === undefined ? [] : [summary(name, facts)];
    });
    if (changed.length > 0) onChanged({ changed, removed: [] });
  }

  return {
    summaries: () =>
      [...known]
        .map(([name, facts]) => summary(name, facts))
        .sort((a, b) => b.modifiedEpochMs - a.modifiedEpochMs),
    remember,
    refresh,
    refreshNotes,
    isNew,
    setWaiting,
    facts: () => Object.fromEntries(known),
    folders: () => folders,
    close: () => {
      closed = true;
      for (const timer of resting.values()) clearTimeout(timer);
    },
  };
}

const NO_FACTS: NoteFacts = { title: null, date: null, talks: 0 };

/** What is no UTF-8 has no title in letters: such a note goes by its file name, too. */
function readable(facts: NoteFacts): NoteFacts {
  return facts.title?.includes('\uFFFD') ? { ...facts, title: null } : facts;
}

/** A note without a heading goes by its file name. */
function titleOfName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/\.md$/, '');
}
