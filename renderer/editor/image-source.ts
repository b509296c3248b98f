/**
 * The address under which the app serves an image of the notebook.
 *
 * Null for what leads elsewhere: an address with a scheme, an absolute path, a way out of the
 * notebook. The main process checks again; this only decides what is drawn (law 7).
 */
export function imageSource(note: string, url: string): string | null {
  if (url === '' || /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('/') || url.startsWith('\\'))
    return null;
  const segments = note.split('/').slice(0, -1);
  for (const part of url.split('/')) {
    const name = decoded(part);
    if (name === null) return null;
    if (name === '' || name === '.') continue;
    if (name !== '..') segments.push(name);
    else if (segments.pop() === undefined) return null;
  }
  return `/image/${segments.map(encodeURIComponent).join('/')}`;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
