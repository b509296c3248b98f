import { applyCommit, type StepListener } from './apply.ts';
import { type Backup, keepBackup, listBackups } from './backup.ts';
import { runWithIdentity } from './commit.ts';
import { succeeded } from './git.ts';
import { must, StepFailure } from './git-failure.ts';
import type { SyncHost } from './host.ts';
import { mergeTrees } from './merge-trees.ts';
import type { GitSession } from './session.ts';

/** What "undo last sync" would take back, or null where there is nothing. */
async function lastIntegration(git: GitSession): Promise<Backup | null> {
  for (const backup of await listBackups(git)) {
    // One that was killed before the branch moved did not bring anything.
    const isPast = await git.run(['merge-base', '--is-ancestor', backup.to, 'HEAD']);
    if (backup.to !== backup.commit && succeeded(isPast)) return backup;
  }
  return null;
}

/**
 * Takes back what the last integration brought, and keeps what was written since.
 *
 * A new commit, never a rewritten history: the other computer's text stays in the past and can
 * come back by undoing this. Returns the files that changed, or why it could not be done.
 */
export async function undoLastSync(
  git: GitSession,
  host: SyncHost,
  onStep: StepListener = () => {},
): Promise<readonly string[] | StepFailure> {
  try {
    const last = await lastIntegration(git);
    if (last === null) return [];
    const head = must(await git.run(['rev-parse', 'HEAD']), 'read');
    const { tree } = await mergeTrees(git, {
      base: last.to,
      ours: head,
      theirs: last.commit,
      first: 'ours',
    });
    const message = 'Take back what the last sync brought';
    const args = ['commit-tree', tree, '-p', head, '-m', message];
    const commit = must(await runWithIdentity(git, args), 'undo');
    await keepBackup(git, { from: head, to: commit });
    return await applyCommit(git, host, { from: head, to: commit }, onStep);
  } catch (thrown) {
    if (thrown instanceof StepFailure) return thrown;
    throw thrown;
  }
}
