import { succeeded } from './git.ts';
import type { GitSession } from './session.ts';

/** Whether git knows a file of the notebook: it is committed, or will be with the next commit. */
export async function isInIndex(git: GitSession, name: string): Promise<boolean> {
  const path = git.repository.prefix + name;
  const result = await git.run(['--literal-pathspecs', 'ls-files', '-z', '--', path]);
  // Who cannot be asked may know it.
  return !succeeded(result) || result.stdout.length > 0;
}
