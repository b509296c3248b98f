import { type KeptPlace, keptPlaces } from '../../shared/merge/kept-place.ts';
import type { SyncStatus } from '../../shared/sync-status.ts';
import { isLocalAddress } from './address.ts';
import { listenForSync } from './app-line.ts';
import { type Attempt, attempt } from './attempt.ts';
import { pauseAfter } from './back-off.ts';
import type { Clock } from './clock.ts';
import { type FoundGit, findGit } from './find-git.ts';
import type { GateOptions } from './gate.ts';
import type { SyncHost } from './host.ts';
import type { Verdict } from './judge.ts';
import { createRepositoryTasks, type RepositoryTasks } from './repository-tasks.ts';
import { DEFAULT_SESSION, type GitSession, type SessionSettings } from './session.ts';
import { SYNC_OFF, statusOf } from './status.ts';
import type { TransactionOptions } from './transaction.ts';

/** How long after the last change of a note it is committed. */
const PAUSE_MS = 25_000;
/** Who writes without any pause is committed after this long, between two keys. */
const LONGEST_WAIT_MS = 5 * 60_000;
/** While keys go down, the next look is this much later. */
const BUSY_KEYS_MS = 2_000;
/** How often others' changes are asked for while nothing happens here. */
const POLL_MS = 3 * 60_000;

export interface SyncEngineOptions {
  /** When the first look at the repository may begin; at once where nothing is said. */
  readonly begin?: Promise<void>;
  readonly folder: string;
  readonly host: SyncHost;
  readonly clock: Clock;
  readonly random: () => number;
  /** Whether the system says that there is a network. */
  readonly online: boolean;
  /** What the user has trusted so far, and where to remember more. */
  readonly trust: {
    readonly isTrusted: (fingerprint: string) => boolean;
    readonly remember: (fingerprint: string) => void;
  };
  /** Told when the status changes, not more. */
  readonly onStatus: (status: SyncStatus, waitingNotes: ReadonlySet<string>) => void;
  /** Told once of each file that goes along and is close to what remotes refuse. */
  readonly onLargeFile?: (path: string) => void;
  /** Told of the lines of a note of which a merge kept both versions. */
  readonly onKeptBoth?: (name: string, places: readonly KeptPlace[]) => void;
  /** The sign-in that the app keeps for an address. */
  readonly signIn?: GateOptions['signIn'];
  /** Asks once, after the first sync, whether this computer may write at the remote. */
  readonly checkAtOpen?: boolean;
  readonly findGit?: GateOptions['findGit'];
  readonly home?: string;
  readonly settings?: SessionSettings;
}

/** The sync of one open notebook. */
export interface SyncEngine {
  readonly status: () => SyncStatus;
  /** A note was written: it is committed, and shared where possible, at the next pause. */
  readonly noteChanged: () => void;
  /** Commits what is on disk; settles when that is done. */
  readonly commitNow: () => Promise<SyncStatus>;
  /** Commits, fetches, integrates, pushes, even where the system says that it is offline. */
  readonly syncNow: () => Promise<SyncStatus>;
  /** The system's word on the network: it starts or pauses attempts, no more. */
  readonly networkChanged: (online: boolean) => void;
  /** The computer woke up, or the window came back. */
  readonly resume: () => void;
  /** The user trusts the repository with what the status named. */
  readonly trust: () => Promise<SyncStatus>;
  /** Ends the attempt under way; what is committed stays, and waits for the next one. */
  readonly stop: () => void;
  /** What the user can ask beside a sync; call `syncNow` afterwards to share the result. */
  readonly tasks: RepositoryTasks;
  /** Ends attempts under way and to come; settles when no git runs any more. */
  readonly close: () => Promise<void>;
}

type Goal = TransactionOptions['goal'];

/**
 * Starts the sync of a notebook.
 *
 * One attempt at a time; requests that come meanwhile become one more attempt. Automatic ones wait
 * until no key goes down, follow pauses in writing, and back off while the network is away.
 */
