import { dirname } from 'node:path';
import { mkdir, readFile } from '../disk/calls.ts';
import { saveAtomically } from './atomic-save.ts';
import { diskError } from './errno.ts';

/** A value of ours in the app's data folder, saved some moments after it changed. */
export interface JsonFile<Value> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  /** Writes now what is pending. Losing it is no harm: only disposable things are kept so. */
  readonly flush: () => Promise<void>;
}

const SAVE_DELAY_MS = 400;

/**
 * Opens a file of disposable data.
 *
 * `parse` makes a value of whatever the file holds, and the default of what it does not
 * understand; a missing or broken file counts as `undefined`.
 */
export async function openJsonFile<Value>(
  path: string,
  parse: (data: unknown) => Value,
): Promise<JsonFile<Value>> {
  let value = parse(await readJson(path));
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    if (timer !== null) {
      clearTimeout(timer);
      timer = null;
      writing = writeJson(path, value);
    }
    // Also one that is under way: the app may end as soon as this settles.
    return writing;
  }

  function set(next: Value): void {
    value = next;
    timer ??= setTimeout(() => void flush(), SAVE_DELAY_MS);
  }

  return { get: () => value, set, flush };
}

/** Writes disposable data whole or not at all; a disk that refuses it does no harm. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(value)}\n`);
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  await saveAtomically({ path, bytes, expected: 'any' });
}

/** What a file of ours holds; undefined where it is missing or broken. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) diskError(thrown);
    return undefined;
  }
}
