import { basename, join, relative } from 'node:path';
import type {
  CallError,
  CallInput,
  MovedNote,
  NoteSummary,
  OpenNote,
  Place,
  UnusedImage,
} from '../../shared/ipc/contract.ts';
import { type KeptPlace, keptPlaces, standingPlaces } from '../../shared/merge/kept-place.ts';
import type { MergedNote } from '../../shared/merge/merge.ts';
import { readSummary } from '../../shared/note/summary.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { TextPatch } from '../../shared/text-patch.ts';
import { diskHangs } from '../disk/calls.ts';
import { createNoteHistory, type NoteHistory } from '../history/note-history.ts';
import { openKnownImages } from '../images/reencode/known.ts';
import { findUnusedImages } from '../images/unused-images.ts';
import type { Emit } from '../ipc/emit.ts';
import { createNote } from '../notebook/create-note.ts';
import type { DiskError } from '../notebook/errno.ts';
import { openFactsCache } from '../notebook/facts-cache.ts';
import type { FilePort } from '../notebook/file-port.ts';
import { createFindRenamed } from '../notebook/find-renamed.ts';
import type { NoteListener } from '../notebook/held-note.ts';
import { createJournals } from '../notebook/journal/journals.ts';
import { recoverNotes } from '../notebook/journal/recover.ts';
import { type KeptBothList, openKeptBoth } from '../notebook/kept-both.ts';
import { createNoteList } from '../notebook/note-list.ts';
import { nameOfPath } from '../notebook/note-path.ts';
import { createNoteStore, type NoteStore, type NoteStoreOptions } from '../notebook/note-store.ts';
import { decodeNote } from '../notebook/note-text.ts';
import { notebookId } from '../notebook/notebook-id.ts';
import type { Operations } from '../notebook/operations/operations.ts';
import { PATIENCE_MS, within } from '../notebook/patience.ts';
import { openPlaces } from '../notebook/places.ts';
import { type FoundNote, type FoundNotes, findNote, scanNotes } from '../notebook/scan.ts';
import { openTimeTrack } from '../notebook/time-track/time-track.ts';
import { watchNotebook } from '../notebook/watch.ts';
import type { SyncEngine } from '../sync/engine.ts';
import { readPlainFile } from '../sync/host.ts';
import { putInTrash } from '../trash/delete.ts';
import { isNoteName } from './note-rules.ts';
import { createNotebookImages, type NotebookImages } from './notebook-images.ts';
import { openGround, openOperations } from './notebook-operations.ts';
import type { OpenSync } from './notebook-sync.ts';

/** The notebook in the window: its files, its list, its places, its sync. */
export interface OpenNotebook {
  readonly id: string;
  readonly title: string;
  /** Real path. */
  readonly folder: string;
  readonly store: NoteStore;
  readonly sync: SyncEngine;
  /** Renaming, moving, copying and deleting notes. */
  readonly operations: Operations;
  /** Earlier versions of the notes. */
  readonly history: NoteHistory;
  /** The images that no note shows, with everything typed so far; refused where that is not on disk. */
  readonly unusedImages: () => Promise<Result<readonly UnusedImage[], CallError>>;
  /** The notes a first frame shows, the newest first. */
  readonly firstSummaries: () => readonly NoteSummary[];
  /** Tells the window everything that its first frame did without, then looks at the folder. */
  readonly tellTheRest: () => Promise<void>;
  /** The note a start shows: the wanted one, else the last one, else the newest. */
  readonly firstNote: (wanted: string | null) => Promise<OpenNote | null>;
  readonly openNote: (name: string) => Promise<Result<OpenNote, CallError>>;
  readonly edit: (name: string, baseVersion: number, patch: TextPatch) => Result<number, CallError>;
  /** Makes the note of a new event. */
  readonly createNote: (
    event: CallInput<'createNote'>,
  ) => Promise<Result<{ readonly name: string }, CallError>>;
  /** Lines kept in two versions, by note. */
  readonly keptBoth: KeptBothList;
  /** The images of its notes. */
  readonly images: NotebookImages;
  readonly savePlace: (name: string, place: Place) => void;
  /** Looks at the folder for changes from outside; cheap where there are none. */
  readonly look: () => Promise<void>;
  /** Saves everything; null when all is durable. */
  readonly flush: () => Promise<DiskError | null>;
  readonly close: () => Promise<void>;
}

export interface OpenNotebookOptions {
  /** Real path. */
  readonly folder: string;
  /** The app's own data folder. */
  readonly dataFolder: string;
  readonly emit: Emit;
  readonly files: FilePort;
  /** Joins the texts of an open note; what it keeps twice is told by `ours` first. */
  readonly join: (base: string, ours: string, theirs: string) => MergedNote;
  readonly openSync: OpenSync;
  /** Hands a file or folder to the system's trash; rejects where that is not possible. */
  readonly systemTrash: (path: string) => Promise<void>;
}

/** More notes than any window shows at once; the others follow the first frame. */
const FIRST_SUMMARIES = 200;

