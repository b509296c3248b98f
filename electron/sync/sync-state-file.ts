import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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

/** Remembers it for the next start; a convenience, so it is neither made durable nor reported. */
export async function writeLastShared(
  stateFolder: string,
  lastSharedEpochMs: number,
): Promise<void> {
  const text = `${JSON.stringify({ lastSharedEpochMs })}\n`;
  await writeFile(join(stateFolder, NAME), text).catch(() => {});
}
