import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { saveAtomically } from '../atomic-save.ts';
import { diskError, errnoCode } from '../errno.ts';
import type { FilePort, WritableFile } from '../file-port.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import {
  createNoteJournal,
  type JournalledText,
  type LogFile,
  type NoteJournal,
} from './note-journal.ts';
import { type Replayed, replayLog } from './replay.ts';
import { thinned } from './thin.ts';
import type { JournalVersion } from './versions.ts';

/** The journals of one notebook. */
export interface Journals {
  /** The journal of a note that is held now; `text` gives what is held at the moment of the call. */
  readonly of: (name: string, text: () => JournalledText) => NoteJournal;
  /** What a death, or a disk that refused to the end, left open. */
  readonly left: () => Promise<readonly LeftLog[]>;
  /** The texts a note's file had, oldest first, as far as they are kept. */
  readonly versions: (name: string) => Promise<readonly JournalVersion[]>;
  /** A note that nobody holds has another name now, and its history with it. */
  readonly move: (from: string, to: string) => Promise<void>;
  /** Lets the oldest logs of clean notes go where all together are large. */
  readonly prune: () => Promise<void>;
}

/** A log that was open when its process died. */
export interface LeftLog {
  /** Null where nothing in it can be read any more. */
  readonly replayed: Replayed | null;
  /** Its text is safe in the folder: the log becomes history. */
  readonly settle: () => Promise<void>;
  /** Its text is not safe yet and its note will be written to: it waits apart for the next start. */
  readonly setAside: () => Promise<void>;
}

/** How many folders of `notebooks/<id>/journal` may be new. */
const NEW_LEVELS = 3;
/** A log with more than this is thinned when its note is clean. */
const LARGE_LOG_BYTES = 2 * 1024 * 1024;
/** All logs of clean notes of one notebook. */
const MOST_BYTES = 128 * 1024 * 1024;

/** One log at a time, across everything that opens a notebook in this process. */
const queue = createKeyedQueue();

