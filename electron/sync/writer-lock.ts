import { constants } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyFile, link, mkdir, readFile, rename, rm, writeFile } from '../disk/calls.ts';
import { errnoCode } from '../notebook/errno.ts';
import { startOf } from './children.ts';
import { isRunning } from './process-group.ts';

/** How long another process's transaction is waited for. */
const PATIENCE_MS = 60_000;

/**
 * Takes the one place in which transactions run, across processes.
 *
 * The lock names its holder by process and start time, so one that died is not waited for.
 * Returns the release, or null where another process holds it for too long.
 */
export async function takeWriterLock(
  stateFolder: string,
  patienceMs = PATIENCE_MS,
): Promise<(() => Promise<void>) | null> {
  await mkdir(stateFolder, { recursive: true });
  const path = join(stateFolder, 'writer.lock');
  const end = Date.now() + patienceMs;
  while (!(await tryTake(path))) {
    if (Date.now() >= end) return null;
    await sleep(50);
  }
  return () => rm(path, { force: true });
}

async function tryTake(path: string): Promise<boolean> {
  if (await createWhole(path, JSON.stringify(self()))) return true;
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null && isDead(text)) await buryDead(path, text);
  return false;
}

/** Creates a file that never exists without its content: written apart, then linked to its name. */
async function createWhole(path: string, text: string): Promise<boolean> {
  const apart = `${path}.${process.pid}`;
  await writeFile(apart, text);
  try {
    await link(apart, path);
    return true;
  } catch (thrown) {
    if (errnoCode(thrown) === 'EEXIST') return false;
    // A file system without hard links: a plain exclusive creation is the best there is.
    return await copyFile(apart, path, constants.COPYFILE_EXCL).then(
      () => true,
      () => false,
    );
  } finally {
    await rm(apart, { force: true });
  }
}

/** Takes a dead holder's lock away; one that came in its place meanwhile is put back. */
async function buryDead(path: string, dead: string): Promise<void> {
  const grave = `${path}.${process.pid}.dead`;
  try {
    await rename(path, grave);
    if ((await readFile(grave, 'utf8')) !== dead) await link(grave, path);
  } catch {
    // Somebody else was faster; the next look tells.
  } finally {
    await rm(grave, { force: true });
  }
}

interface Holder {
  readonly computer: string;
  readonly process: number;
  readonly start: string | null;
}

function self(): Holder {
  return { computer: hostname(), process: process.pid, start: startOf(process.pid) };
}

/** True where the holder named in the lock cannot run any more. */
function isDead(text: string): boolean {
  let holder: Partial<Holder>;
  try {
    holder = JSON.parse(text) as Partial<Holder>;
  } catch {
    return false;
  }
  const { computer, process: id, start } = holder;
  if (computer !== hostname() || typeof id !== 'number') return false;
  return !isRunning(id) || (typeof start === 'string' && startOf(id) !== start);
}
