// biome-ignore lint/style/noRestrictedImports: the app's own files are on no notebook's disk.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file of the app's own page. */
export interface AppFile {
  readonly contentType: string;
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** The page's files by URL path, `/index.html` among them. */
export type AppFiles = ReadonlyMap<string, AppFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Lists what the build put into the page's folder.
 *
 * The map is made once, at start; a request can only name a key of it. No path of a request is
 * ever joined to a folder, so there is nothing to traverse.
 */
export async function listAppFiles(folder: string): Promise<AppFiles> {
  const files = new Map<string, AppFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const key = path.slice(folder.length).replaceAll('\\', '/');
    files.set(key, { contentType, read: () => readFile(path) });
  }
  return files;
}
