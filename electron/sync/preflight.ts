import type { SyncCheck, SyncProblemKind } from '../../shared/sync-status.ts';
import type { Branch } from './branch.ts';
import { succeeded } from './git.ts';
import { classifyFailure, explain, type FailureClass } from './messages.ts';
import type { GitSession } from './session.ts';

/** A check must not keep anybody waiting. */
const PATIENCE_MS = 30_000;

/** The problem that a failure of the network is to the user; none where waiting helps. */
export const PROBLEM_OF: Partial<Record<FailureClass, SyncProblemKind>> = {
  portal: 'portal',
  'sign-in': 'sign-in',
  'wrong-address': 'wrong-address',
  refused: 'refused',
  failed: 'failed',
};

/**
 * Tries a push without sending anything: the way, the credentials and the right to write.
 *
 * A push that others were faster than is fine: it would be integrated first. What only the
 * server's own rules decide at the end (protected branches) cannot be seen this way.
 */
export async function checkBeforeEvent(
  git: GitSession,
  { remote }: Extract<Branch, { kind: 'branch' }>,
): Promise<SyncCheck> {
  if (remote === null) return { kind: 'no-remote' };
  const unborn = !succeeded(await git.run(['rev-parse', '--verify', '--quiet', 'HEAD']));
  const target = `HEAD:refs/heads/${remote.branch}`;
  const args = unborn
    ? ['ls-remote', '--heads', remote.name]
    : ['push', '--dry-run', '--porcelain', '--no-verify', remote.name, target];
  const result = await git.runRemote(args, { timeoutMs: PATIENCE_MS });
  const failure = succeeded(result) ? 'race' : classifyFailure(result);
  if (failure === 'race') return { kind: 'ready', author: await authorOf(git) };
  const kind = PROBLEM_OF[failure];
  if (kind === undefined) return { kind: 'offline' };
  return { kind: 'not-ready', problem: { kind, detail: explain(result) } };
}

async function authorOf(git: GitSession): Promise<string | null> {
  const result = await git.run(['var', 'GIT_AUTHOR_IDENT']);
  const name = /^(.*) <.*> \d+ [+-]\d+$/.exec(result.stdout.toString('utf8').trim())?.[1];
  return succeeded(result) ? (name ?? null) : null;
}
