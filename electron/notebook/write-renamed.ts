import { saveAtomically } from './atomic-save.ts';
import type { FilePort } from './file-port.ts';
import { type FileSnapshot, readSnapshot } from './file-version.ts';
import type { HeldNote } from './held-note.ts';
import { decodeNote, encodeNote } from './note-text.ts';
import type { JoinTexts } from './outside-change.ts';

/** What a note is under the name that its file got elsewhere. */
export interface RenamedFile {
  readonly snapshot: FileSnapshot;
  /** What main's text becomes there, with edits that came meanwhile. */
  readonly carry: (text: string) => string;
}

/**
 * Writes what main holds of a note into the file that `path` is now; `base` is what both grew from.
 *
 * Before the old name is left, so that words that only the journal has are never nowhere. Null
 * where that file is no editable note, changed again, or is refused by the disk.
 */
export async function writeRenamed(
  files: FilePort,
  path: string,
  note: HeldNote,
  base: string,
  join: JoinTexts,
): Promise<RenamedFile | null> {
  const found = await readSnapshot(files, path);
  if (found === null) return null;
  const { text: theirs, readOnly } = decodeNote(found.bytes);
  if (readOnly !== null) return null;
  const ours = note.text();
  const joined = ours === base ? theirs : join(base, ours, theirs);
  const carry = (text: string): string => (text === ours ? joined : join(ours, text, joined));
  if (joined === theirs) return { snapshot: found, carry };
  const request = { path, bytes: encodeNote(joined), expected: found.version };
  const outcome = await saveAtomically(request, files);
  const snapshot = outcome.kind === 'saved' ? await readSnapshot(files, path) : null;
  return snapshot === null ? null : { snapshot, carry };
}
