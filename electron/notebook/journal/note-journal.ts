import { diffLines, splitLines, type TextPatch } from '../../../shared/text-patch.ts';
import { type DiskError, diskError } from '../errno.ts';
import type { WritableFile } from '../file-port.ts';
import { within } from '../patience.ts';
import { encodeRecord, type JournalRecord } from './record.ts';

/** The journal of one note, written by whoever holds its text. Nothing here is ever waited for by a key. */
export interface NoteJournal {
  /** The held text changed by this patch. */
  readonly edited: (patch: TextPatch) => void;
  /** What is held now is going to be saved. */
  readonly saving: () => void;
  /** The file has what was held at the last `saving`. */
  readonly saved: (hash: string) => void;
  /** The held text is ahead of the file already: a journal of another process said so. */
  readonly begin: () => void;
  /** The file has another text than the journal thinks, or the held text changed otherwise. */
  readonly restart: () => void;
  /** Settles when all that was told is on the device; null, or why it could not be written. */
  readonly settled: () => Promise<DiskError | null>;
  /** The note is put down; `clean` where the folder has all of its text. */
  readonly close: (clean: boolean) => Promise<void>;
}

/** A note as a journal can begin with it. */
export interface JournalledText {
  readonly name: string;
  /** What the file has; `hash` is null where there is none. */
  readonly file: { readonly hash: string | null; readonly text: string };
  readonly lines: readonly string[];
}

/** The file behind a journal. */
export interface LogFile {
  /** Opens the log for appending, under its name for unsaved text, durably. */
  readonly open: () => Promise<WritableFile>;
  /** Lets go of the log; that of a clean note gets its quiet name, and is thinned. */
  readonly putDown: (clean: boolean) => Promise<void>;
  /** A log is thinned from this size on. */
  readonly largeBytes: number;
  /** Thins a log that nobody has open and that has nothing unsaved. */
  readonly thin: () => Promise<void>;
}

/** A disk that hangs must not keep the app from ending; what it has is read at the next start. */
const CLOSE_LIMIT_MS = 2_000;

/**
 * Makes the journal of a note; nothing is written before its first edit.
 *
 * `text` gives what is held at the moment of the call. One write is under way at a time, and what
 * is told meanwhile goes with the next one.
 */
export function createNoteJournal(log: LogFile, text: () => JournalledText): NoteJournal {
  let file: WritableFile | null = null;
  /** What is not yet written; counts only where the log ends with the text before it. */
  let waiting: JournalRecord[] = [];
  /** The log, with what waits, ends in the held text. Otherwise the next record is a base. */
  let follows = false;
  let begun = false;
  /** Edits since the save that is under way began; null where the log begins anew after that. */
  let behind: number | null = null;
  let closed = false;
  let bytes = 0;
  /** The log is thinned when it is larger than this; 0: to be set when it is next open. */
  let thinFromBytes = log.largeBytes;
  let error: DiskError | null = null;
  let writing: Promise<void> | null = null;

  function edited(patch: TextPatch): void {
    if (closed) return;
    begun = true;
    if (behind !== null) behind += 1;
    if (follows) waiting.push({ kind: 'edit', atEpochMs: Date.now(), patch });
    wake();
  }

  function saving(): void {
    behind = follows ? 0 : null;
  }

  function saved(hash: string): void {
    if (!begun || closed) return;
    if (behind === null) {
      restart();
    } else {
      waiting.push({ kind: 'saved', atEpochMs: Date.now(), hash, behind });
      wake();
    }
  }

  function restart(): void {
    if (!begun || closed) return;
    follows = false;
    behind = null;
    wake();
  }

  function begin(): void {
    begun = true;
    restart();
  }

  function wake(): void {
    writing ??= write().finally(() => {
      writing = null;
      // What was told in the moment between the last look and now would wait for the next edit.
      if (error === null && hasWork()) wake();
    });
  }

  async function write(): Promise<void> {
    // The call that woke us is not over: what it tells next goes along.
    await null;
    while (hasWork()) {
      const { records, durable } = take();
      error = await append(encode(records), durable).then(() => null, diskError);
      if (error !== null) return giveUp();
      if (isAtRest(records.at(-1)) && waiting.length === 0 && bytes > thinFromBytes) await thin();
    }
  }

  /** A log that stays large, of a large note, is let grow to twice its size before the next try. */
  async function thin(): Promise<void> {
    await letGo();
    await log.thin();
    thinFromBytes = 0;
  }

  function hasWork(): boolean {
    return begun && !closed && (waiting.length > 0 || !follows);
  }

  /** That the file has the text need not survive: it is seen in the file. */
  function take(): { readonly records: readonly JournalRecord[]; readonly durable: boolean } {
    if (!follows) behind = null;
    const records = follows ? waiting : [baseRecord(text())];
    waiting = [];
    follows = true;
    return { records, durable: records.some(({ kind }) => kind !== 'saved') };
  }

  async function append(lines: string, durable: boolean): Promise<void> {
    if (file === null) {
      file = await log.open();
      bytes = await file.size();
      if (thinFromBytes === 0) thinFromBytes = Math.max(log.largeBytes, 2 * bytes);
    }
    const encoded = Buffer.from(lines, 'utf8');
    await file.writeAll(encoded);
    if (durable) await file.sync();
    const expected = bytes + encoded.length;
    bytes = await file.size();
    if (bytes === expected) return;
    const message = `The journal has ${bytes} bytes instead of ${expected}`;
    throw Object.assign(new Error(message), { code: 'ENOSPC' });
  }

  /** The next edit, or the next save, tries again, from a base: half a line may be in the log. */
  async function giveUp(): Promise<void> {
    follows = false;
    behind = null;
    waiting = [];
    await letGo();
  }

  async function letGo(): Promise<void> {
    const open = file;
    file = null;
    await open?.close().catch(diskError);
  }

  async function settled(): Promise<DiskError | null> {
    if (hasWork()) wake();
    while (writing !== null) await writing;
    return error;
  }

  async function close(clean: boolean): Promise<void> {
    if (begun) await within(CLOSE_LIMIT_MS, putDown(clean));
    closed = true;
  }

  async function putDown(clean: boolean): Promise<void> {
    await settled();
    closed = true;
    await letGo();
    await log.putDown(clean).catch(diskError);
  }

  return { edited, saving, saved, begin, restart, settled, close };
}

function isAtRest(last: JournalRecord | undefined): boolean {
  return last?.kind === 'saved' && last.behind === 0;
}

/** A base may come behind half a line, which must not swallow it. */
function encode(records: readonly JournalRecord[]): string {
  const lines = records.map(encodeRecord).join('');
  return records[0]?.kind === 'base' ? `\n${lines}` : lines;
}

function baseRecord({ name, file, lines }: JournalledText): JournalRecord {
  const patch = diffLines(splitLines(file.text), lines);
  const same = patch.deletedLines === 0 && patch.inserted === '';
  return {
    kind: 'base',
    atEpochMs: Date.now(),
    name,
    hash: file.hash,
    text: file.text,
    held: same ? null : patch,
  };
}
