import { join } from 'node:path';
import * as v from 'valibot';
import { type KeptPlace, samePlace } from '../../shared/merge/kept-place.ts';
import { openJsonFile } from './json-file.ts';

/** Where both versions of a line were kept, by note, until somebody chooses; kept in app data. */
export interface KeptBothList {
  readonly all: () => Readonly<Record<string, readonly KeptPlace[]>>;
  /** Adds what a merge reported. */
  readonly add: (note: string, places: readonly KeptPlace[]) => void;
  /** What still stands in a note; an empty list forgets the note. */
  readonly set: (note: string, places: readonly KeptPlace[]) => void;
  readonly flush: () => Promise<void>;
}

/** The notes that were merged last; who has more to choose than this chooses in the text. */
const MAX_NOTES = 500;
/** Most places of one note. */
const MAX_PLACES = 200;
/** Longest version in UTF-16 units: what is longer is not one line in two versions. */
const MAX_VERSION = 20_000;

const version = v.pipe(v.string(), v.maxLength(MAX_VERSION));
const place = v.object({ mine: version, theirs: version });
const schema = v.object({
  notes: v.fallback(v.record(v.string(), v.array(place)), {}),
});

/** Opens the list of one notebook in its folder of app data; losing it loses marks, no text. */
export async function openKeptBoth(
  dataFolder: string,
  onChanged: (note: string, places: readonly KeptPlace[]) => void,
): Promise<KeptBothList> {
  const file = await openJsonFile(join(dataFolder, 'kept-both.json'), (data) =>
    v.parse(schema, typeof data === 'object' && data !== null ? data : {}),
  );
  const notes = new Map<string, readonly KeptPlace[]>(Object.entries(file.get().notes));

  function set(note: string, places: readonly KeptPlace[]): void {
    // Deleted first: the note that was merged last belongs last.
    notes.delete(note);
    if (places.length > 0) notes.set(note, places.slice(0, MAX_PLACES));
    file.set({
      notes: Object.fromEntries([...notes].slice(-MAX_NOTES)) as v.InferOutput<
        typeof schema
      >['notes'],
    });
  }

  return {
    all: () => Object.fromEntries(notes),
    add: (note, places) => {
      const known = notes.get(note) ?? [];
      const fresh = places.filter(
        (one) =>
          Math.max(one.mine.length, one.theirs.length) <= MAX_VERSION &&
          !known.some((other) => samePlace(one, other)),
      );
      if (fresh.length === 0) return;
      set(note, [...known, ...fresh]);
      onChanged(note, notes.get(note) ?? []);
    },
    set,
    flush: file.flush,
  };
}
