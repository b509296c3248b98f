import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { passWithoutGate } from '../../../electron/disk/calls.ts';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createJournals } from '../../../electron/notebook/journal/journals.ts';
import { createNoteStore, type NoteStore } from '../../../electron/notebook/note-store.ts';
import { scanNotes } from '../../../electron/notebook/scan.ts';
import { createRecorder } from '../notebook/recorder.ts';
import { joinTexts } from '../notebook/store-world.ts';

/*
 * A process that holds the notes of a folder. Each line that it reads is a word, or `open`, which opens
 * all of the notebook's notes. A word is appended to every note. It tells `opened`, `taken`, and what
 * its store tells.
 */
const [folder = '', dataFolder = ''] = process.argv.slice(2);
passWithoutGate(dataFolder);
const journals = createJournals(join(dataFolder, 'journal'), nodeFiles);
const { listener } = createRecorder();
const tell = (what: string): void => void process.stdout.write(`${what}\n`);
/** One for each note: a store lets go what is on disk, but for the note that was opened last. */
const stores = new Map<string, NoteStore>();
const versions = new Map<string, number>();

function createStore(): NoteStore {
  return createNoteStore({
    folder,
    files: nodeFiles,
    journals,
    join: joinTexts,
    listener: { ...listener, onProblem: (name, { detail }) => tell(`${name}: ${detail}`) },
  });
}

async function openAll(): Promise<void> {
  const { notes } = await scanNotes(folder);
  for (const { name } of notes) {
    const store = createStore();
    stores.set(name, store);
    const opened = await store.open(name);
    if (!opened.ok) throw new Error(`${name}: ${opened.error.kind}`);
    versions.set(name, opened.value.version);
    append(name, 'held');
  }
  tell('opened');
}

function append(name: string, word: string): void {
  const patch = { fromLine: 0, deletedLines: 0, inserted: `${word}\n` };
  const edited = stores.get(name)?.edit(name, versions.get(name) ?? 0, patch);
  if (edited?.ok !== true) throw new Error(`${name} takes no edit`);
  versions.set(name, edited.value);
}

createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'open') {
    void openAll();
    return;
  }
  for (const name of versions.keys()) append(name, line);
  tell('taken');
});
