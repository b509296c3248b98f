import { basename, join } from 'node:path';
import type { CallError } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SetUpAnswer, SyncProblem } from '../../shared/sync-status.ts';
import type { CallHandlers } from '../ipc/answer-call.ts';
import { takeSignIn } from '../sync/address.ts';
import type { Credentials } from '../sync/credentials.ts';
import { findGit } from '../sync/find-git.ts';
import { PROBLEM_OF } from '../sync/preflight.ts';
import { DEFAULT_SESSION } from '../sync/session.ts';
import { addRemote, cloneNotebook, type SetUp, setUpNotebook } from '../sync/set-up.ts';
import type { Session } from './session.ts';

export interface SyncHandlerOptions {
  readonly session: Session;
  readonly credentials: Credentials;
  /** The system's folder dialog; null when the user changed their mind. */
  readonly chooseFolder: () => Promise<string | null>;
}

type Names =
  | 'checkSync'
  | 'stopSync'
  | 'undoLastSync'
  | 'putInOrder'
  | 'restoreMissing'
  | 'signIn'
  | 'addRemote'
  | 'cloneNotebook'
  | 'stopClone';

/** Answers what the user asks of the sync beside syncing. */
export function syncHandlers(options: SyncHandlerOptions): Pick<CallHandlers, Names> {
  const { session, credentials } = options;
  let cloning: AbortController | null = null;

  /** Runs a task of the repository and shares what came of it. */
  async function task<Value>(
    run: (
      tasks: Awaited<ReturnType<Session['notebook']>>['sync']['tasks'],
    ) => Promise<Result<Value, SyncProblem>>,
  ): Promise<Result<Value, CallError>> {
    const notebook = await session.notebook();
    const unsaved = await notebook.flush();
    if (unsaved !== null) return err(unsaved);
    const done = await run(notebook.sync.tasks);
    if (!done.ok) return err({ kind: 'failed', detail: done.error.detail });
    await notebook.look();
    notebook.sync.noteChanged();
    return done;
  }

  async function clone(address: string, signal: AbortSignal): Promise<SetUpAnswer> {
    const git = await findGit();
    if (git.kind !== 'found') return noGit(git.kind);
    const parent = await options.chooseFolder();
    if (parent === null) return { kind: 'cancelled' };
    const folder = join(parent, folderName(address));
    const settings = { ...DEFAULT_SESSION, signIn: await credentials.of(address) };
    const made = await cloneNotebook(git.program, address, folder, settings, signal);
    if (signal.aborted) return { kind: 'cancelled' };
    if (made.kind === 'ready') await session.switchTo(folder);
    return answerOf(made);
  }

  /** What was written into an address goes to where sign-ins are kept, and git never sees it. */
  function withoutSignIn(given: string): string {
    const found = takeSignIn(given);
    if (found === null) return given;
    credentials.keep(found.address, found.user, found.token);
    return found.address;
  }

  return {
    checkSync: async () => {
      const { tasks } = (await session.notebook()).sync;
      const checked = await tasks.preflight();
      return ok(checked.ok ? checked.value : { kind: 'not-ready', problem: checked.error });
    },
    stopSync: async () => {
      (await session.notebook()).sync.stop();
      return ok(null);
    },
    undoLastSync: async () => {
      const undone = await task((tasks) => tasks.undoLastSync());
      return undone.ok ? ok({ files: undone.value.length }) : undone;
    },
    putInOrder: () => task((tasks) => tasks.putInOrder()),
    restoreMissing: async () => {
      const restored = await task((tasks) => tasks.restoreMissing());
      return restored.ok ? ok(null) : restored;
    },
    signIn: async ({ user, token }) => {
      const { sync } = await session.notebook();
      const address = sync.status().remote?.address ?? '';
      const kept = credentials.keep(address, user, token);
      if (kept === null) return err({ kind: 'invalid', detail: 'the remote has no web address' });
      void sync.syncNow();
      return ok({ kept });
    },
    addRemote: async ({ address }) => {
      const notebook = await session.notebook();
      const git = await findGit();
      if (git.kind !== 'found') return ok(noGit(git.kind));
      if (notebook.sync.status().state === 'off') await setUpNotebook(git.program, notebook.folder);
      const added = await addRemote(git.program, notebook.folder, withoutSignIn(address));
      if (added.kind === 'ready') void notebook.sync.syncNow();
      return ok(answerOf(added));
    },
    cloneNotebook: async ({ address: given, user, token }) => {
      const address = withoutSignIn(given);
      if (user !== '' || token !== '') credentials.keep(address, user, token);
      cloning?.abort();
      const ending = new AbortController();
      cloning = ending;
      return ok(await clone(address, ending.signal));
    },
    stopClone: async () => {
      cloning?.abort();
      return ok(null);
    },
  };
}

function noGit(kind: 'missing' | 'too-old'): SetUpAnswer {
  const problem = kind === 'missing' ? 'git-missing' : 'git-too-old';
  return { kind: 'failed', problem: { kind: problem, detail: '' } };
}

function answerOf(made: SetUp): SetUpAnswer {
  if (made.kind === 'ready') return { kind: 'done' };
  const kind = PROBLEM_OF[made.failure];
  return kind === undefined
    ? { kind: 'offline' }
    : { kind: 'failed', problem: { kind, detail: made.detail } };
}

/** The last part of an address, as a folder's name. */
function folderName(address: string): string {
  const last = basename(address.replaceAll('\\', '/').replace(/\/+$/, '')).replace(/\.git$/i, '');
  const name = last
    .replace(/^.*:/, '')
    .replace(/[<>:"|?*\p{Cc}]/gu, '')
    .replace(/^\.+/, '');
  return name === '' ? 'notes' : name.slice(0, 60);
}
