import { setImmediate as nextTurn } from 'node:timers/promises';
import { applyPatch, splitLines, type TextPatch } from '../../../shared/text-patch.ts';
import { hashBytes } from '../file-version.ts';
import { encodeNote } from '../note-text.ts';
import { decodeRecords, type JournalEntry, type JournalRecord } from './record.ts';
import { type JournalVersion, keptVersions, MOST_VERSIONS } from './versions.ts';

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
  /** The texts the file had, oldest first; of very many some minutes apart. */
  readonly versions: readonly JournalVersion[];
}

/** Records between two turns of the thread, through which the window's edits come. */
const RECORDS_PER_TURN = 50;

/** Replays a log some records at a time. */
export async function replayLog(log: Uint8Array): Promise<Replayed | null> {
  const player = new Player();
  let count = 0;
  for (const entry of decodeRecords(log)) {
    player.take(entry);
    if (++count % RECORDS_PER_TURN === 0) await nextTurn();
  }
  return player.result();
}

/** Replays what was read of a log; null where no base is left. */
export function replay(entries: Iterable<JournalEntry>): Replayed | null {
  const player = new Player();
  for (const entry of entries) player.take(entry);
  return player.result();
}

/**
 * Follows a log from record to record.
 *
 * Behind a damaged place patches would be applied to another text than they were made for, so
 * everything up to the next `base` is passed over. A long day has ten thousand records of a note
 * with ten thousand lines, hence texts that are changed in place: `#file` is the file's, `#held`
 * the held one, and `#unsaved` leads from the first to the second.
 */
class Player {
  #name: string | null = null;
  #hash: string | null = null;
  #file: string[] = [];
  #held: string[] = [];
  #unsaved: TextPatch[] = [];
  #versions: JournalVersion[] = [];
  #lastMs = 0;
  #isSound = false;

  take(entry: JournalEntry): void {
    if (entry.kind === 'damage') {
      this.#isSound = false;
      return;
    }
    if (entry.kind === 'base') this.#begin(entry);
    else if (!this.#isSound) return;
    else if (entry.kind === 'edit') this.#step(entry.patch);
    else this.#saved(entry);
    this.#lastMs = entry.atEpochMs;
  }

  result(): Replayed | null {
    if (this.#name === null) return null;
    return {
      name: this.#name,
      file: { hash: this.#hash, lines: this.#file },
      unsaved: this.#unsaved,
      lines: this.#held,
      atEpochMs: this.#lastMs,
      versions: this.#versions,
    };
  }

  #begin({ name, hash, text, held, atEpochMs }: JournalRecord & { readonly kind: 'base' }): void {
    this.#name = name;
    this.#hash = hash;
    this.#file = splitLines(text);
    this.#held = this.#file.slice();
    this.#unsaved = [];
    this.#isSound = true;
    const last = this.#versions.at(-1)?.lines;
    // Every session begins with the text the last one ended with: that is no version of its own.
    const isNew = last === undefined || !sameLines(last, this.#file);
    if (hash !== null && isNew) this.#addVersion(atEpochMs);
    if (held !== null) this.#step(held);
  }

  #step(patch: TextPatch): void {
    const patched = patchedInPlace(this.#held, patch);
    if (patched === null) {
      this.#isSound = false;
      return;
    }
    this.#held = patched;
    this.#unsaved.push(patch);
  }

  #saved({ hash, behind, atEpochMs }: JournalRecord & { readonly kind: 'saved' }): void {
    const done = Math.max(0, this.#unsaved.length - behind);
    for (const patch of this.#unsaved.splice(0, done)) {
      this.#file = patchedInPlace(this.#file, patch) ?? this.#file;
    }
    this.#hash = hash;
    if (done > 0) this.#addVersion(atEpochMs);
  }

  #addVersion(atEpochMs: number): void {
    this.#versions.push({ atEpochMs, lines: this.#file.slice() });
    if (this.#versions.length >= 2 * MOST_VERSIONS) this.#versions = keptVersions(this.#versions);
  }
}

/** Longer patches are rare, and `splice` takes no more arguments than the stack has room for. */
const MOST_IN_PLACE = 50_000;

/** `applyPatch` without a copy of all lines: changes `lines`, or gives others, or null. */
function patchedInPlace(lines: string[], patch: TextPatch): string[] | null {
  const { fromLine, deletedLines, inserted } = patch;
  const end = fromLine + deletedLines;
  const isOpen = fromLine > 0 && !/[\r\n]$/.test(lines[fromLine - 1] ?? '\n');
  if (inserted.length > MOST_IN_PLACE || isOpen || end > lines.length) {
    return applyPatch(lines, patch);
  }
  const joins = inserted !== '' && !/[\r\n]$/.test(inserted);
  // A lone CR in front of a line that begins with LF would be one line end with it.
  if (joins || inserted.endsWith('\r')) return applyPatch(lines, patch);
  lines.splice(fromLine, deletedLines, ...splitLines(inserted));
  return lines;
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
  let lines = [...log.file.lines];
  for (const patch of log.unsaved) {
    lines = patchedInPlace(lines, patch) ?? lines;
    const bytes = encodeNote(lines.join(''));
    if (bytes.length === found.length && hashBytes(bytes) === hash) return true;
  }
  return false;
}
