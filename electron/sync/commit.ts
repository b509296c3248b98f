import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { readFile } from '../disk/calls.ts';
import { type CommittedNote, commitMessage } from './commit-message.ts';
import { type GitResult, succeeded } from './git.ts';
import { must } from './git-failure.ts';
import { fileKind } from './paths.ts';
import type { GitSession, SessionRun } from './session.ts';
import type { Staging } from './stage.ts';

const NO_IDENTITY =
  /empty ident|tell me who you are|auto-detect email|user\.useConfigOnly|no email was given/i;

/** Puts the planned files into the index and commits them. */
export async function commitStaging(
  git: GitSession,
  staging: Staging,
  options: readonly string[] = [],
): Promise<void> {
  const { add, remove, staged, held } = staging;
  const inLarger = git.repository.prefix !== '';
  const added = add.map(({ path }) => path);
  // What git knows already it stages while committing: one process less in the everyday sync.
  const known = staged.length + remove.length === 0 && add.every(({ isNew }) => !isNew);
  if (added.length > 0 && !known) await updateIndexWith(git, ['--add', '--replace'], added);
  if (remove.length > 0 && !inLarger) await updateIndexWith(git, ['--force-remove'], remove);
  const message = await describeCommit(git, staging);
  const common = [
    'commit',
    '--quiet',
    '--no-verify',
    '--cleanup=verbatim',
    ...options,
    '-m',
    message,
  ];
  if (!inLarger && !(known && added.length > 0)) {
    mustCommit(await runWithIdentity(git, common));
    return;
  }
  // Inside a larger repository, or beside a file that is left out, whatever else a person staged
  // stays out of this commit. Git builds a second index for that, at twice the cost of `--include`.
  const named = inLarger || held.length > 0 ? '--only' : '--include';
  const input = [...added, ...remove, ...staged].join('\0');
  const paths = [named, '--pathspec-from-file=-', '--pathspec-file-nul'];
  mustCommit(await runWithIdentity(git, [...common, ...paths], { input }));
}

/**
 * Nothing to commit is no failure: a file can differ on the disk and be the same to git, where the
 * repository converts line ends. Git then ends with 1 and says nothing.
 */
function mustCommit(result: GitResult): void {
  const nothing = result.ended === 'exited' && result.code === 1 && result.stderr.trim() === '';
  if (!nothing) must(result, 'commit');
}

async function updateIndexWith(
  git: GitSession,
  options: readonly string[],
  paths: readonly string[],
): Promise<void> {
  const input = paths.map((path) => `${path}\0`).join('');
  must(
    await git.run(['update-index', ...options, '-z', '--stdin'], { input, timeoutMs: 300_000 }),
    'stage',
  );
}

/**
 * Runs a call that makes a commit, with a stand-in name where the computer has none set.
 *
 * A person who knows nothing of git has no identity configured; the name of the system's user and
 * an address that is valid nowhere say enough.
 */
export async function runWithIdentity(
  git: GitSession,
  args: readonly string[],
  run: SessionRun = {},
): Promise<GitResult> {
  const result = await git.run(args, run);
  if (succeeded(result) || !NO_IDENTITY.test(result.stderr)) return result;
  const name = userInfo().username.replace(/[<>\n]/g, '') || 'Backrow';
  const computer = hostname().replace(/[^A-Za-z0-9.-]/g, '') || 'computer';
  const identity = ['-c', `user.name=${name}`, '-c', `user.email=${name}@${computer}.invalid`];
  return git.run([...identity, '-c', 'user.useConfigOnly=false', ...args], run);
}

/** Reads the notes of the commit for its message; they were just written and are in the cache. */
async function describeCommit(git: GitSession, { add, remove, staged }: Staging): Promise<string> {
  const notes: CommittedNote[] = [];
  const named = [...add, ...staged.map((path) => ({ path, isNew: false }))];
  for (const { path, isNew } of named
    .filter(({ path }) => fileKind(path) === 'note')
    .slice(0, 12)) {
    const text = await readFile(join(git.repository.root, path), 'utf8').catch(() => '');
    notes.push({ path, text, isNew });
  }
  return commitMessage({
    notes,
    images: named.filter(({ path }) => fileKind(path) === 'image').length,
    others: named.filter(({ path }) => fileKind(path) === 'other' && !isHidden(path)).length,
    deleted: remove,
  });
}

/** Settings files that tools keep in a notebook are not worth a word. */
function isHidden(path: string): boolean {
  return path.split('/').some((segment) => segment.startsWith('.'));
}
