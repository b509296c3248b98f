import { join } from 'node:path';
import { readFile } from '../disk/calls.ts';
import { applyCommit, type StepListener } from './apply.ts';
import { keepBackup } from './backup.ts';
import { type Branch, readBranch } from './branch.ts';
import { commitStaging } from './commit.ts';
import { outputOf, succeeded } from './git.ts';
import { must, StepFailure, zeroSeparated } from './git-failure.ts';
import type { SyncHost } from './host.ts';
import { joinCommits } from './join-commits.ts';
import { mergeBases } from './merge-base.ts';
import { mergeContents } from './merge-contents.ts';
import { type BlobRequest, readBlobs } from './objects.ts';
import { variantPath } from './paths.ts';
import type { GitSession } from './session.ts';
import { isEmpty, planStaging } from './stage.ts';
import type { TreeEntry } from './trees.ts';

/**
 * Ends what another program left half-done, and loses nothing: the way on from `busy-repository`.
 *
 * A merge, cherry-pick or revert is concluded with the notes merged by their outline; a rebase is
 * left where it stands; commits that are on no branch are joined with the branch. Only by the
 * user's wish: somebody who knows git may be in the middle of it. Returns null where all is well
 * again, else why not.
 */
export async function putInOrder(
  git: GitSession,
  host: SyncHost,
  onStep: StepListener = () => {},
): Promise<StepFailure | null> {
  try {
    await host.flush();
    const head = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD']);
    const commit = succeeded(head) ? outputOf(head) : null;
    if (commit !== null) await keepBackup(git, { from: commit, to: commit });
    await resolveUnmerged(git, host);
    const state = await readBranch(git.repository);
    const onBranch = await rebasedBranch(git);
    if (state.kind === 'busy') await leaveState(git, state.what);
    await commitAll(git, host, state);
    if ((await readBranch(git.repository)).kind === 'detached') {
      await returnToBranch(git, host, onBranch ?? (await mainBranch(git)), onStep);
    }
    return null;
  } catch (thrown) {
    if (thrown instanceof StepFailure) return thrown;
    throw thrown;
  }
}

/** Joins each file that a merge left open; what a person has resolved by hand already stays. */
async function resolveUnmerged(git: GitSession, host: SyncHost): Promise<void> {
  const listing = must(await git.run(['ls-files', '--unmerged', '-z']), 'list open files');
  const versions = new Map<string, Map<string, TreeEntry>>();
  for (const line of zeroSeparated(listing)) {
    const [, mode = '', id = '', stage = '', path = ''] =
      /^(\d+) (\S+) (\d)\t(.*)$/s.exec(line) ?? [];
    const stages = versions.get(path) ?? new Map<string, TreeEntry>();
    versions.set(path, stages.set(stage, { id, mode }));
  }
  for (const [path, stages] of versions) await resolveOne(git, host, path, stages);
  const paths = [...versions.keys()];
  if (paths.length === 0) return;
  const input = paths.map((path) => `${path}\0`).join('');
  must(await git.run(['update-index', '--add', '--remove', '-z', '--stdin'], { input }), 'resolve');
}

async function resolveOne(
  git: GitSession,
  host: SyncHost,
  path: string,
  stages: ReadonlyMap<string, TreeEntry>,
): Promise<void> {
  const name = path.slice(git.repository.prefix.length);
  const now = await host.readFile(name);
  const hasMarkers = now !== null && /^<{7} /m.test(Buffer.from(now).toString('utf8'));
  const [ours, theirs] = [stages.get('2'), stages.get('3')];
  // Changed here, deleted there: git leaves the changed version in the folder, and it stays.
  if (now !== null && (!hasMarkers || ours === undefined || theirs === undefined)) return;
  const requests = ['1', '2', '3'].map((stage): BlobRequest | null => {
    const entry = stages.get(stage);
    return entry === undefined ? null : { id: entry.id, path: null };
  });
  const blobs = await readBlobs(
    git,
    requests.filter((request) => request !== null),
  );
  const [base, first, second] = requests.map((request) => request && (blobs.get(request) ?? null));
  if (first == null || second == null) {
    await host.applyFile(name, now, first ?? second ?? null);
    return;
  }
  const merged = await mergeContents(git, path, { base: base ?? null, first, second });
  await host.applyFile(name, now, merged.kind === 'merged' ? merged.bytes : first);
  if (merged.kind === 'apart')
    await host.applyFile(variantPath(name, theirs?.id ?? ''), null, second);
}

async function leaveState(git: GitSession, what: string): Promise<void> {
  if (what === 'rebase') {
    const quit = await git.run(['rebase', '--quit']);
    if (!succeeded(quit)) must(await git.run(['am', '--quit']), 'leave the rebase');
  } else if (what === 'bisect') {
    must(await git.run(['bisect', 'reset', 'HEAD']), 'leave the search');
  }
}

/** Commits the folder; this also concludes a merge, a cherry-pick or a revert. */
async function commitAll(git: GitSession, host: SyncHost, state: Branch): Promise<void> {
  const staging = await planStaging(git, host);
  const concludes =
    state.kind === 'busy' && ['merge', 'cherry-pick', 'revert'].includes(state.what);
  if (concludes) {
    await commitStaging(git, staging, ['--allow-empty']);
  } else if (!isEmpty(staging)) {
    await commitStaging(git, staging);
  }
}

/** Joins what was committed on no branch with the branch, and returns to it. */
async function returnToBranch(
  git: GitSession,
  host: SyncHost,
  branch: string,
  onStep: StepListener,
): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const detached = must(await git.run(['rev-parse', '--verify', 'HEAD']), 'read');
  const tip = await git.run(['rev-parse', '--verify', '--quiet', ref]);
  const target = succeeded(tip) ? outputOf(tip) : '0'.repeat(detached.length);
  const bases = succeeded(tip) ? await mergeBases(git, detached, target) : [target];
  let joined = detached;
  if (bases[0] === detached) joined = target;
  else if (bases[0] !== target) joined = (await joinCommits(git, bases, target, detached)).commit;
  if (joined !== detached) await applyCommit(git, host, { from: detached, to: joined }, onStep);
  must(await git.run(['update-ref', ref, joined, target]), 'move the branch');
  must(await git.run(['symbolic-ref', 'HEAD', ref]), 'return to the branch');
}

/** The branch a rebase was begun on. */
async function rebasedBranch(git: GitSession): Promise<string | null> {
  for (const folder of ['rebase-merge', 'rebase-apply']) {
    const path = join(git.repository.gitFolder, folder, 'head-name');
    const text = await readFile(path, 'utf8').catch(() => '');
    const name = /^refs\/heads\/(.+?)\s*$/.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}

async function mainBranch(git: GitSession): Promise<string> {
  const format = '--format=%(refname:lstrip=2)';
  const result = await git.run(['for-each-ref', '--sort=-committerdate', format, 'refs/heads/']);
  const names = must(result, 'list branches').split('\n').filter(Boolean);
  return names.find((name) => name === 'main' || name === 'master') ?? names[0] ?? 'main';
}
