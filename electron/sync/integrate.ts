import { applyCommit, type StepListener } from './apply.ts';
import { keepBackup } from './backup.ts';
import type { SyncHost } from './host.ts';
import { joinCommits, keptInJoins } from './join-commits.ts';
import { mergeBases } from './merge-base.ts';
import type { MergedTree } from './merge-trees.ts';
import type { GitSession } from './session.ts';

/** What integrating the remote's branch did. */
export interface Integrated {
  /** The commit the notebook is at now. */
  readonly head: string;
  /** Files that changed in the folder, relative to the root. */
  readonly changed: readonly string[];
  readonly keptBoth: MergedTree['keptBoth'];
  readonly copies: MergedTree['copies'];
}

const NOTHING = { changed: [], keptBoth: [], copies: [] };

/**
 * Joins the remote's commits with ours.
 *
 * Ahead or equal: nothing to do. Behind: the remote's commit is taken. Both moved: the trees are
 * merged and one commit with both parents joins the histories. Never a rebase and never a merge
 * left open, so there is no state that a person would have to get out of.
 */
export async function integrate(
  git: GitSession,
  host: SyncHost,
  { head, remote }: { readonly head: string; readonly remote: string },
  onStep: StepListener,
): Promise<Integrated> {
  if (head === remote) return { head, ...NOTHING };
  const bases = await mergeBases(git, head, remote);
  if (bases[0] === remote) return { head, ...NOTHING };
  const behind = bases[0] === head;
  const merged = behind ? null : await joinCommits(git, bases, head, remote);
  await onStep('merged');
  const to = merged?.commit ?? remote;
  await keepBackup(git, { from: head, to });
  await onStep('backup');
  const changed = await applyCommit(git, host, { from: head, to }, onStep);
  const keptBoth = merged?.keptBoth ?? (await keptInJoins(git, { from: head, to }));
  return { head: to, changed, keptBoth, copies: merged?.copies ?? [] };
}
