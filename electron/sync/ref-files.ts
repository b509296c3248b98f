import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { readFile } from '../disk/calls.ts';
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

/**
 * Reads the parents of a commit that was just made, or null where it has no file of its own.
 *
 * A loose object is `commit <length>`, a zero byte, and the commit's text, deflated.
 */
export async function readNewParents(
  { commonFolder }: Repository,
  commit: string,
): Promise<readonly string[] | null> {
  const path = join(commonFolder, 'objects', commit.slice(0, 2), commit.slice(2));
  const bytes = await readFile(path)
    .then(promisify(inflate))
    .catch(() => null);
  const text = bytes?.toString('utf8') ?? '';
  if (!text.startsWith('commit ')) return null;
  const head = text.slice(text.indexOf('\0') + 1).split('\n\n', 1)[0] ?? '';
  return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, id]) => id ?? []);
}
