import { must } from './git-failure.ts';
import type { GitSession } from './session.ts';

const FOLDER = 'refs/backrow/backup/';
/** How many states before an integration are kept. */
const MOST_BACKUPS = 50;

/** A state of the notebook before something of another computer came in. */
export interface Backup {
  readonly ref: string;
  readonly commit: string;
  readonly atEpochMs: number;
  /** The commit the notebook was taken to; the same one where it was only a precaution. */
  readonly to: string;
}

/**
 * Keeps the commit the notebook is at before it is taken `to` another one.
 *
 * The ref holds the old commit alive, and its name says the time and the new commit, so that
 * "undo last sync" knows both ends.
 */
export async function keepBackup(
  git: GitSession,
  { from, to }: { readonly from: string; readonly to: string },
  nowMs = Date.now(),
): Promise<void> {
  const ref = `${FOLDER}${String(nowMs).padStart(15, '0')}-${to}`;
  must(await git.run(['update-ref', ref, from]), 'keep a backup');
}

/** The kept states, newest first. */
export async function listBackups(git: GitSession): Promise<Backup[]> {
  const format = '--format=%(objectname) %(refname)';
  const result = await git.run(['for-each-ref', '--sort=-refname', format, FOLDER]);
  return must(result, 'list backups')
    .split('\n')
    .flatMap((line) => {
      const [commit, ref] = line.split(' ');
      const [time, to] = ref?.slice(FOLDER.length).split('-') ?? [];
      if (commit === undefined || ref === undefined || to === undefined) return [];
      return [{ commit, ref, to, atEpochMs: Number(time) }];
    });
}

/** Forgets all but the newest states. */
export async function forgetOldBackups(git: GitSession): Promise<void> {
  const old = (await listBackups(git)).slice(MOST_BACKUPS);
  if (old.length === 0) return;
  const input = old.map(({ ref, commit }) => `delete ${ref} ${commit}\n`).join('');
  must(await git.run(['update-ref', '--stdin'], { input }), 'forget backups');
}
