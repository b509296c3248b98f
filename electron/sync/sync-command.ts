import { dirname, resolve } from 'node:path';
import type { SyncStatus } from '../../shared/sync-status.ts';
import { realpath, stat } from '../disk/calls.ts';
import { askApp } from './app-line.ts';
import { type Attempt, attempt } from './attempt.ts';
import { findGit } from './find-git.ts';
import { createFileHost } from './host.ts';
import { appDataFolder, writeKeptImages } from './kept-images.ts';
import { findRepository } from './repository.ts';
import { DEFAULT_SESSION } from './session.ts';
import { SYNC_OFF, statusOf } from './status.ts';

/** What the command line was given. */
export interface CommandLine {
  readonly path: string;
  readonly trust: boolean;
  readonly json: boolean;
  /** The app's own data; null for the system's place. */
  readonly appData: string | null;
}

export interface CommandPort {
  /** Writes one line for the person or the script. */
  readonly print: (line: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const USAGE = 'usage: --sync PATH [--trust] [--json] [--user-data-dir=DIR]';
const USER_DATA = '--user-data-dir=';

/** Exit statuses: all shared; not shared and trying again may help; a person is needed; wrong use. */
export const EXIT = { done: 0, attention: 1, usage: 2, retry: 3 } as const;

/** Reads the arguments after the program's name; null where they make no sense. */
function readCommandLine(args: readonly string[]): CommandLine | null {
  let path: string | null = null;
  let appData: string | null = null;
  const flags = new Set<string>();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--sync') path = args[++at] ?? null;
    else if (arg.startsWith('--sync=')) path = arg.slice('--sync='.length);
    else if (arg === '--trust' || arg === '--json') flags.add(arg);
    else if (arg.startsWith(USER_DATA)) appData = resolve(arg.slice(USER_DATA.length));
    else return null;
  }
  if (path === null || path === '') return null;
  return { path, trust: flags.has('--trust'), json: flags.has('--json'), appData };
}

/**
 * Synchronises a notebook without a window and without a display: `--sync PATH`.
 *
 * One line per step; with `--json` each line is an object. `--trust` lets git run in a repository
 * whose own settings hold more than the inert list, for this one run.
 */
export async function runSyncCommand(args: readonly string[], port: CommandPort): Promise<number> {
  const line = readCommandLine(args);
  if (line === null) {
    port.print(USAGE);
    return EXIT.usage;
  }
  const say = (step: string, detail: Record<string, unknown> = {}): void => {
    const words = Object.values(detail).filter(
      (value) => typeof value === 'string' && value !== '',
    );
    port.print(line.json ? JSON.stringify({ step, ...detail }) : [step, ...words].join(': '));
  };
  const folder = await notebookFolder(line.path);
  if (folder === null) {
    say('failed', { reason: `${line.path} is not there` });
    return EXIT.usage;
  }
  const repository = await findRepository(folder);
  const asked = repository && (await askRunningApp(repository.gitFolder, say));
  if (asked !== null) return conclude(asked, say);
  const appData = line.appData ?? appDataFolder(port.environment);
  const refused = await writeKeptImages(folder, appData);
  if (refused !== null)
    say('images wait in the app’s data', { reason: `${refused.kind}: ${refused.detail}` });
  const exit = conclude(await syncHere(folder, line, port, say), say);
  return refused !== null && exit === EXIT.done ? EXIT.retry : exit;
}

type Say = (step: string, detail?: Record<string, unknown>) => void;

/** A note's path means its folder. */
async function notebookFolder(path: string): Promise<string | null> {
  try {
    const real = await realpath(path);
    return (await stat(real)).isDirectory() ? real : dirname(real);
  } catch {
    return null;
  }
}

async function askRunningApp(gitFolder: string, say: Say): Promise<SyncStatus | null> {
  const status = await askApp(gitFolder, 'sync');
  if (status !== null) say('asked the running app');
  return status;
}

async function syncHere(
  folder: string,
  line: CommandLine,
  port: CommandPort,
  say: Say,
): Promise<SyncStatus> {
  const done = await attempt({
    gate: {
      folder,
      findGit: () => findGit(port.environment),
      isTrusted: () => line.trust,
      settings: { ...DEFAULT_SESSION, environment: port.environment },
    },
    host: createFileHost(folder),
    goal: 'share',
    random: Math.random,
    now: Date.now,
    onStep: (step) => {
      if (step !== 'file') say(step);
    },
  });
  tellOutcome(done, say);
  return statusOf(done, { online: true, previous: SYNC_OFF });
}

function tellOutcome({ outcome }: Attempt, say: Say): void {
  if (outcome === null) return;
  for (const path of outcome.large) say('large: many remotes warn from 50 MB on', { path });
  for (const path of outcome.changed) say('changed', { path });
  for (const { path, places } of outcome.keptBoth) {
    for (const { firstLine } of places)
      say('both versions kept', { path: `${path}:${firstLine + 1}` });
  }
  for (const { path, copy } of outcome.copies) say('kept as a copy', { path, copy });
}

function conclude(status: SyncStatus, say: Say): number {
  const { state, problem, waiting } = status;
  const detail = problem === null ? {} : { reason: `${problem.kind}: ${problem.detail}` };
  say(state, { ...detail, waiting });
  if (state === 'synced' || state === 'no-remote') return EXIT.done;
  return state === 'offline' || state === 'waiting' ? EXIT.retry : EXIT.attention;
}
