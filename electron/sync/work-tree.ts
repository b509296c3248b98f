import { join } from 'node:path';
import { rm } from '../disk/calls.ts';
import { type GitResult, succeeded } from './git.ts';
import { must } from './git-failure.ts';
import type { GitSession } from './session.ts';

/** One path of the notebook that differs from the last commit. Paths are relative to the root. */
export interface WorkTreeChange {
  readonly path: string;
  readonly kind: /** New or changed, not yet in the index. */
    | 'changed'
    /** In the last commit or the index, but not on the disk. */
    | 'missing'
    /** Already in the index as it is on disk. */
    | 'staged'
    /** Another program's unfinished merge. */
    | 'unmerged'
    /** A folder that is a repository of its own. */
    | 'nested';
  /** The blob of the last commit, or null where it is new. */
  readonly committed: string | null;
}

/**
 * Lists what the notebook holds that the last commit does not.
 *
 * Takes no lock, so another git beside it is not disturbed; renames are not looked for, since a
 * commit records contents, not renames.
 */
export async function readWorkTree(git: GitSession): Promise<WorkTreeChange[]> {
  const first = await runStatus(git);
  const result = isTornIndex(first) ? await withNewIndex(git) : first;
  return parseStatus(must(result, 'status'));
}

/** What a power loss can leave of an index; a zero-filled one has no signature. */
function isTornIndex(result: GitResult): boolean {
  return (
    !succeeded(result) &&
    /index file (?:smaller than expected|corrupt)|bad (?:signature|index file|index version)|read-cache\.c|unknown index entry|unordered stage entries/i.test(
      result.stderr,
    )
  );
}

/** Makes the index anew from the last commit: it holds nothing that is not there or on the disk. */
async function withNewIndex(git: GitSession): Promise<GitResult> {
  await rm(join(git.repository.gitFolder, 'index'), { force: true });
  const head = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (succeeded(head)) must(await git.run(['read-tree', 'HEAD']), 'make the index anew');
  return runStatus(git);
}

function runStatus(git: GitSession): Promise<GitResult> {
  const { prefix } = git.repository;
  return git.run([
    '--no-optional-locks',
    'status',
    '--porcelain=v2',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--ignore-submodules=all',
    ...(prefix === '' ? [] : ['--', prefix]),
  ]);
}

/** Reads `git status --porcelain=v2 -z --no-renames`. */
function parseStatus(output: string): WorkTreeChange[] {
  const changes: WorkTreeChange[] = [];
  for (const entry of output.split('\0')) {
    const type = entry[0];
    if (type === '?') {
      const path = entry.slice(2);
      changes.push({ path, kind: path.endsWith('/') ? 'nested' : 'changed', committed: null });
    } else if (type === '1') {
      changes.push(readOrdinary(entry));
    } else if (type === 'u') {
      changes.push({ path: fieldsFrom(entry, 10), kind: 'unmerged', committed: null });
    }
  }
  return changes;
}

function readOrdinary(entry: string): WorkTreeChange {
  const [, states = '..', , , , , committed = ''] = entry.split(' ');
  const path = fieldsFrom(entry, 8);
  const kind = states[1] === 'D' ? 'missing' : states[1] === '.' ? 'staged' : 'changed';
  return { path, kind, committed: /^0+$/.test(committed) ? null : committed };
}

/** The rest of an entry after `count` fields: a path may hold blanks. */
function fieldsFrom(entry: string, count: number): string {
  let at = 0;
  for (let field = 0; field < count; field++) at = entry.indexOf(' ', at) + 1;
  return entry.slice(at);
}
