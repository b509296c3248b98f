import { setImmediate as nextTurn } from 'node:timers/promises';
import { mentionedFiles } from '../../shared/note/links/mentions.ts';
import { assetsFolderName } from '../../shared/note/name.ts';
import { readFile } from '../disk/calls.ts';
import { diskError } from '../notebook/errno.ts';
import { MAX_NOTE_BYTES } from '../notebook/note-text.ts';
import { type FoundNote, scanNotes } from '../notebook/scan.ts';

/** Notes read between two turns of the event loop: the window's keys pass through this thread. */
const NOTES_PER_TURN = 16;

/**
 * Which files in a note's folder of images other notes show too; relative to that folder.
 *
 * They stay where they are when the note goes elsewhere.
 */
export async function imagesUsedElsewhere(
  folder: string,
  note: string,
): Promise<ReadonlySet<string>> {
  const prefix = `${assetsFolderName(note)}/`.normalize('NFC');
  const used = new Set<string>();
  await forEachNote(folder, (other, text) => {
    if (other === note || text?.includes('.assets') !== true) return;
    for (const file of mentionedFiles(other, text))
      if (file.startsWith(prefix)) used.add(file.slice(prefix.length));
  });
  return used;
}

/** Reads all notes of a notebook, some at a time; the text is null of one that cannot be read, or is too large. */
export async function forEachNote(
  folder: string,
  visit: (name: string, text: string | null) => void,
): Promise<void> {
  const { notes } = await scanNotes(folder);
  for (let from = 0; from < notes.length; from += NOTES_PER_TURN) {
    const some = notes.slice(from, from + NOTES_PER_TURN);
    const texts = await Promise.all(some.map(textOf));
    for (const [index, { name }] of some.entries()) visit(name, texts[index] ?? null);
    await nextTurn();
  }
}

async function textOf({ path, size }: FoundNote): Promise<string | null> {
  if (size > MAX_NOTE_BYTES) return null;
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    diskError(thrown);
    return null;
  }
}
