import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { saveAtomically } from '../notebook/atomic-save.ts';

const NAME = 'state.json';

/** When the notebook was last shared as a whole, in epoch milliseconds, or null. */
export async function readLastShared(stateFolder: string): Promise<number | null> {
  try {
    const text = await readFile(join(stateFolder, NAME), 'utf8');
    const { lastSharedEpochMs } = JSON.parse(text) as { lastSharedEpochMs?: unknown };
    return typeof lastSharedEpochMs === 'number' ? lastSharedEpochMs : null;
  } catch {
    return null;
  }
}

/** Remembers it for the next start; only a convenience, so a failure is not reported. */
export async function writeLastShared(
  stateFolder: string,
  lastSharedEpochMs: number,
): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify({ lastSharedEpochMs })}\n`);
  await saveAtomically({ path: join(stateFolder, NAME), bytes, expected: 'any' });
}