export function createSyncEngine(options: SyncEngineOptions): SyncEngine {
  const { host, clock, random } = options;
  const gate: GateOptions = {
    folder: options.folder,
    findGit: rememberFound(options.findGit ?? (() => findGit())),
    isTrusted: options.trust.isTrusted,
    settings: options.settings ?? DEFAULT_SESSION,
    ...(options.signIn === undefined ? {} : { signIn: options.signIn }),
    ...(options.home === undefined ? {} : { home: options.home }),
  };
  let status: SyncStatus = SYNC_OFF;
  let last: Attempt | null = null;
  let online = options.online;
  /** Why sharing stopped, where only the user or a change of circumstances helps. */
  let block: Verdict | null = null;
  let failures = 0;
  let changedSinceMs: number | null = null;
  let closed = false;
  let checked = options.checkAtOpen !== true;
  /** The user called the attempt under way off. */
  let stopped = false;
  let session: GitSession | null = null;
  /** Files that the user was told of: with bad network they wait through many attempts. */
  const toldLarge = new Set<string>();
  let running: Promise<void> | null = null;
  let wanted: Goal | null = null;
  /** The user asked for the next attempt. */
  let asked = false;
  let callOff: () => void = () => {};
  /** The command line asks here, so that the notebook has one writer. */
  let line: ReturnType<typeof listenForSync> | null = null;

  function show(next: SyncStatus): void {
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    options.onStatus(status, last?.waiting.notes ?? new Set());
  }

  function mayShare(): boolean {
    const remote = last?.gate.kind === 'open' ? last.gate.branch.remote : null;
    const local = remote !== null && isLocalAddress(remote.address);
    return block === null && (online || local);
  }

  /** The next automatic attempt, in place of the one planned before. */
  function plan(delayMs: number): void {
    callOff();
    if (closed) return;
    callOff = clock.after(delayMs, () => {
      if (!host.isQuiet()) return plan(BUSY_KEYS_MS);
      void run(mayShare() ? 'share' : 'commit');
    });
  }

  function run(goal: Goal): Promise<void> {
    if (closed) return Promise.resolve();
    wanted = wanted === 'share' ? 'share' : goal;
    running ??= runWanted();
    return running;
  }

  async function runWanted(): Promise<void> {
    while (wanted !== null && !closed) {
      const goal = wanted;
      // Neither a look for others' changes while nothing happens here is worth a word, nor one more
      // try while the network is away: the one word there is would come and go.
      const news = changedSinceMs !== null || status.state !== 'synced';
      const worthAWord = asked || (news && failures === 0);
      wanted = null;
      asked = false;
      changedSinceMs = null;
      callOff();
      await runOne(goal, worthAWord);
    }
    // In one turn with the look at `wanted`: a request that comes now begins a new run.
    running = null;
  }

  async function runOne(goal: Goal, worthAWord: boolean): Promise<void> {
    const onOpen = (open: { readonly session: GitSession }): void => {
      session = open.session;
      line ??= listenForSync(session.repository.gitFolder, syncNow).catch(() => null);
      if (goal === 'share' && worthAWord) show({ ...status, state: 'syncing', problem: null });
    };
    try {
      last = await attempt({ gate, host, goal, random, now: clock.now, onStep: () => {}, onOpen });
      tellKeptBoth(last);
      tellLargeFiles(last);
      settle(last, goal);
      if (!checked && last.verdict.state === 'synced') await checkOnce();
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      show({ ...status, state: 'attention', problem: { kind: 'failed', detail } });
    } finally {
      session = null;
    }
  }

  function tellKeptBoth({ gate: opened, outcome }: Attempt): void {
    if (opened.kind !== 'open') return;
    const { prefix } = opened.session.repository;
    for (const { path, ours, places } of outcome?.keptBoth ?? [])
      if (path.startsWith(prefix))
        options.onKeptBoth?.(path.slice(prefix.length), keptPlaces(places, ours));
  }

  function tellLargeFiles({ outcome }: Attempt): void {
    for (const path of outcome?.large ?? []) {
      if (!toldLarge.has(path)) options.onLargeFile?.(path);
      toldLarge.add(path);
    }
  }

  function settle(done: Attempt, goal: Goal): void {
    if (stopped) {
      stopped = false;
      show(statusOf(done, { online: true, previous: status }));
      plan(POLL_MS);
      return;
    }
    const { next } = done.verdict;
    // The truth is a git answer, not the system's word on the network.
    if (done.outcome?.remote?.kind === 'shared') online = true;
    if (next === 'wait') block = done.verdict;
    const retries = next === 'retry' || next === 'retry-slowly';
    failures = retries ? failures + 1 : 0;
    // A commit that went well does not solve what keeps the notes from being shared.
    const seen = next === 'done' && block !== null ? { ...done, verdict: block } : done;
    show(statusOf(seen, { online: mayShare() || next !== 'done', previous: status }));
    if (!mayShare() || done.gate.kind !== 'open' || done.gate.branch.remote === null) return;
    if (retries) {
      plan(pauseAfter(failures - 1, next === 'retry-slowly' ? 'server' : 'no-network', random()));
    } else {
      plan(goal === 'commit' ? 0 : POLL_MS);
    }
  }

  /** A remote that may be read and not written is told now, and not after the first talk. */
  async function checkOnce(): Promise<void> {
    checked = true;
    const answer = await tasks.preflight();
    if (closed || !answer.ok || answer.value.kind !== 'not-ready') return;
    const { problem } = answer.value;
    block = { state: 'attention', problem, next: 'wait' };
    show({ ...status, state: 'attention', problem });
  }

  function unblock(): void {
    block = null;
    failures = 0;
  }

  async function syncNow(): Promise<SyncStatus> {
    unblock();
    asked = true;
    await run('share');
    return status;
  }

  function noteChanged(): void {
    const now = clock.now();
    changedSinceMs ??= now;
    plan(Math.max(0, Math.min(PAUSE_MS, changedSinceMs + LONGEST_WAIT_MS - now)));
  }

  const tasks = createRepositoryTasks(gate, host);
  if (options.begin === undefined) plan(0);
  else void options.begin.then(() => plan(0));
  return {
    status: () => status,
    noteChanged,
    commitNow: async () => {
      await run('commit');
      return status;
    },
    syncNow,
    networkChanged: (isOnline) => {
      online = isOnline;
      if (online) {
        unblock();
        plan(Math.round(random() * 1_000));
      } else if (last !== null && !mayShare()) {
        show(statusOf(last, { online: false, previous: status }));
      }
    },
    resume: () => {
      unblock();
      plan(Math.round(random() * 1_000));
    },
    trust: async () => {
      if (last?.gate.kind === 'untrusted') options.trust.remember(last.gate.fingerprint);
      unblock();
      await run(mayShare() ? 'share' : 'commit');
      return status;
    },
    tasks,
    stop: () => {
      if (session === null) return;
      stopped = true;
      session.stop();
    },
    close: async () => {
      closed = true;
      callOff();
      session?.stop();
      await running;
      const stopListening = await line;
      await stopListening?.();
    },
  };
}

/** A git once found stays found; one that was missing is looked for again, it may be installed now. */
function rememberFound(find: GateOptions['findGit']): GateOptions['findGit'] {
  let found: FoundGit | null = null;
  return async () => {
    if (found?.kind !== 'found') found = await find();
    return found;
  };
}
