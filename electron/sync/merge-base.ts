import { must } from './git-failure.ts';
import type { GitSession } from './session.ts';

/** All best common ancestors of two commits; none where the histories were begun apart. */
export async function mergeBases(git: GitSession, one: string, two: string): Promise<string[]> {
  const result = await git.run(['merge-base', '--all', one, two]);
  if (result.ended === 'exited' && result.code === 1) return [];
  return must(result, 'find the common past').split('\n');
}

/** One of them, or null. */
export async function mergeBaseOf(
  git: GitSession,
  one: string,
  two: string,
): Promise<string | null> {
  return (await mergeBases(git, one, two))[0] ?? null;
}
