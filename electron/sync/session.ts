import { join } from 'node:path';
import { recordChild } from './children.ts';
import { gitEnvironment, gitFlags, PATIENT_SSH } from './environment.ts';
import { type GitProgram, type GitResult, type GitRun, runGit } from './git.ts';
import type { Repository } from './repository.ts';
import { SIGN_IN_FLAGS, type SignIn, signInEnvironment } from './sign-in.ts';

export interface SessionSettings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Ends a call to the network that takes longer, whatever it does. */
  readonly networkTimeoutMs: number;
  /** Ends an HTTP transfer that stays below 1 kB/s for this long. */
  readonly lowSpeedSeconds: number;
  /** What the app's own prompt was told, for a remote that nothing else can sign in to. */
  readonly signIn?: SignIn | null;
  /** The remote is reached through ssh, which needs limits of its own. */
  readonly usesSsh: boolean;
}

export const DEFAULT_SESSION: SessionSettings = {
  environment: process.env,
  platform: process.platform,
  networkTimeoutMs: 15 * 60_000,
  lowSpeedSeconds: 20,
  usesSsh: false,
};

/** One call inside a session. */
export type SessionRun = Pick<GitRun, 'input' | 'timeoutMs' | 'signal'> & {
  /** Another index file than the repository's own. */
  readonly index?: string;
};

/** Git on one repository that has been inspected and may run. */
export interface GitSession {
  readonly repository: Repository;
  /** Our own folder inside the git folder: journal, lock, notes of running processes. */
  readonly stateFolder: string;
  readonly run: (args: readonly string[], run?: SessionRun) => Promise<GitResult>;
  /** A call that reaches the remote: longer limit, patient ssh. */
  readonly runRemote: (args: readonly string[], run?: SessionRun) => Promise<GitResult>;
  /** Ends every call under way. */
  readonly stop: () => void;
}

/**
 * Opens a session: git with fixed folders, flags and environment.
 *
 * The folders are given on every call, so that git never discovers a repository by itself. The
 * caller has inspected the repository (trust.ts) and may run git in it.
 */
export function openSession(
  program: GitProgram,
  repository: Repository,
  settings: SessionSettings = DEFAULT_SESSION,
): GitSession {
  const environment = gitEnvironment(settings.environment, settings.platform);
  const stateFolder = join(repository.gitFolder, 'backrow');
  const ending = new AbortController();
  const before = [
    ...gitFlags(program.version, settings.lowSpeedSeconds),
    `--git-dir=${repository.gitFolder}`,
    `--work-tree=${repository.root}`,
  ];
  const call = (args: readonly string[], run: SessionRun, extra: Record<string, string>) =>
    runGit(program, [...before, ...args], {
      cwd: repository.root,
      environment: {
        ...environment,
        ...extra,
        ...(run.index === undefined ? {} : { GIT_INDEX_FILE: run.index }),
      },
      ...(run.input === undefined ? {} : { input: run.input }),
      ...(run.timeoutMs === undefined ? {} : { timeoutMs: run.timeoutMs }),
      signal:
        run.signal === undefined ? ending.signal : AbortSignal.any([run.signal, ending.signal]),
      onStart: (processId) => recordChild(stateFolder, processId),
    });
  let ssh: Promise<Record<string, string>> | null = null;
  const sshSettings = async (): Promise<Record<string, string>> => {
    if (!settings.usesSsh || 'GIT_SSH_COMMAND' in environment || 'GIT_SSH' in environment)
      return {};
    const own = await call(['config', '--get', 'core.sshCommand'], {}, {});
    return own.code === 1 ? { GIT_SSH_COMMAND: PATIENT_SSH } : {};
  };
  return {
    repository,
    stateFolder,
    run: (args, run = {}) => call(args, run, {}),
    runRemote: async (args, run = {}) => {
      ssh ??= sshSettings();
      const { signIn } = settings;
      const asked = signIn ? signInEnvironment(signIn) : {};
      return call(
        signIn ? [...SIGN_IN_FLAGS, ...args] : args,
        { timeoutMs: settings.networkTimeoutMs, ...run },
        { ...(await ssh), ...asked },
      );
    },
    stop: () => ending.abort(),
  };
}
