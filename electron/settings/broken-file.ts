import { readFile, rename } from '../disk/calls.ts';
import { diskError } from '../notebook/errno.ts';

/**
 * Moves a file aside that is no JSON object, so that its reader begins anew.
 *
 * Not deleted: its owner may have written in it by hand and want to look at it. Anything else that
 * keeps the file from being read is left to its reader.
 */
export async function moveBrokenFileAside(path: string): Promise<void> {
  const text = await readText(path);
  if (text === null || isObject(text)) return;
  const stamp = new Date().toISOString().replaceAll(':', '-');
  await rename(path, `${path}.broken-${stamp}`).catch(() => undefined);
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    diskError(thrown);
    return null;
  }
}

function isObject(text: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && !Array.isArray(data);
  } catch {
    return false;
  }
}
