import { lstat, unlink } from '../disk/calls.ts';
import { diskError } from './errno.ts';

/** No save takes this long: an older temporary file belongs to a process that died. */
const STALE_MS = 60_000;

/**
 * Removes temporary files of saves that a death left in the notebook.
 *
 * What they hold is in the journal or was never promised. Another program of ours may save in the
 * same folder at this moment, hence only old ones; with a clock that was set back they stay longer.
 */
export async function sweepTemporary(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    try {
      const stats = await lstat(path);
      if (stats.isFile() && Date.now() - stats.mtimeMs > STALE_MS) await unlink(path);
    } catch (thrown) {
      diskError(thrown);
    }
  }
}
