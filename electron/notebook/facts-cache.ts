import { join } from 'node:path';
import * as v from 'valibot';
import { type JsonFile, openJsonFile } from './json-file.ts';
import type { FactsByName } from './note-list.ts';

const facts = v.object({
  title: v.nullable(v.string()),
  date: v.nullable(v.string()),
  talks: v.number(),
  size: v.number(),
  mtimeMs: v.number(),
});

/** Raised whenever `readSummary` reads notes differently, so that old facts are read afresh. */
const FORMAT = 1;
const schema = v.object({ format: v.literal(FORMAT), notes: v.record(v.string(), facts) });

/** The facts of earlier runs, by note name. */
export interface FactsCache {
  /** Those of the newest notes, which a first frame shows. */
  readonly newest: FactsByName;
  /** All of them; read when it is first asked for. */
  readonly all: () => Promise<FactsByName>;
  /** Keeps facts for the next start, where `all` were known; `newest` are the names to begin with. */
  readonly keep: (facts: FactsByName, newest: readonly string[]) => void;
  readonly flush: () => Promise<void>;
}

/**
 * Opens the facts of earlier runs.
 *
 * With them a notebook of 10,000 notes shows its list at once; size and time of each file decide
 * what is read again. So many are a megabyte, which is longer read and checked than a first frame
 * can wait: the newest have a file of their own.
 */
export async function openFactsCache(dataFolder: string): Promise<FactsCache> {
  const newest = await openFacts(join(dataFolder, 'newest-notes.json'));
  let whole: Promise<JsonFile<CachedNotes>> | null = null;
  let known: JsonFile<CachedNotes> | null = null;

  async function all(): Promise<FactsByName> {
    whole ??= openFacts(join(dataFolder, 'notes.json'));
    known = await whole;
    return known.get().notes;
  }

  function keep(notes: FactsByName, first: readonly string[]): void {
    if (known === null) return;
    known.set({ format: FORMAT, notes });
    const kept = first.flatMap((name) => {
      const entry = notes[name];
      return entry === undefined ? [] : [[name, entry] as const];
    });
    newest.set({ format: FORMAT, notes: Object.fromEntries(kept) });
  }

  async function flush(): Promise<void> {
    await Promise.all([newest.flush(), known?.flush()]);
  }

  return { newest: newest.get().notes, all, keep, flush };
}

function openFacts(path: string): Promise<JsonFile<CachedNotes>> {
  return openJsonFile(path, (data) => {
    const parsed = v.safeParse(schema, data);
    return { format: FORMAT, notes: parsed.success ? parsed.output.notes : {} };
  });
}

interface CachedNotes {
  readonly format: typeof FORMAT;
  readonly notes: FactsByName;
}
