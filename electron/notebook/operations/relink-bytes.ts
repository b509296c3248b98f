import { join } from 'node:path';
import { folderOf } from '../../../shared/note/links/path.ts';
import { linkedFiles, relinkNote } from '../../../shared/note/links/relink.ts';
import { readSnapshot } from '../file-version.ts';
import { decodeNote, encodeNote } from '../note-text.ts';
import { isThere } from './disk.ts';
import type { Ground } from './ground.ts';

/** A note's way from one name to another. */
interface Way {
  readonly from: string;
  readonly to: string;
}

/**
 * Makes the function that rewrites a note's links for its new name.
 *
 * Which files the links mean is asked of the disk beforehand, so that the rewriting itself waits
 * for nothing. `text` is what the note says, where that is known.
 */
export async function relinkFor(
  ground: Ground,
  { from, to }: Way,
  text: string,
): Promise<(text: string) => string> {
  const there = new Set<string>();
  if (folderOf(from) !== folderOf(to)) {
    for (const file of linkedFiles(from, text)) {
      if (await isThere(join(ground.folder, file))) there.add(file);
    }
  }
  return (now) => relinkNote(now, { from, to, isThere: (name) => there.has(name) });
}

/** The same for a note's bytes; bytes that are no editable note stay as they are. */
export async function relinkBytes(
  ground: Ground,
  way: Way,
): Promise<(bytes: Uint8Array) => Uint8Array> {
  const snapshot = await readSnapshot(ground.disk, join(ground.folder, way.from));
  const known = snapshot === null ? '' : decodeNote(snapshot.bytes).text;
  const relink = await relinkFor(ground, way, known);
  return (bytes) => {
    const { text, readOnly } = decodeNote(bytes);
    return readOnly === null ? encodeNote(relink(text)) : bytes;
  };
}
