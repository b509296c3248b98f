import { runWithIdentity } from './commit.ts';
import { succeeded } from './git.ts';
import { must, StepFailure } from './git-failure.ts';
import { mergeBases } from './merge-base.ts';
import { type KeptInNote, keptInMerge, type MergedTree, mergeTrees } from './merge-trees.ts';
import type { GitSession } from './session.ts';
import { emptyTree } from './trees.ts';

/** Merges two commits into one with both as parents; the branch and the folder stay as they are. */
export async function joinCommits(
  git: GitSession,
  bases: readonly string[],
  ours: string,
  theirs: string,
): Promise<MergedTree & { readonly commit: string }> {
  const [base, first] = await Promise.all([
    oneBase(git, bases, ours),
    whoIsFirst(git, ours, theirs),
  ]);
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

/** More joins than any two computers make between two syncs. */
const MOST_JOINS = 20;

/**
 * Finds the lines kept twice by joins that another computer made, or this one before it was killed.
 *
 * The report of a merge is not in its commit, but every computer computes the same merge; so the
 * person whose line met another one sees it, too. Only joins that took in what was here at `from`.
 */
export async function keptInJoins(
  git: GitSession,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<KeptInNote[]> {
  if (from === emptyTree(from)) return [];
  const range = ['--merges', '--parents', '--reverse', `--max-count=${MOST_JOINS}`];
  const listing = must(await git.run(['rev-list', ...range, `${from}..${to}`]), 'list joins');
  const kept: KeptInNote[] = [];
  for (const line of listing.split('\n').filter(Boolean)) {
    const [, one = '', two = '', ...more] = line.split(' ');
    if (more.length > 0) continue;
    const [inOne, inTwo] = await Promise.all([holds(git, one, from), holds(git, two, from)]);
    if (inOne !== inTwo) kept.push(...(await keptIn(git, inOne ? [one, two] : [two, one])));
  }
  return kept;
}

async function holds(git: GitSession, commit: string, older: string): Promise<boolean> {
  if (commit === older) return true;
  return succeeded(await git.run(['merge-base', '--is-ancestor', older, commit]));
}

async function keptIn(
  git: GitSession,
  [ours, theirs]: readonly [string, string],
): Promise<readonly KeptInNote[]> {
  try {
    const [base, first] = await Promise.all([
      mergeBases(git, ours, theirs).then((bases) => oneBase(git, bases, ours)),
      whoIsFirst(git, ours, theirs),
    ]);
    return await keptInMerge(git, { base, ours, theirs, first });
  } catch (thrown) {
    // A report only: what cannot be merged again here is no reason to stop the sync.
    if (thrown instanceof StepFailure) return [];
    throw thrown;
  }
}
