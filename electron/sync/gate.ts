import type { SyncProblem } from '../../shared/sync-status.ts';
import { usesSsh } from './address.ts';
import { type Branch, readBranch } from './branch.ts';
import { type FoundGit, OLDEST_GIT } from './find-git.ts';
import { findRepository } from './repository.ts';
import { type GitSession, openSession, type SessionSettings } from './session.ts';
import type { SignIn } from './sign-in.ts';
import { inspectRepository } from './trust.ts';

/** Whether, and with what, git may run on a notebook now. */
export type Gate =
  | { readonly kind: 'off' }
  | { readonly kind: 'no-git'; readonly problem: SyncProblem }
  | { readonly kind: 'untrusted'; readonly problem: SyncProblem; readonly fingerprint: string }
  | { readonly kind: 'attention'; readonly problem: SyncProblem; readonly session: GitSession }
  | {
      readonly kind: 'open';
      readonly session: GitSession;
      readonly branch: Extract<Branch, { kind: 'branch' }>;
    };

export interface GateOptions {
  readonly folder: string;
  readonly home?: string;
  readonly findGit: () => Promise<FoundGit>;
  /** Whether the user has trusted a repository that holds exactly this. */
  readonly isTrusted: (fingerprint: string) => boolean;
  readonly settings: SessionSettings;
  /** The sign-in that the app keeps for an address, or null. */
  readonly signIn?: (address: string) => Promise<SignIn | null>;
}

/**
 * Looks at a notebook before every transaction, and opens git on it where that is safe.
 *
 * Reads files only: no git has run when this says `untrusted`. Asked every time, because the
 * settings of a repository can change between two transactions.
 */
export async function openGate(options: GateOptions): Promise<Gate> {
  const repository = await findRepository(options.folder, options.home);
  if (repository === null) return { kind: 'off' };
  const inspection = await inspectRepository(repository);
  if (inspection.kind === 'untrusted' && !options.isTrusted(inspection.fingerprint)) {
    const { found, fingerprint } = inspection;
    return {
      kind: 'untrusted',
      problem: { kind: 'untrusted', detail: found.join('\n') },
      fingerprint,
    };
  }
  const git = await options.findGit();
  if (git.kind !== 'found') return { kind: 'no-git', problem: explainGit(git) };
  const branch = await readBranch(repository);
  const address = branch.kind === 'branch' ? (branch.remote?.address ?? '') : '';
  const signIn = (await options.signIn?.(address)) ?? null;
  const settings = { ...options.settings, usesSsh: usesSsh(address), signIn };
  const session = openSession(git.program, repository, settings);
  if (branch.kind === 'branch') return { kind: 'open', session, branch };
  const detail =
    branch.kind === 'detached'
      ? 'no branch is checked out'
      : `a ${branch.what} begun by another program is not finished`;
  return { kind: 'attention', problem: { kind: 'busy-repository', detail }, session };
}

function explainGit(git: Exclude<FoundGit, { kind: 'found' }>): SyncProblem {
  const [major, minor] = OLDEST_GIT;
  return git.kind === 'missing'
    ? { kind: 'git-missing', detail: 'no git program was found' }
    : {
        kind: 'git-too-old',
        detail: `git ${git.version} found, ${major}.${minor} or newer needed`,
      };
}
