import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Kills, and tells how many of git's processes it met. */
export function strike(
  app: ChildProcess | null,
  folder: string,
  kill: 'app and git' | 'git alone',
): number {
  const children = listChildren(folder);
  if (kill === 'app and git') end(app?.pid);
  for (const id of children) end(id, kill === 'app and git' ? 'group' : 'one');
  return children.length;
}

function listChildren(folder: string): number[] {
  try {
    return readdirSync(join(folder, '.git/backrow/children')).map(Number);
  } catch {
    return [];
  }
}

function end(id: number | undefined, what: 'group' | 'one' = 'one'): void {
  if (id === undefined || id <= 1) return;
  try {
    process.kill(what === 'group' ? -id : id, 'SIGKILL');
  } catch {
    // It was faster.
  }
}
