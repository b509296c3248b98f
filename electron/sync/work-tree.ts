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
  const { prefix } = git.repository;
  const result = await git.run([
    '--no-optional-locks',
    'status',
    '--porcelain=v2',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--ignore-submodules=all',
    ...(prefix === '' ? [] : ['--', prefix]),
  ]);
  return parseStatus(must(result, 'status'));
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
