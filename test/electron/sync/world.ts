import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readBranch } from '../../../electron/sync/branch.ts';
import { findGit } from '../../../electron/sync/find-git.ts';
import type { GitProgram } from '../../../electron/sync/git.ts';
import { createFileHost, type SyncHost } from '../../../electron/sync/host.ts';
import { findRepository } from '../../../electron/sync/repository.ts';
import { DEFAULT_SESSION, type GitSession, openSession } from '../../../electron/sync/session.ts';
import {
  runTransaction,
  type TransactionOptions,
  type TransactionOutcome,
} from '../../../electron/sync/transaction.ts';
import { takeWriterLock } from '../../../electron/sync/writer-lock.ts';

/** A temp folder with a home of its own, so that the machine's git settings play no part. */
export interface World {
  readonly folder: string;
  readonly environment: Record<string, string>;
  /** Runs git as a person would in a terminal; throws where git fails. */
  readonly git: (cwd: string, ...args: string[]) => string;
  /** The same without blocking, for calls to a server in this process. */
  readonly gitAsync: (cwd: string, ...args: string[]) => Promise<void>;
  readonly remove: () => void;
}

/** Makes a world; remove it after the test. */
export function makeWorld(): World {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'backrow-sync-')));
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(
    join(home, '.gitconfig'),
    '[user]\n\tname = Test\n\temail = test@example.invalid\n[init]\n\tdefaultBranch = main\n',
  );
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
  };
  return {
    folder,
    environment,
    git: (cwd, ...args) =>
      execFileSync('git', args, {
        cwd,
        env: environment,
        encoding: 'utf8',
        stdio: 'pipe',
      }).trimEnd(),
    gitAsync: async (cwd, ...args) => {
      await promisify(execFile)('git', args, { cwd, env: environment, timeout: 20_000 });
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** A bare repository in the world. */
export function makeRemote(world: World, name = 'remote.git'): string {
  const path = join(world.folder, name);
  world.git(world.folder, 'init', '--quiet', '--bare', path);
  world.git(path, 'config', 'http.receivepack', 'true');
  return path;
}

/** A working tree with the remote set up, with or without anything in it. */
export function makeClone(world: World, remote: string, name: string): string {
  const path = join(world.folder, name);
  world.git(world.folder, 'clone', '--quiet', remote, path);
  return path;
}

/** Writes a file below a folder, with its parents. */
export function write(folder: string, name: string, text: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

export function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

let found: Promise<GitProgram> | null = null;

/** The machine's git. */
export function machineGit(): Promise<GitProgram> {
  found ??= findGit().then((git) => {
    if (git.kind !== 'found') throw new Error('these tests need git');
    return git.program;
  });
  return found;
}

/** Opens a session on a notebook, without looking at whether it is trusted. */
export async function sessionOn(world: World, notebook: string): Promise<GitSession> {
  const repository = await findRepository(notebook, join(world.folder, 'home'));
  if (repository === null) throw new Error(`${notebook} is no repository`);
  return openSession(await machineGit(), repository, {
    ...DEFAULT_SESSION,
    environment: world.environment,
    networkTimeoutMs: 20_000,
    lowSpeedSeconds: 3,
  });
}

/** Runs one transaction as the engine would, on plain files unless a host is given. */
export async function transact(
  world: World,
  notebook: string,
  options: Partial<Omit<TransactionOptions, 'branch'>> & { readonly host?: SyncHost } = {},
): Promise<TransactionOutcome> {
  const git = await sessionOn(world, notebook);
  const branch = await readBranch(git.repository);
  if (branch.kind !== 'branch') throw new Error(`no branch: ${branch.kind}`);
  const release = await takeWriterLock(git.stateFolder);
  if (release === null) throw new Error('locked');
  try {
    return await runTransaction(git, options.host ?? createFileHost(notebook), {
      goal: 'share',
      random: Math.random,
      onStep: () => {},
      ...options,
      branch,
    });
  } finally {
    await release();
  }
}
