import { createHash } from 'node:crypto';

/**
 * A notebook's name in app data and in calls: a hash of its real path.
 *
 * The window never learns where a notebook lies, and a path makes no folder name everywhere.
 */
export function notebookId(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 24);
}
