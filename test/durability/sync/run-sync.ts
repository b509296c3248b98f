import { type ChildProcess, spawn } from 'node:child_process';
import type { World } from '../../electron/sync/world.ts';

/** How one sync ended. */
export interface SyncRun {
  readonly killed: boolean;
  readonly steps: readonly string[];
  /** The transaction's own word, or null where it could not say anything. */
  readonly outcome: {
    readonly remote: { readonly kind: string } | null;
    readonly problem: unknown;
    readonly keptBoth: readonly unknown[];
  } | null;
  readonly errors: string;
}

export interface SyncOrder {
  readonly folder: string;
  readonly deletions?: readonly string[];
  readonly dieAfter?: number | null;
  /** Called with the process at the beginning of the sync; may kill it or its children. */
  readonly disturb?: (child: ChildProcess) => void;
}

/** A computer on which the app runs: started when it is needed, and again after it was killed. */
export interface Computer {
  readonly sync: (order: SyncOrder) => Promise<SyncRun>;
  readonly switchOff: () => void;
}

/**
 * A computer whose app is a process of its own.
 *
 * It stays for many syncs, as an app does; starting one costs as much as a sync.
 */
export function startComputer(world: World, entry: string): Computer {
  let app: ChildProcess | null = null;

  function start(): ChildProcess {
    const child = spawn(process.execPath, [entry], {
      env: world.environment,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.once('exit', () => {
      app = null;
    });
    return child;
  }

  function sync({ folder, deletions = [], dieAfter = null, disturb }: SyncOrder): Promise<SyncRun> {
    app ??= start();
    const child = app;
    let errors = '';
    const listen = (chunk: Buffer): void => {
      errors += chunk.toString();
    };
    child.stderr?.on('data', listen);
    return new Promise((resolve) => {
      const finish = (run: Omit<SyncRun, 'errors'>): void => {
        child.stderr?.off('data', listen);
        child.off('message', answered).off('exit', died);
        resolve({ ...run, errors });
      };
      const answered = (said: unknown) =>
        finish({ ...(said as Pick<SyncRun, 'steps' | 'outcome'>), killed: false });
      const died = (_: number | null, signal: string | null) =>
        finish({ steps: [], outcome: null, killed: signal !== null });
      child.once('message', answered).once('exit', died);
      child.send({ folder, deletions, dieAfter });
      disturb?.(child);
    });
  }

  return { sync, switchOff: () => app?.disconnect() };
}

/** One sync in a process of its own. */
export async function runSync(world: World, entry: string, order: SyncOrder): Promise<SyncRun> {
  const computer = startComputer(world, entry);
  const run = await computer.sync(order);
  computer.switchOff();
  return run;
}
