import { join } from 'node:path';
import * as v from 'valibot';
import type { Place } from '../../shared/ipc/contract.ts';
import { openJsonFile } from './json-file.ts';

/** Where the user was in each note of a notebook; kept in app data, not in the notebook. */
export interface Places {
  readonly of: (note: string) => Place | null;
  readonly save: (note: string, place: Place) => void;
  /** A note goes by another name. */
  readonly move: (from: string, to: string) => void;
  /** The note that was open last. */
  readonly lastNote: () => string | null;
  readonly setLastNote: (note: string) => void;
  readonly flush: () => Promise<void>;
}

/** The places of this many notes are kept, those of the latest visits. */
const MAX_PLACES = 1_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const fold = v.object({ block: count, words: v.string() });
const place = v.object({
  block: count,
  offset: count,
  view: v.optional(v.object({ block: count, top: v.number() })),
  folds: v.optional(v.array(fold)),
});
const schema = v.object({
  lastNote: v.fallback(v.nullable(v.string()), null),
  places: v.fallback(v.array(v.tuple([v.string(), place])), []),
});

/** Opens the places of one notebook in its folder of app data. */
export async function openPlaces(dataFolder: string): Promise<Places> {
  const file = await openJsonFile(join(dataFolder, 'places.json'), (data) =>
    v.parse(schema, typeof data === 'object' && data !== null ? data : {}),
  );
  const places = new Map<string, Place>(file.get().places);
  let lastNote = file.get().lastNote;

  function keep(): void {
    file.set({ lastNote, places: [...places].slice(-MAX_PLACES) });
  }

  function save(note: string, where: Place): void {
    // Deleted first: a Map keeps the order of first insertion, and the latest visit belongs last.
    places.delete(note);
    places.set(note, where);
    keep();
  }

  return {
    of: (note) => places.get(note) ?? null,
    save,
    move: (from, to) => {
      if (lastNote === from) lastNote = to;
      const where = places.get(from);
      places.delete(from);
      if (where === undefined) keep();
      else save(to, where);
    },
    lastNote: () => lastNote,
    setLastNote: (note) => {
      if (note === lastNote) return;
      lastNote = note;
      keep();
    },
    flush: file.flush,
  };
}
