import { join } from 'node:path';
import { readFile, writeFile } from '../disk/calls.ts';

const NAME = 'state.json';

/** When what was last done to a notebook, in epoch milliseconds. */
export interface SyncState {
  /** Backrow made a commit. */
  readonly lastCommittedEpochMs: number | null;
  /** It was shared as a whole. */
  readonly lastSharedEpochMs: number | null;
}

/** Reads what an earlier attempt remembered. */
export async function readSyncState(stateFolder: string): Promise<SyncState> {
  const text = await readFile(join(stateFolder, NAME), 'utf8').catch(() => '{}');
  const { lastCommittedEpochMs, lastSharedEpochMs } = parse(text);
  return {
    lastCommittedEpochMs: numberOrNull(lastCommittedEpochMs),
    lastSharedEpochMs: numberOrNull(lastSharedEpochMs),
  };
}

/** Remembers it for the next start; a convenience, so it is neither made durable nor reported. */
export async function writeSyncState(stateFolder: string, state: SyncState): Promise<void> {
  await writeFile(join(stateFolder, NAME), `${JSON.stringify(state)}\n`).catch(() => {});
}

function parse(text: string): Partial<Record<keyof SyncState, unknown>> {
  try {
    return JSON.parse(text) as Partial<Record<keyof SyncState, unknown>>;
  } catch {
    return {};
  }
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
