import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, stopGroup } from './process-group.ts';

/** How long a left-over git that cannot be identified for sure is waited for. */
const PATIENCE_MS = 15_000;

/**
 * Writes down that a git process runs, so that a later start of the app knows of it when this one
 * dies: git outlives a killed app, and goes on writing into the repository.
 *
 * Synchronous on purpose: the note must exist before anything can be killed. Returns the cleanup.
 */
export function recordChild(stateFolder: string, processId: number): () => void {
  const folder = join(stateFolder, 'children');
  const path = join(folder, String(processId));
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, startOf(processId) ?? '');
  } catch {
    // A full disk must not keep git from running; the note is a help, not a need.
    return () => {};
  }
  return () => rmSync(path, { force: true });
}

/**
 * Ends what an earlier run left running; true where there was such a run.
 *
 * Process ids are used again by the system: only one whose start time is the recorded one is
 * ended. Where the system does not tell start times, it is waited for instead.
 */
export async function endLeftovers(stateFolder: string): Promise<boolean> {
  const folder = join(stateFolder, 'children');
  const names = listOf(folder).filter((name) => /^\d+$/.test(name));
  for (const name of names) {
    const processId = Number(name);
    const recorded = readOrNull(join(folder, name));
    const start = startOf(processId);
    if (start !== null && start === recorded) {
      stopGroup({ pid: processId, kill: () => false });
    } else if (recorded === '') {
      await gone(processId);
    }
    rmSync(join(folder, name), { force: true });
  }
  return names.length > 0;
}

/** When a process started, in the system's own ticks, or null where that cannot be known. */
export function startOf(processId: number): string | null {
  if (process.platform !== 'linux') return null;
  const text = readOrNull(`/proc/${processId}/stat`);
  // The second field, the name, may hold blanks and parentheses; the start is the 22nd.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function gone(processId: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (isRunning(processId) && Date.now() < end) await sleep(50);
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
