import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { mkdir, rm, writeFile } from '../disk/calls.ts';
import { must, StepFailure } from './git-failure.ts';
import type { GitSession } from './session.ts';

/** A blob to read: its id, and a path where it is to be read as a checkout would write it there. */
export interface BlobRequest {
  readonly id: string;
  readonly path: string | null;
}

/**
 * Reads many blobs with one process.
 *
 * With paths, contents come as a checkout would write them (line ends, large files), without
 * paths as stored; the two kinds are not mixed in one call.
 */
export async function readBlobs(
  git: GitSession,
  requests: readonly BlobRequest[],
): Promise<Map<BlobRequest, Buffer>> {
  const blobs = new Map<BlobRequest, Buffer>();
  if (requests.length === 0) return blobs;
  const filtered = requests.some(({ path }) => path !== null);
  const lines = requests.map(({ id, path }) => (filtered ? `${id} ${path ?? ''}` : id));
  // The size git tells is that of the stored blob, also where filters change it: so contents are
  // told apart by a mark that no content can hold.
  const mark = randomBytes(16).toString('hex');
  const format = `--batch=${mark} %(objecttype)`;
  const result = await git.run(['cat-file', format, ...(filtered ? ['--filters'] : [])], {
    input: `${lines.join('\n')}\n`,
    timeoutMs: 120_000,
  });
  must({ ...result, stdout: Buffer.alloc(0) }, 'read');
  const header = `${mark} blob\n`;
  let at = 0;
  for (const request of requests) {
    const start = at + header.length;
    if (result.stdout.toString('latin1', at, start) !== header) {
      throw new StepFailure('failed', `object ${request.id} cannot be read`);
    }
    const next = result.stdout.indexOf(`\n${mark} `, start - 1);
    const end = next === -1 ? result.stdout.length - 1 : next;
    blobs.set(request, result.stdout.subarray(start, end));
    at = end + 1;
  }
  return blobs;
}

/** Sizes of blobs in bytes, in order; one that is not there counts as nothing. */
export async function blobSizes(git: GitSession, ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const result = await git.run(['cat-file', '--batch-check=%(objectsize)'], {
    input: `${ids.join('\n')}\n`,
  });
  return must(result, 'sizes')
    .split('\n')
    .map((line) => (/^\d+$/.test(line) ? Number(line) : 0));
}

/** Stores contents as blobs, as they are, and gives their ids in order. */
export async function writeBlobs(
  git: GitSession,
  contents: readonly Uint8Array[],
): Promise<string[]> {
  if (contents.length === 0) return [];
  const folder = join(git.stateFolder, 'blobs');
  await mkdir(folder, { recursive: true });
  const paths = contents.map((_, index) => join(folder, String(index)));
  for (const [index, bytes] of contents.entries()) await writeFile(paths[index] ?? '', bytes);
  const result = await git.run(['hash-object', '-w', '--no-filters', '--stdin-paths'], {
    input: `${paths.join('\n')}\n`,
  });
  await rm(folder, { recursive: true, force: true });
  return must(result, 'store').split('\n');
}
