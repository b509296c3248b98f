/** The folder of a note or file, without a slash at its end; empty for the notebook itself. */
export function folderOf(name: string): string {
  const end = name.lastIndexOf('/');
  return end === -1 ? '' : name.slice(0, end);
}

/**
 * The file that a relative path in a note means, as a name in the notebook.
 *
 * `path` is decoded. Null for what is no relative path (an address, an absolute path, a mere
 * fragment) and for what leads out of the notebook.
 */
export function resolvePath(note: string, path: string): string | null {
  if (path === '' || /^(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(path)) return null;
  const segments = folderOf(note).split('/').filter(Boolean);
  for (const segment of path.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null;
    } else if (segment !== '.' && segment !== '') {
      segments.push(segment);
    }
  }
  return segments.join('/');
}

/** The relative path by which a note means a file of the notebook; the inverse of `resolvePath`. */
export function relativePath(note: string, target: string): string {
  const from = folderOf(note).split('/').filter(Boolean);
  const to = target.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
