import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Unpacks those entries of a zip file that `place` gives a file name, relative to `folder`.
 *
 * Entries come one after the other and are streamed, so memory stays flat. Modes are kept: a
 * program stays a program.
 *
 * @param {string} zipFile
 * @param {string} folder
 * @param {(entryName: string) => string | null} place - Where an entry goes; null leaves it out.
 */
export async function unzip(zipFile, folder, place) {
  // Loaded late: this file is read before the npm dependencies are there.
  const yauzl = await import('yauzl');
  const zip = await yauzl.openPromise(zipFile);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = place(entry.fileName);
      if (name === null || name === '' || entry.fileName.endsWith('/')) continue;
      const target = path.resolve(folder, name);
      if (!target.startsWith(folder + path.sep)) throw new Error(`Unsafe entry: ${name}`);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      await pipeline(
        await zip.openReadStreamPromise(entry),
        fs.createWriteStream(target, { mode: mode === 0 ? 0o644 : mode }),
      );
    }
  } finally {
    zip.close();
  }
}
