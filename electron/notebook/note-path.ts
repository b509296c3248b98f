import { join, sep } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { lstat } from '../disk/calls.ts';
import { type DiskError, diskError } from './errno.ts';

/**
 * Walks from the notebook to a note, one segment at a time, and refuses a way through a link.
 *
 * `name` has passed `safeNoteName`. The walk guards what a name cannot show: a folder that was
 * replaced by a symbolic link out of the notebook. Answers with the absolute path, also where the
 * note itself does not exist yet.
 */
export async function pathOfNote(folder: string, name: string): Promise<Result<string, DiskError>> {
  const segments = name.split('/');
  let path = folder;
  for (const segment of segments) {
    path = join(path, segment);
    const refusal = await refuseLink(path);
    if (refusal === null) continue;
    if (refusal.kind === 'missing') return ok(join(folder, ...segments));
    return err(refusal);
  }
  return ok(path);
}

async function refuseLink(path: string): Promise<DiskError | null> {
  try {
    const stats = await lstat(path);
    return stats.isSymbolicLink() ? { kind: 'unsafe', detail: `${path} is a link` } : null;
  } catch (thrown) {
    return diskError(thrown);
  }
}

/** A path inside the notebook as a note name: `/` between segments on every system. */
export function nameOfPath(relativePath: string): string {
  return sep === '/' ? relativePath : relativePath.split(sep).join('/');
}
