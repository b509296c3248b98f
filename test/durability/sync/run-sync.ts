import { type ChildProcess, spawn } from 'node:child_process';
import type { World } from '../../electron/sync/world.ts';

/** How one sync process ended. */
export interface SyncRun {
  readonly killed: boolean;
  readonly steps: readonly string[];
  /** The transaction's own word, or null where it could not say anything. */
  readonly outcome: {
    readonly remote: { readonly kind: string } | null;
    readonly problem: unknown;
  } | null;
  readonly errors: string;
}

export interface SyncOrder {
  readonly folder: string;
  readonly deletions?: readonly string[];
  readonly dieAfter?: number | null;
  /** Called with the process once it runs; may kill it or its children. */
  readonly disturb?: (child: ChildProcess) => void;
}

/** Runs one transaction in a process of its own. */
export function runSync(world: World, entry: string, order: SyncOrder): Promise<SyncRun> {
  const { folder, deletions = [], dieAfter = null } = order;
  const child = spawn(process.execPath, [entry, JSON.stringify({ folder, deletions, dieAfter })], {
    env: world.environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  order.disturb?.(child);
  let [text, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      const said = text === '' ? { steps: [], outcome: null } : JSON.parse(text);
      resolve({ ...said, killed: signal !== null, errors: code === 0 ? '' : errors });
    });
  });
}
