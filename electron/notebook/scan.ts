import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import { lstat, readdir } from '../disk/calls.ts';
import { isTemporaryName } from './atomic-save.ts';
import { diskError } from './errno.ts';
import { endedWithin, PATIENCE_MS } from './patience.ts';

/** One note file as the folder tells it, unread. */
export interface FoundNote {
  /** Relative to the notebook, `/` between segments. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** The notes of a notebook, and every folder that was looked into. */
export interface FoundNotes {
  readonly notes: readonly FoundNote[];
  readonly folders: readonly string[];
  /** Names of notes of which the disk told nothing for long. */
  readonly unanswered: readonly string[];
  /** Paths of temporary files of saves, those under way and those that a death left. */
  readonly temporary: readonly string[];
}

/** A notebook is made by hand; deeper or larger trees are somebody's disk, opened by mistake. */
const MAX_DEPTH = 12;
const MAX_FOLDERS = 5_000;
const STATS_AT_ONCE = 32;
/** Once a disk hangs the others are not kept waiting as long for each further note. */
const NEXT_PATIENCE_MS = 300;

/**
 * Walks a notebook and finds its notes.
 *
 * Skips dot folders (`.git` with them), `node_modules` and every link: a link could lead out of
 * the notebook, and inside it the note is found anyway. A folder that may not be read is left out.
 */
export async function scanNotes(folder: string): Promise<FoundNotes> {
  const notes: FoundNote[] = [];
  const folders: string[] = [];
  const unanswered: string[] = [];
  const temporary: string[] = [];
  const waiting = [{ path: folder, prefix: '', depth: 0 }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (folders.length >= MAX_FOLDERS) break;
    const { path, prefix, depth } = next;
    const entries = await entriesOf(path);
    if (entries === null) continue;
    folders.push(path);
    for (const { name } of entries) if (isTemporaryName(name)) temporary.push(join(path, name));
    const names = entries.filter(isNoteFile).map((entry) => entry.name);
    await statAll(path, prefix, names, { notes, unanswered });
    if (depth >= MAX_DEPTH) continue;
    for (const entry of entries.filter(isNotebookFolder)) {
      const inner = { path: join(path, entry.name), prefix: `${prefix}${entry.name}/` };
      waiting.push({ ...inner, depth: depth + 1 });
    }
  }
  return { notes, folders, temporary, unanswered };
}

/** Looks at one note of a notebook by name; null where there is no such file. */
export async function findNote(folder: string, name: string): Promise<FoundNote | null> {
  const path = join(folder, name);
  const entry = await statEntry(path);
  return entry?.isFile() ? { name, path, ...pick(entry) } : null;
}

async function entriesOf(path: string): Promise<Dirent[] | null> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (thrown) {
    diskError(thrown);
    return null;
  }
}

function isNoteFile(entry: Dirent): boolean {
  return entry.isFile() && entry.name.endsWith('.md') && !entry.name.startsWith('.');
}

function isNotebookFolder(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules';
}

/** Adds to `into` what is found of notes in a folder. */
async function statAll(
  folder: string,
  prefix: string,
  names: readonly string[],
  into: { readonly notes: FoundNote[]; readonly unanswered: string[] },
): Promise<void> {
  for (let from = 0; from < names.length; from += STATS_AT_ONCE) {
    const some = names.slice(from, from + STATS_AT_ONCE);
    const stats = some.map((name) => statNote(folder, prefix, name));
    const patienceMs = into.unanswered.length === 0 ? PATIENCE_MS : NEXT_PATIENCE_MS;
    for (const [index, found] of (await endedWithin(patienceMs, stats)).entries()) {
      if (found === undefined) into.unanswered.push(prefix + some[index]);
      else if (found !== null) into.notes.push(found);
    }
  }
}

async function statNote(folder: string, prefix: string, name: string): Promise<FoundNote | null> {
  const path = join(folder, name);
  const entry = await statEntry(path);
  return entry === null ? null : { name: prefix + name, path, ...pick(entry) };
}

/** Null for what went between the listing and now: the next scan will say so. */
async function statEntry(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (thrown) {
    diskError(thrown);
    return null;
  }
}

function pick({ size, mtimeMs }: Stats): Pick<FoundNote, 'size' | 'mtimeMs'> {
  return { size, mtimeMs };
}
