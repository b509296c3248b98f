import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
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

/** Paths of notes that may have changed, or `everything` where that is not known. */
export type ChangeHint = ReadonlySet<string> | 'everything';

/**
 * Calls `onHint` some moments after anything stirred.
 *
 * Only a hint: events are lost, doubled and misnamed on every system, so whoever hears one looks
 * at the files and compares (DESIGN section 4, "External changes"). A folder that cannot be
 * watched is no error; the look on window focus remains.
 */
export function watchNotebook(onHint: (hint: ChangeHint) => void): NotebookWatcher {
  const watchers = new Map<string, FSWatcher>();
  let stirred = new Set<string>();
  let everything = false;
  let timer: NodeJS.Timeout | null = null;

  function stir(folder: string, event: string, file: string | null): void {
    const reach = file === null ? 'everything' : reachOf(event, file);
    if (reach === 'nothing') return;
    if (reach === 'everything' || file === null) everything = true;
    else stirred.add(join(folder, file));
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(tell, SETTLE_MS);
  }

  function tell(): void {
    const hint = everything ? 'everything' : stirred;
    timer = null;
    stirred = new Set();
    everything = false;
    onHint(hint);
  }

  function add(folder: string): void {
    try {
      const options = { persistent: false, recursive: RECURSIVE };
      const watcher = watch(folder, options, (event, file) => stir(folder, event, file));
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
    for (const folder of [...watchers.keys()]) if (!wanted.has(folder)) remove(folder);
    for (const folder of wanted) if (!watchers.has(folder)) add(folder);
  }

  function close(): void {
    if (timer !== null) clearTimeout(timer);
    setFolders([]);
  }

  return { setFolders, close };
}

/**
 * How much an event may mean.
 *
 * A note stands for itself: our own save of one note in a folder of 10,000 must not cost a look
 * at all of them. Anything else that came or went may be a folder with notes in it.
 */
function reachOf(event: string, file: string): 'nothing' | 'note' | 'everything' {
  const segments = file.split(/[\\/]/);
  const name = segments.at(-1) ?? '';
  if (segments.includes('.git') || isTemporaryName(name)) return 'nothing';
  if (name.endsWith('.md')) return 'note';
  const isImage = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg)$/i.test(name);
  return event === 'rename' && !isImage ? 'everything' : 'nothing';
}