function newestOf(found: readonly FoundNote[]): string | null {
  const notes = found.filter(({ name }) => isNoteName(name));
  return notes.sort((a, b) => b.mtimeMs - a.mtimeMs)[0]?.name ?? null;
}

/**
 * Opens a notebook. The folder is not yet looked through, and nothing is written, but for what an
 * operation on notes had begun when the app died.
 */
export async function openNotebook(options: OpenNotebookOptions): Promise<OpenNotebook> {
  const { folder, files } = options;
  let closed = false;
  // Of a closed notebook the window hears nothing: it shows another one, with names of its own.
  const emit: Emit = (name, payload) => {
    if (!closed) options.emit(name, payload);
  };
  const id = notebookId(folder);
  const dataFolder = join(options.dataFolder, 'notebooks', id);
  const { systemTrash } = options;
  const [places, cache, ground, keptBoth, known] = await Promise.all([
    openPlaces(dataFolder),
    openFactsCache(dataFolder),
    openGround({ folder, dataFolder, systemTrash }),
    openKeptBoth(dataFolder, (name, kept) => emit('keptBoth', { name, places: kept })),
    openKnownImages(dataFolder),
  ]);
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const edited = new Set<string>();

  const list = createNoteList({
    folder,
    readFacts: readSummary,
    isNoteName,
    onChanged: (changes) => emit('notesChanged', changes),
  });
  list.remember(cache.newest);
  let remembered: Promise<void> | null = null;
  const watcher = watchNotebook((hint) => void (hint === 'everything' ? look() : lookAt(hint)));
  const listener: NoteListener = {
    onDisk: (name, version) => emit('noteOnDisk', { name, version, atEpochMs: Date.now() }),
    onProblem: (name, error) => emit('noteProblem', { name, error }),
    onReplaced: (name, version, text) => emit('noteReplaced', { name, version, text }),
    onNotice: (notice) => emit('notice', notice),
    onFileChanged: (name) => {
      sync.noteChanged();
      void list.refreshNotes([name]);
    },
  };
  const journals = createJournals(join(dataFolder, 'journal'), files);
  const joinTexts: NoteStoreOptions['join'] = (base, ours, theirs, name) => {
    const merged = options.join(base, ours, theirs);
    keptBoth.add(name, keptPlaces(merged.keptBoth, 'first'));
    return merged.text;
  };
  const timeTrack = openTimeTrack({ folder: join(dataFolder, 'written'), now: () => new Date() });
  const store = createNoteStore({
    folder,
    files,
    journals,
    timeTrack,
    join: joinTexts,
    listener,
    findRenamed: createFindRenamed({ folder, files, isNoteName, isNew: list.isNew }),
    onFollowed,
  });
  // Before any note can be opened, and before the sync looks at the folder.
  const recovery = { folder, files, journals, store, join: joinTexts, isNoteName };
  /** What the window is told behind its first frame. */
  let notices = await recoverNotes(recovery);
  const sync = options.openSync({
    folder,
    store,
    deletions: ground.deletions,
    wasEdited: (name) => edited.has(name),
    onKeptBoth: (name, kept) => void addStanding(name, kept),
    onLargeFile: (path) => emit('notice', { id: 'large-file', values: { name: path } }),
    onStatus: (status, waiting) => {
      emit('syncStatus', status);
      list.setWaiting(waiting);
    },
    begin: begun,
  });

  const images = createNotebookImages({
    folder,
    dataFolder,
    store,
    deletions: ground.deletions,
    putInTrash: (name) => putInTrash(ground, name),
    known,
    sync,
    emit,
  });

  const operations = openOperations({
    ground,
    store,
    timeTrack,
    emit,
    onMoved,
    onFiles: (names) => {
      sync.noteChanged();
      void lookAtList(names).then(() => list.refresh());
    },
  });

  /** What is known of a note follows it to its new name. */
  function onMoved(from: string, note: MovedNote | null, to: string): void {
    places.move(from, to);
    if (edited.has(from)) edited.add(to);
    keptBoth.set(to, keptBoth.all()[from] ?? []);
    keptBoth.set(from, []);
    emit('noteMoved', { from, to, note });
  }

  /** Another program's renaming is meant as much as one of ours: the old name may go for all. */
  async function onFollowed(from: string, note: MovedNote, to: string): Promise<void> {
    onMoved(from, note, to);
    await ground.deletions.remove([to]);
    await ground.deletions.add([from]);
    sync.noteChanged();
    void list.refreshNotes([from, to]);
  }

  /** Not while a note goes from name to name: for a slow disk's seconds it would be listed by both. */
  async function lookAtList(names: readonly string[] | null): Promise<void> {
    await operations.settled();
    await (names === null ? list.refresh() : list.refreshNotes(names));
  }

  /** A line that was changed again since the merge is settled. */
  async function addStanding(name: string, kept: readonly KeptPlace[]): Promise<void> {
    const bytes = isNoteName(name) ? await readPlainFile(folder, name) : null;
    if (bytes === null) return;
    const text = store.held(name)?.text() ?? decodeNote(bytes).text;
    keptBoth.add(name, standingPlaces(text, kept));
  }

  async function openNote(name: string): Promise<Result<OpenNote, CallError>> {
    if (!isNoteName(name)) return err({ kind: 'unsafe', detail: name });
    const opened = await store.open(name);
    if (!opened.ok) return opened;
    places.setLastNote(name);
    return ok({ ...opened.value, place: places.of(name) });
  }

  async function firstNote(wanted: string | null): Promise<OpenNote | null> {
    let isAwaited = false;
    for (const name of [wanted, places.lastNote()]) {
      const opened = name === null ? null : await openNote(name);
      if (opened?.ok) return opened.value;
      if (name === null || opened?.error.kind !== 'no-answer') continue;
      notices = [...notices, { id: 'note-no-answer', values: { name } }];
      isAwaited = true;
      void tellWhenRead(Promise.resolve(name));
    }
    const scanning = scanNotes(folder);
    const scanned = await within(PATIENCE_MS, scanning);
    const newest = newestOf(scanned?.notes ?? []);
    const opened = newest === null ? null : await openNote(newest);
    if (opened?.ok) return opened.value;
    const isSlow = newest === null && scanned?.unanswered.length !== 0;
    if (isSlow) notices = [...notices, { id: 'notes-no-answer', values: {} }];
    if (!isAwaited) void tellWhenRead(scanning.then(newestInTheEnd));
    return null;
  }

  /** Where no note answered in time, the first one that does. */
  async function newestInTheEnd({ notes, unanswered }: FoundNotes): Promise<string | null> {
    const newest = newestOf(notes);
    const late = unanswered.filter(isNoteName);
    if (newest !== null || late.length === 0) return newest;
    return (await Promise.race(late.map((name) => findNote(folder, name))))?.name ?? null;
  }

  /** A slow disk is no reason to go without a note for good; the window has to be there to hear of it. */
  async function tellWhenRead(finding: Promise<string | null>): Promise<void> {
    const [name] = await Promise.all([finding, begun]);
    if (name === null) emit('noticeOver', { id: 'notes-no-answer' });
    else if (await store.whenRead(name)) {
      emit('noteAnswers', { name });
      await look();
    }
  }

  function edit(name: string, baseVersion: number, patch: TextPatch): Result<number, CallError> {
    edited.add(name);
    return store.edit(name, baseVersion, patch);
  }

  async function createEventNote(
    event: CallInput<'createNote'>,
  ): Promise<Result<{ readonly name: string }, CallError>> {
    const created = await createNote(folder, event);
    if (!created.ok) return created;
    operations.created(created.value);
    listener.onFileChanged(created.value);
    return ok({ name: created.value });
  }

  async function look(): Promise<void> {
    if (closed) return;
    remembered ??= cache.all().then(list.remember);
    await remembered;
    await Promise.all([store.checkDisk(), lookAtList(null)]);
    // To watch is asked of the system on this thread, which waits for its answer: never of a disk that hangs.
    if (!closed && !diskHangs(folder)) watcher.setFolders(list.folders());
  }

  async function tellTheRest(): Promise<void> {
    const changed = list.summaries().slice(FIRST_SUMMARIES);
    if (changed.length > 0) emit('notesChanged', { changed, removed: [] });
    begin();
    for (const notice of notices) emit('notice', notice);
    notices = [];
    store.tellProblems();
    void images.write();
    await look();
    keepFacts();
  }

  /** Not after every save: with many notes that would be a megabyte for every few words. */
  function keepFacts(): void {
    const newest = list.summaries().slice(0, FIRST_SUMMARIES);
    cache.keep(
      list.facts(),
      newest.map(({ name }) => name),
    );
  }

  async function lookAt(paths: ReadonlySet<string>): Promise<void> {
    if (closed) return;
    const names = [...paths].map((path) => nameOfPath(relative(folder, path)));
    await Promise.all([store.checkDisk(), lookAtList(names)]);
  }

  async function close(): Promise<void> {
    closed = true;
    watcher.close();
    list.close();
    await store.close();
    await journals.prune();
    await timeTrack.prune();
    keepFacts();
    await sync.close();
    await Promise.all([places.flush(), keptBoth.flush(), cache.flush(), images.close()]);
  }

  return {
    id,
    title: basename(folder) || folder,
    folder,
    store,
    sync,
    operations,
    history: createNoteHistory({
      folder,
      journals,
      store,
      lookIntoGit: (look) => sync.tasks.look(look),
    }),
    unusedImages: async () => {
      const unsaved = await store.flush();
      return unsaved === null ? ok(await findUnusedImages(folder, dataFolder)) : err(unsaved);
    },
    firstSummaries: () => list.summaries().slice(0, FIRST_SUMMARIES),
    tellTheRest,
    firstNote,
    openNote,
    edit,
    createNote: createEventNote,
    images,
    keptBoth,
    savePlace: places.save,
    look,
    flush: store.flush,
    close,
  };
}