/** Makes the journals of a notebook in a folder of app data, which need not exist. */
export function createJournals(folder: string, files: FilePort): Journals {
  let isReady = false;
  /** Whoever writes to a log: a note may be read again before its last holder has put it down. */
  const writers = new Map<string, Set<LogFile>>();

  function pathsOf(name: string): { readonly open: string; readonly log: string } {
    const id = createHash('sha256').update(name).digest('hex').slice(0, 24);
    return { open: join(folder, `${id}.open`), log: join(folder, `${id}.log`) };
  }

  /** Names that were just made must survive too: `journal`, the notebook's, and `notebooks`. */
  async function makeReady(): Promise<void> {
    if (isReady) return;
    await files.makeFolder(folder);
    let path = folder;
    for (let level = 0; level < NEW_LEVELS; level++) {
      path = dirname(path);
      await files.syncFolder(path);
    }
    isReady = true;
  }

  async function openLog(name: string, writer: LogFile): Promise<WritableFile> {
    const { open, log } = pathsOf(name);
    writers.set(name, (writers.get(name) ?? new Set()).add(writer));
    await makeReady();
    if (!(await exists(files, open))) await files.rename(log, open).catch(unlessMissing);
    const file = await files.openToAppend(open);
    try {
      await files.syncFolder(folder);
      return file;
    } catch (thrown) {
      await file.close().catch(diskError);
      throw thrown;
    }
  }

  async function putDown(name: string, writer: LogFile, clean: boolean): Promise<void> {
    const { open, log } = pathsOf(name);
    const others = writers.get(name);
    others?.delete(writer);
    if (others === undefined || others.size > 0) return;
    writers.delete(name);
    if (!clean) return;
    await files.rename(open, log).catch(unlessMissing);
    await thin(log, LARGE_LOG_BYTES);
  }

  /** Writes a log anew where it is larger than `limit`; one that would not get smaller stays. */
  async function thin(path: string, limit: number): Promise<void> {
    const { size } = await files.stat(path);
    if (size <= limit) return;
    const replayed = await readLog(path);
    if (replayed === null || replayed.unsaved.length > 0) return;
    const bytes = Buffer.from(thinned(replayed), 'utf8');
    if (bytes.length > size / 2) return;
    await saveAtomically({ path, bytes, expected: 'any' }, files);
  }

  function logFile(name: string): LogFile {
    const { open } = pathsOf(name);
    const log: LogFile = {
      open: () => queue.run(open, () => openLog(name, log)),
      putDown: (clean) => queue.run(open, () => putDown(name, log, clean)),
      largeBytes: LARGE_LOG_BYTES,
      thin: () => thin(open, LARGE_LOG_BYTES).catch(unlessRefused),
    };
    return log;
  }

  async function readLog(path: string): Promise<Replayed | null> {
    return replayLog(await files.read(path));
  }

  async function left(): Promise<readonly LeftLog[]> {
    const names = await namesIn(files, folder);
    const found: LeftLog[] = [];
    for (const name of names) {
      if (!/\.(?:open|left)$/.test(name)) continue;
      const path = join(folder, name);
      const replayed = await readLog(path).catch((thrown: unknown) => {
        diskError(thrown);
        return null;
      });
      found.push({
        replayed,
        settle: () => settle(path, replayed),
        setAside: () => setAside(path),
      });
    }
    return found;
  }

  async function settle(path: string, replayed: Replayed | null): Promise<void> {
    if (replayed === null) return setAside(path, '.damaged');
    if (path.endsWith('.open')) {
      const { log } = pathsOf(replayed.name);
      await queue.run(path, () => files.rename(path, log).catch(unlessMissing));
    } else {
      await files.unlink(path).catch(unlessMissing);
    }
  }

  async function setAside(path: string, ending = '.left'): Promise<void> {
    if (path.endsWith(ending)) return;
    const apart = `${path.replace(/\.\w+$/, '')}-${Date.now().toString(36)}${ending}`;
    await files.rename(path, apart).catch(diskError);
  }

  async function versions(name: string): Promise<readonly JournalVersion[]> {
    const { open, log } = pathsOf(name);
    for (const path of [open, log]) {
      try {
        const replayed = await readLog(path);
        if (replayed !== null) return replayed.versions;
      } catch (thrown) {
        unlessMissing(thrown);
      }
    }
    return [];
  }

  async function move(from: string, to: string): Promise<void> {
    const { open, log } = pathsOf(from);
    await queue.run(open, () => files.rename(log, pathsOf(to).log).catch(diskError));
  }

  async function prune(): Promise<void> {
    const logs: { readonly path: string; readonly size: number; readonly mtimeMs: number }[] = [];
    for (const name of await namesIn(files, folder)) {
      if (!name.endsWith('.log')) continue;
      const path = join(folder, name);
      logs.push({ path, ...(await files.stat(path)) });
    }
    let bytes = 0;
    for (const { path, size } of logs.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
      bytes += size;
      if (bytes > MOST_BYTES) await files.unlink(path).catch(unlessMissing);
    }
  }

  return {
    of: (name, text) => createNoteJournal(logFile(name), text),
    left,
    versions,
    move,
    prune,
  };
}

async function exists(files: FilePort, path: string): Promise<boolean> {
  return files.stat(path).then(
    () => true,
    (thrown: unknown) => {
      unlessMissing(thrown);
      return false;
    },
  );
}

async function namesIn(files: FilePort, folder: string): Promise<readonly string[]> {
  return files.list(folder).catch((thrown: unknown) => {
    diskError(thrown);
    return [];
  });
}

function unlessMissing(thrown: unknown): void {
  if (errnoCode(thrown) !== 'ENOENT') throw thrown;
}

/** A log that cannot be thinned now is only larger than it need be. */
function unlessRefused(thrown: unknown): void {
  diskError(thrown);
}
