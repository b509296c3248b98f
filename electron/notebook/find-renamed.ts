import { join } from 'node:path';
import type { FilePort } from './file-port.ts';
import { type FileVersion, readSnapshot } from './file-version.ts';
import { decodeNote } from './note-text.ts';
import { scanNotes } from './scan.ts';

/** A file that another program gave another name, and the text by which it was known. */
export interface RenamedNote {
  readonly name: string;
  readonly text: string;
}

/** Where the file that was last seen as `last` is now; null where that cannot be told for sure. */
export type FindRenamed = (last: FileVersion) => Promise<RenamedNote | null>;

export interface FindRenamedOptions {
  /** The notebook's real path. */
  readonly folder: string;
  readonly files: FilePort;
  readonly isNoteName: (name: string) => boolean;
  /** True for a name that was not there a while ago. */
  readonly isNew: (name: string) => boolean;
}

/**
 * Makes the search for a note's file that another program renamed or moved.
 *
 * It is the one new file with the very content; a copy that was there before is another note, and
 * so is one of several. Without words there is no content to know it by.
 */
export function createFindRenamed(options: FindRenamedOptions): FindRenamed {
  const { folder, files, isNoteName, isNew } = options;
  return async ({ size, hash }) => {
    const { notes } = await scanNotes(folder);
    const alike = notes.filter((note) => note.size === size && isNoteName(note.name));
    const found: RenamedNote[] = [];
    for (const { name } of alike.filter((note) => isNew(note.name))) {
      const snapshot = await readSnapshot(files, join(folder, name));
      if (snapshot?.version.hash !== hash) continue;
      found.push({ name, text: decodeNote(snapshot.bytes).text });
    }
    const [only] = found;
    return found.length === 1 && only !== undefined && only.text.trim() !== '' ? only : null;
  };
}
