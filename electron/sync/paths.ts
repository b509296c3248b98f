import { StepFailure } from './git-failure.ts';
import type { TreeChange } from './trees.ts';

/** What a file of a notebook is to the sync. */
export type FileKind = 'note' | 'image' | 'other';

const IMAGE = /\.(png|jpe?g|gif|webp|avif|bmp|svg|heic|tiff?)$/i;

/** Tells what a file is by its name. */
export function fileKind(path: string): FileKind {
  if (/\.md$/i.test(path)) return 'note';
  return IMAGE.test(path) ? 'image' : 'other';
}

/** True for a plain file; links and nested repositories have other modes. */
export function isPlainMode(mode: string): boolean {
  return mode === '100644' || mode === '100755';
}

/**
 * Why a change that came from a remote is not written to this disk, or null where it is harmless.
 *
 * Links could lead out of the notebook, `.git` in any spelling could plant settings and hooks
 * (NTFS reads `git~1` and trailing dots and blanks as `.git`, HFS+ skips invisible characters),
 * and control characters, or a turned direction of writing, make a name look like another one.
 */
function refuseIncoming({ path, after }: TreeChange): string | null {
  if (after === null) return null;
  if (after.mode === '120000') return 'a symbolic link';
  if (after.mode === '160000') return 'a nested repository';
  if (!isPlainMode(after.mode)) return `a file of mode ${after.mode}`;
  if (/\p{Cc}/u.test(path)) return 'a name with control characters';
  if (/[\u202A-\u202E\u2066-\u2069]/u.test(path))
    return 'a name that turns its direction of writing';
  if (path.includes('\\')) return 'a name with a backslash';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'an absolute name';
  return path.split('/').some(isForbiddenSegment) ? 'a name that could be .git' : null;
}

/** Stops at the first change that must not come in. */
export function refuseHostile(changes: readonly TreeChange[]): void {
  for (const change of changes) {
    const reason = refuseIncoming(change);
    if (reason !== null) {
      throw new StepFailure(
        'refused',
        `the remote holds ${reason}: ${JSON.stringify(change.path)}`,
      );
    }
  }
}

function isForbiddenSegment(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..') return true;
  // What file systems leave out or fold: invisible characters, case, trailing dots and blanks,
  // and what follows a colon (an NTFS stream).
  const bare = segment
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '');
  return bare === '.git' || /^git~\d+$/.test(bare);
}

/** A name beside `path` for a second version of it; the same on every computer. */
export function variantPath(path: string, id: string): string {
  const slash = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const end = dot > slash ? dot : path.length;
  return `${path.slice(0, end)}-${id.slice(0, 6)}${path.slice(end)}`;
}
