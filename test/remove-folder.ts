import { rmSync } from 'node:fs';

/** Removes a folder into which children of a process that has just ended may write for a moment yet. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 30, retryDelay: 50 });
}
