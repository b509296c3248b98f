import { join } from 'node:path';
import { lstat, readdir, rm } from '../disk/calls.ts';
import { saveAtomically } from '../notebook/atomic-save.ts';
import { errnoCode } from '../notebook/errno.ts';
import { isSafeAddress } from './address.ts';
import { gitEnvironment, gitFlags, PATIENT_SSH } from './environment.ts';
import { type GitProgram, type GitResult, runGit, succeeded } from './git.ts';
import { classifyFailure, explain, type FailureClass } from './messages.ts';
import { DEFAULT_SESSION, type SessionSettings } from './session.ts';
import { SIGN_IN_FLAGS, signInEnvironment } from './sign-in.ts';

/** Line ends stay as they are in the notebook, on every system (law 1). */
const ATTRIBUTES = '# Notes are kept byte for byte.\n* -text\n';

export type SetUp =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly failure: FailureClass; readonly detail: string };

/**
 * Puts a folder under git: branch `main`, no conversion of line ends.
 *
 * For notebooks of our own making; a folder that is in a repository already is left as it is.
 */
export async function setUpNotebook(
  program: GitProgram,
  folder: string,
  settings: SessionSettings = DEFAULT_SESSION,
): Promise<SetUp> {
  if ((await lstat(join(folder, '.git')).catch(() => null)) !== null) return { kind: 'ready' };
  const made = await call(program, settings, folder, ['init', '--quiet', '--template=', '.']);
  if (!succeeded(made)) return failed(made);
  for (const args of [
    ['symbolic-ref', 'HEAD', 'refs/heads/main'],
    ['config', 'core.autocrlf', 'false'],
  ]) {
    const result = await call(program, settings, folder, args);
    if (!succeeded(result)) return failed(result);
  }
  const path = join(folder, '.gitattributes');
  await saveAtomically({ path, bytes: Buffer.from(ATTRIBUTES), expected: 'absent' });
  return { kind: 'ready' };
}

/**
 * Makes a notebook from an address: the remote's files, and its branch as ours.
 *
 * The folder must be empty or absent. Nothing of the remote can run anything: a clone takes no
 * settings and no hooks over, and submodules are left alone.
 */
export async function cloneNotebook(
  program: GitProgram,
  address: string,
  folder: string,
  settings: SessionSettings = DEFAULT_SESSION,
  signal?: AbortSignal,
): Promise<SetUp> {
  if (!isSafeAddress(address)) {
    return {
      kind: 'failed',
      failure: 'wrong-address',
      detail: 'this kind of address is not supported',
    };
  }
  const there = await readdir(folder).catch(unlessAbsent);
  if (there !== null && there.length > 0)
    return { kind: 'failed', failure: 'failed', detail: 'the folder is not empty' };
  const args = [
    'clone',
    '--quiet',
    '--template=',
    '--no-recurse-submodules',
    '-c',
    'core.symlinks=false',
  ];
  const result = await call(
    program,
    settings,
    join(folder, '..'),
    [...args, '--', address, folder],
    signal,
  );
  if (succeeded(result)) return { kind: 'ready' };
  await removeHalf(folder, there);
  return failed(result);
}

/** What cannot be looked into counts as taken. */
function unlessAbsent(thrown: unknown): readonly string[] | null {
  return errnoCode(thrown) === 'ENOENT' ? null : [''];
}

/** A clone that was called off leaves what it had, and the next try needs the folder as it was. */
async function removeHalf(folder: string, before: readonly string[] | null): Promise<void> {
  const inside = before === null ? [] : await readdir(folder).catch(() => []);
  const made = before === null ? [folder] : inside.map((name) => join(folder, name));
  for (const path of made)
    await rm(path, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
}

/** Connects a notebook that has no remote yet with one, by its address. */
export async function addRemote(
  program: GitProgram,
  folder: string,
  address: string,
  settings: SessionSettings = DEFAULT_SESSION,
): Promise<SetUp> {
  if (!isSafeAddress(address)) {
    return {
      kind: 'failed',
      failure: 'wrong-address',
      detail: 'this kind of address is not supported',
    };
  }
  const result = await call(program, settings, folder, ['remote', 'add', '--', 'origin', address]);
  return succeeded(result) ? { kind: 'ready' } : failed(result);
}

function failed(result: GitResult): SetUp {
  return { kind: 'failed', failure: classifyFailure(result), detail: explain(result) };
}

function call(
  program: GitProgram,
  settings: SessionSettings,
  cwd: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<GitResult> {
  const { signIn } = settings;
  const environment = {
    ...gitEnvironment(settings.environment, settings.platform),
    ...(signIn ? signInEnvironment(signIn) : {}),
  };
  const flags = [
    ...gitFlags(program.version, settings.lowSpeedSeconds),
    ...(signIn ? SIGN_IN_FLAGS : []),
  ];
  return runGit(program, [...flags, ...args], {
    cwd,
    environment: { GIT_SSH_COMMAND: PATIENT_SSH, ...environment },
    timeoutMs: settings.networkTimeoutMs,
    ...(signal === undefined ? {} : { signal }),
  });
}
