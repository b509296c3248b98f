import { constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Notice } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { access, realpath, stat } from '../disk/calls.ts';
import { diskError } from '../notebook/errno.ts';

/** A notebook to open, and the note in it, if one was named. */
export interface StartTarget {
  /** The folder's real path. */
  readonly folder: string;
  readonly note: string | null;
}

/**
 * Finds out what a path names: a notebook folder, or a note whose folder is the notebook.
 *
 * A path that cannot be opened becomes a notice with the path in it; the app goes on with the
 * last notebook.
 */
export async function readStartTarget(path: string): Promise<Result<StartTarget, Notice>> {
  try {
    const real = await realpath(path);
    const stats = await stat(real);
    if (stats.isDirectory()) {
      await access(real, constants.R_OK | constants.X_OK);
      return ok({ folder: real, note: null });
    }
    if (!stats.isFile() || !real.endsWith('.md')) return err(notice('path-not-a-notebook', path));
    await access(real, constants.R_OK);
    return ok({ folder: dirname(real), note: basename(real) });
  } catch (thrown) {
    const { kind } = diskError(thrown);
    return err(notice(kind === 'denied' ? 'path-denied' : 'path-missing', path));
  }
}

function notice(id: Notice['id'], path: string): Notice {
  return { id, values: { path } };
}
