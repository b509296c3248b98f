import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { isNoteName } from '../../../electron/app/note-rules.ts';
import { type FilePort, nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createJournals, type Journals } from '../../../electron/notebook/journal/journals.ts';
import { recoverNotes } from '../../../electron/notebook/journal/recover.ts';
import { createNoteStore, type NoteStore } from '../../../electron/notebook/note-store.ts';
import type { Notice } from '../../../shared/ipc/contract.ts';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { diffLines, splitLines } from '../../../shared/text-patch.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** A notebook and the app's data on one computer; processes come and go. */
export interface Computer {
  readonly folder: string;
  readonly journalFolder: string;
  readonly write: (text: string | Uint8Array, name?: string) => Promise<void>;
  readonly read: (name?: string) => Promise<string>;
  /** Starts a process: journals are recovered before anything else. */
  readonly start: (files?: FilePort) => Promise<Process>;
}

/** What runs in one process. One that is simply forgotten has died. */
export interface Process extends Recorder {
  readonly store: NoteStore;
  readonly journals: Journals;
  /** What the recovery had to tell. */
  readonly notices: readonly Notice[];
  /** Opens a note and makes it say this. */
  readonly edit: (text: string, name?: string) => Promise<number>;
}

/** Joins as the app does. */
export function joinTexts(base: string, ours: string, theirs: string): string {
  return mergeNotes(base, ours, theirs, 'ours').text;
}

/** Makes a computer with an empty notebook, or puts one together from folders that are there. */
export async function computer(
  given: { readonly folder?: string; readonly journalFolder?: string } = {},
): Promise<Computer> {
  const folder = given.folder ?? (await temporaryFolder());
  const journalFolder =
    given.journalFolder ?? join(await temporaryFolder(), 'notebooks', 'id', 'journal');

  async function write(text: string | Uint8Array, name = 'note.md'): Promise<void> {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  async function start(files: FilePort = nodeFiles): Promise<Process> {
    const recorder = createRecorder();
    const journals = createJournals(journalFolder, files);
    const { listener } = recorder;
    const store = createNoteStore({ folder, files, journals, join: joinTexts, listener });
    onTestFinished(store.close);
    const parts = { folder, files, journals, store, join: joinTexts, isNoteName };
    const notices = await recoverNotes(parts);
    const edit = (text: string, name = 'note.md') => editTo(store, name, text);
    return { ...recorder, store, journals, notices, edit };
  }

  return {
    folder,
    journalFolder,
    write,
    read: (name = 'note.md') => readFile(join(folder, name), 'utf8'),
    start,
  };
}

async function editTo(store: NoteStore, name: string, text: string): Promise<number> {
  const opened = await store.open(name);
  if (!opened.ok) throw new Error(opened.error.detail);
  const patch = diffLines(splitLines(opened.value.text), splitLines(text));
  const edited = store.edit(name, opened.value.version, patch);
  if (!edited.ok) throw new Error(edited.error.kind);
  return edited.value;
}

/** A disk on which nothing can be made in a folder, from the start or as long as `full` says. */
export function fullDisk(folder: string, full: () => boolean = () => true): FilePort {
  return {
    ...nodeFiles,
    createExclusive: async (path) => {
      if (full() && dirname(path) === folder) {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      }
      return nodeFiles.createExclusive(path);
    },
  };
}
