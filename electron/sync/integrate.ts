import { applyCommit, type StepListener } from './apply.ts';
import { keepBackup } from './backup.ts';
import { runWithIdentity } from './commit.ts';
import { must } from './git-failure.ts';
import type { SyncHost } from './host.ts';
import { mergeBases } from './merge-base.ts';
import { type MergedTree, mergeTrees } from './merge-trees.ts';
import type { GitSession } from './session.ts';
import { emptyTree } from './trees.ts';

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
  return { head: to, changed, keptBoth: merged?.keptBoth ?? [], copies: merged?.copies ?? [] };
}

/** Merges two commits into one with both as parents; the branch and the folder stay as they are. */
export async function joinCommits(
  git: GitSession,
  bases: readonly string[],
  ours: string,
  theirs: string,
): Promise<MergedTree & { readonly commit: string }> {
  const base = await oneBase(git, bases, ours);
  const first = await whoIsFirst(git, ours, theirs);
  const merged = await mergeTrees(git, { base, ours, theirs, first });
  return { ...merged, commit: await commitJoined(git, merged.tree, [ours, theirs]) };
}

/**
 * One base for the merge. Without a common past (two notebooks made apart) it is the empty tree;
 * several, which only another program's merges can make, are merged into one the same way.
 */
async function oneBase(git: GitSession, bases: readonly string[], like: string): Promise<string> {
  const [first, ...others] = bases;
  if (first === undefined) return emptyTree(like);
  let base = first;
  for (const other of others) {
    const below = await oneBase(git, await mergeBases(git, base, other), like);
    const { tree } = await mergeTrees(git, {
      base: below,
      ours: base,
      theirs: other,
      first: 'ours',
    });
    base = await commitJoined(git, tree, [base, other]);
  }
  return base;
}

async function commitJoined(
  git: GitSession,
  tree: string,
  parents: readonly string[],
): Promise<string> {
  const message = 'Join the notes of two computers';
  const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message];
  return must(await runWithIdentity(git, args), 'join');
}

/** Earlier commit first, then the smaller id: every clone sees the same two commits. */
async function whoIsFirst(
  git: GitSession,
  ours: string,
  theirs: string,
): Promise<'ours' | 'theirs'> {
  const result = await git.run(['show', '--no-patch', '--format=%ct', ours, theirs]);
  const [mine = 0, other = 0] = must(result, 'read commits').split('\n').map(Number);
  return mine < other || (mine === other && ours < theirs) ? 'ours' : 'theirs';
}
