import { type FSWatcher, watch } from 'node:fs';
import { isTemporaryName } from './atomic-save.ts';
import { diskError } from './errno.ts';

/** Watches a notebook for hints that something changed. */
export interface NotebookWatcher {
  /** The folders to watch from now on; on systems that watch recursively only the first counts. */
  readonly setFolders: (folders: readonly string[]) => void;
  readonly close: () => void;
}

/** Programs save in several steps; one look after the last of them is enough. */
const SETTLE_MS = 120;
/** Each watched folder costs a handle. Beyond this the look on window focus must do. */
const MAX_WATCHED = 1_000;
/** Windows and macOS watch a tree with one handle; Node's own recursion on Linux reads it all first. */
const RECURSIVE = process.platform === 'win32' || process.platform === 'darwin';

/**
 * Calls `onHint` some moments after anything stirred.
 *
 * Only a hint: events are lost, doubled and misnamed on every system, so whoever hears one looks
 * at the files and compares (DESIGN section 4, "External changes"). A folder that cannot be
 * watched is no error; the look on window focus remains.
 */
export function watchNotebook(onHint: () => void): NotebookWatcher {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | null = null;

  function hint(_event: string, file: string | null): void {
    if (file !== null && isNoise(file)) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      onHint();
    }, SETTLE_MS);
  }

  function add(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false, recursive: RECURSIVE }, hint);
      watcher.on('error', () => remove(folder));
      watchers.set(folder, watcher);
    } catch (thrown) {
      diskError(thrown);
    }
  }

  function remove(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  function setFolders(folders: readonly string[]): void {
    const wanted = new Set(RECURSIVE ? folders.slice(0, 1) : folders.slice(0, MAX_WATCHED));
    for (const folder of watchers.keys()) if (!wanted.has(folder)) remove(folder);
    for (const folder of wanted) if (!watchers.has(folder)) add(folder);
  }

  function close(): void {
    if (timer !== null) clearTimeout(timer);
    setFolders([]);
  }

  return { setFolders, close };
}

/** Our own temporary files, and everything git does inside its folder. */
function isNoise(file: string): boolean {
  const segments = file.split(/[\\/]/);
  return segments.includes('.git') || isTemporaryName(segments.at(-1) ?? '');
}
