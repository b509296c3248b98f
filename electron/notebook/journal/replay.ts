import { applyPatch, splitLines, type TextPatch } from '../../../shared/text-patch.ts';
import { hashBytes } from '../file-version.ts';
import { encodeNote } from '../note-text.ts';
import type { JournalEntry } from './record.ts';

/** A text that the file had at one moment. Versions share their lines, so many cost little. */
export interface JournalVersion {
  readonly atEpochMs: number;
  /** With their line ends; joined they are the note. */
  readonly lines: readonly string[];
}

/** What a log tells of its note. */
export interface Replayed {
  /** The note's name when it was last written. */
  readonly name: string;
  /** The file as the log last knew it; `hash` is null where there was none. */
  readonly file: { readonly hash: string | null; readonly lines: readonly string[] };
  /** What happened to the text since, oldest first; empty where all was durable. */
  readonly unsaved: readonly TextPatch[];
  /** The text that was held last, as far as the log is sound. */
  readonly lines: readonly string[];
  /** When the last record was written. */
  readonly atEpochMs: number;
  /** The texts the file had, oldest first. */
  readonly versions: readonly JournalVersion[];
}

/**
 * Replays a log.
 *
 * Behind a damaged place patches would be applied to another text than they were made for, so
 * everything up to the next `base` is passed over. Null where no base is left.
 */
export function replay(entries: readonly JournalEntry[]): Replayed | null {
  const versions: JournalVersion[] = [];
  let name: string | null = null;
  let file: Replayed['file'] = { hash: null, lines: [] };
  let unsaved: TextPatch[] = [];
  let lines: readonly string[] = [];
  let lastMs = 0;
  let sound = false;

  function step(patch: TextPatch): void {
    const changed = applyPatch(lines, patch);
    if (changed === null) {
      sound = false;
      return;
    }
    lines = changed;
    unsaved.push(patch);
  }

  for (const entry of entries) {
    if (entry.kind === 'damage') {
      sound = false;
      continue;
    }
    if (entry.kind === 'base') {
      name = entry.name;
      lines = splitLines(entry.text);
      file = { hash: entry.hash, lines };
      unsaved = [];
      sound = true;
      if (entry.hash !== null) addVersion(versions, { atEpochMs: entry.atEpochMs, lines });
      if (entry.held !== null) step(entry.held);
    } else if (!sound) {
      continue;
    } else if (entry.kind === 'edit') {
      step(entry.patch);
    } else {
      const done = Math.max(0, unsaved.length - entry.behind);
      const saved = unsaved.slice(0, done).reduce(patched, file.lines);
      file = { hash: entry.hash, lines: saved };
      unsaved = unsaved.slice(done);
      addVersion(versions, { atEpochMs: entry.atEpochMs, lines: saved });
    }
    lastMs = entry.atEpochMs;
  }
  return name === null ? null : { name, file, unsaved, lines, atEpochMs: lastMs, versions };
}

function patched(lines: readonly string[], patch: TextPatch): readonly string[] {
  return applyPatch(lines, patch) ?? lines;
}

/** Every session begins with the text the last one ended with: that is no version of its own. */
function addVersion(versions: JournalVersion[], version: JournalVersion): void {
  const last = versions.at(-1)?.lines;
  if (last !== undefined && sameLines(last, version.lines)) return;
  versions.push(version);
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

/**
 * True where a file's content is a text that this log passed through since it last named the file.
 *
 * A save that was under way when everything died has put one of them there, and nobody else did.
 */
export function passedThrough(log: Replayed, found: Uint8Array): boolean {
  const hash = hashBytes(found);
  let lines = log.file.lines;
  for (const patch of log.unsaved) {
    lines = patched(lines, patch);
    const bytes = encodeNote(lines.join(''));
    if (bytes.length === found.length && hashBytes(bytes) === hash) return true;
  }
  return false;
}
