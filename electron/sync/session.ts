import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Before it changes anything, git takes the lock; so what ends with this may be done again. */
const HELD = /^fatal: Unable to create '.*\.lock': File exists/m;
/** The pauses before a call is made again: 3 s in all, for locks that last some milliseconds. */
const HELD_PAUSES_MS = [100, 200, 400, 800, 1_500];

/**
 * Makes a local call again where another git has the repository for a moment.
 *
 * Editors and shells ask for the status all the time, which locks the index while it is refreshed;
 * a commit of ours between two notes must not end as a problem for that.
 */
async function whileHeld(call: () => Promise<GitResult>, signal: AbortSignal): Promise<GitResult> {
  let result = await call();
  for (const pauseMs of HELD_PAUSES_MS) {
    if (result.ended !== 'exited' || !HELD.test(result.stderr)) return result;
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    result = await call();
  }
  return result;
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
    run: (args, run = {}) => whileHeld(() => call(args, run, {}), ending.signal),
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
