import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is loaded into the process, which is told the folder of pipes as `BACKROW_TEST_PIPES`. */
export const HANGING_FILES = join(import.meta.dirname, 'hanging-files.cjs');

/** Lets every call on files of these names hang. */
export function hang(pipes: string, names: readonly string[]): void {
  mkdirSync(pipes, { recursive: true });
  for (const name of names) execFileSync('mkfifo', [join(pipes, name)]);
}

/** Lets the disk answer what hangs. */
export async function answer(pipes: string): Promise<void> {
  const open = readdirSync(pipes).map((name) => {
    const writer = openSync(join(pipes, name), constants.O_RDWR | constants.O_NONBLOCK);
    unlinkSync(join(pipes, name));
    return writer;
  });
  // A reader has to wake while there still is a writer.
  await sleep(500);
  for (const writer of open) closeSync(writer);
}
