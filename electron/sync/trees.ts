import { join } from 'node:path';
import { must, StepFailure } from './git-failure.ts';
import type { GitSession } from './session.ts';

/** A file in a tree. */
export interface TreeEntry {
  readonly id: string;
  readonly mode: string;
}

/** How one path differs between two trees. */
export interface TreeChange {
  readonly path: string;
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
  /** For a new path: the deleted path it seems to come from. */
  readonly renamedFrom: string | null;
}

/** The id of the tree without entries, in the hash of `likeId`. */
export function emptyTree(likeId: string): string {
  return likeId.length > 40
    ? '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'
    : '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
}

/** Compares two trees or commits. A rename gives two changes: the old path goes, the new one comes. */
export async function diffTrees(
  git: GitSession,
  from: string,
  to: string,
  renames: 'find-renames' | 'no-renames' = 'no-renames',
): Promise<TreeChange[]> {
  const looking = renames === 'find-renames' ? ['-M50%', '-l1000'] : ['--no-renames'];
  const result = await git.run([
    'diff-tree',
    '-r',
    '-z',
    '--raw',
    '--no-abbrev',
    ...looking,
    from,
    to,
  ]);
  return parseRaw(must(result, 'compare'));
}

/** Reads `git diff-tree --raw -z`. */
function parseRaw(output: string): TreeChange[] {
  const changes: TreeChange[] = [];
  const fields = output.split('\0');
  for (let at = 0; at + 1 < fields.length; ) {
    const header = /^:(\d+) (\d+) (\S+) (\S+) ([A-Z])/.exec(fields[at++] ?? '');
    if (header === null) break;
    const [, oldMode = '', newMode = '', oldId = '', newId = '', status] = header;
    const path = fields[at++] ?? '';
    const before = entryOf(oldId, oldMode);
    const after = entryOf(newId, newMode);
    if (status === 'R') {
      const target = fields[at++] ?? '';
      changes.push({ path, before, after: null, renamedFrom: null });
      changes.push({ path: target, before: null, after, renamedFrom: path });
    } else {
      changes.push({ path, before, after, renamedFrom: null });
    }
  }
  return changes;
}

function entryOf(id: string, mode: string): TreeEntry | null {
  return /^0+$/.test(mode) ? null : { id, mode };
}

/** Writes the tree that `from` becomes with the entries of `changes` set or removed. */
export async function writeTree(
  git: GitSession,
  from: string,
  changes: ReadonlyMap<string, TreeEntry | null>,
): Promise<string> {
  const index = join(git.stateFolder, 'index');
  must(await git.run(['read-tree', from], { index }), 'read-tree');
  await updateIndex(git, changes, from, index);
  return must(await git.run(['write-tree'], { index }), 'write-tree');
}

/** Sets and removes entries in an index; removals first, so that a folder can take a file's name. */
export async function updateIndex(
  git: GitSession,
  changes: ReadonlyMap<string, TreeEntry | null>,
  likeId: string,
  index?: string,
): Promise<void> {
  if (changes.size === 0) return;
  const zero = '0'.repeat(emptyTree(likeId).length);
  const lines = [...changes]
    .sort((left, right) => Number(left[1] !== null) - Number(right[1] !== null))
    .map(([path, entry]) =>
      entry === null ? `0 ${zero}\t${path}\0` : `${entry.mode} ${entry.id}\t${path}\0`,
    );
  const result = await git.run(['update-index', '-z', '--index-info'], {
    input: lines.join(''),
    ...(index === undefined ? {} : { index }),
  });
  must(result, 'update-index');
  // Git leaves out a name it will not write and says so in passing; that would be a silent loss.
  if (/ignoring path/i.test(result.stderr)) throw new StepFailure('refused', result.stderr.trim());
}
