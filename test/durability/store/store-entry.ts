import { writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FilePort, nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createJournals, type Journals } from '../../../electron/notebook/journal/journals.ts';
import type { NoteJournal } from '../../../electron/notebook/journal/note-journal.ts';
import { recoverNotes } from '../../../electron/notebook/journal/recover.ts';
import { createNoteStore } from '../../../electron/notebook/note-store.ts';
import { slowFiles } from '../../../electron/notebook/slow-files.ts';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { diffLines, splitLines } from '../../../shared/text-patch.ts';
import { nextText } from './story.ts';

/*
 * The process that is killed: holds a note as the app's main process does, and edits it until it
 * dies. `node entry.mjs NOTEBOOK JOURNALS FIRST-EDIT DISK`; DISK is `plain`, `slow` or `full`.
 * Tells on its standard output, one word and one number a line, what it promised.
 */

const [folder = '', journalFolder = '', firstEdit = '0', disk = 'plain'] = process.argv.slice(2);
const NAME = 'note.md';

/** Written at once: a line in a buffer dies with the process. */
function tell(what: string, value: unknown): void {
  writeSync(1, `${what} ${JSON.stringify(value)}\n`);
}

function filesOf(kind: string): FilePort {
  if (kind === 'slow') return slowFiles(nodeFiles, () => Math.random() * 6);
  if (kind !== 'full') return nodeFiles;
  const createExclusive: FilePort['createExclusive'] = async (path) => {
    if (dirname(path) === folder) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    return nodeFiles.createExclusive(path);
  };
  return { ...nodeFiles, createExclusive };
}

const files = filesOf(disk);
const real = createJournals(journalFolder, files);
const journal: { of: NoteJournal | null } = { of: null };
const journals: Journals = {
  ...real,
  of: (name, text) => {
    journal.of = real.of(name, text);
    return journal.of;
  },
};
const join = (base: string, ours: string, theirs: string): string =>
  mergeNotes(base, ours, theirs, 'ours').text;
/** Which edit made which version. */
const edits = new Map<number, number>();
const store = createNoteStore({
  folder,
  files,
  journals,
  join,
  listener: {
    onDisk: (_, version) => tell('safe', edits.get(version) ?? -1),
    onProblem: () => undefined,
    onReplaced: () => undefined,
    onNotice: (notice) => tell('notice', notice),
    onFileChanged: () => undefined,
  },
});

const notices = await recoverNotes({
  folder,
  files,
  journals,
  store,
  join,
  isNoteName: () => true,
});
for (const notice of notices) tell('notice', notice);
const opened = await store.open(NAME);
if (!opened.ok) throw new Error(opened.error.detail);
let { version, text } = opened.value;
tell('ready', text);

for (let edit = Number(firstEdit); ; edit++) {
  const next = nextText(text, edit);
  const edited = store.edit(NAME, version, diffLines(splitLines(text), splitLines(next)));
  if (!edited.ok) throw new Error(edited.error.kind);
  text = next;
  version = edited.value;
  edits.set(version, edit);
  tell('typed', edit);
  void journal.of?.settled().then((error) => {
    if (error === null) tell('safe', edit);
  });
  await sleep(Math.random() * 25);
}
