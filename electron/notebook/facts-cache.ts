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

/**
 * Opens the facts of earlier runs, by note name.
 *
 * With them a notebook of 10,000 notes shows its list at once; size and time of each file decide
 * what is read again.
 */
export function openFactsCache(dataFolder: string): Promise<JsonFile<CachedNotes>> {
  return openJsonFile(join(dataFolder, 'notes.json'), (data) => {
    const parsed = v.safeParse(schema, data);
    return { format: FORMAT, notes: parsed.success ? parsed.output.notes : {} };
  });
}

export interface CachedNotes {
  readonly format: typeof FORMAT;
  readonly notes: FactsByName;
}
