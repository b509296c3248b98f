import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from './repository.ts';

/**
 * Reads where a branch is from its own file, or null where that cannot tell.
 *
 * A branch that was moved lately has a file of its own, and reading it costs nothing; one that is
 * packed away, or kept in another format, is left to git.
 */
export async function readRefFile(repository: Repository, ref: string): Promise<string | null> {
  const path = join(repository.commonFolder, ...ref.split('/'));
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^([0-9a-f]{40}|[0-9a-f]{64})\n?$/.test(text) ? text.trim() : null;
}
