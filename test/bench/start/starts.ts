import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { electronPath } from '../../e2e/app.ts';

/** When each mark was passed, in ms since the process was spawned. */
export type Marks = ReadonlyMap<string, number>;

/** The mark that ends a start: the editor has the keyboard, and the frame that shows it is drawn. */
export const READY = 'editorReady';

/** A start takes about a second; one that takes this long never ends. */
const LIMIT_MS = 60_000;
const QUIT_LIMIT_MS = 15_000;

export interface StartOptions {
  /** What Electron is given behind its own switches. */
  readonly args: readonly string[];
  readonly home: string;
  /** How long the app is left alone when it is ready, for what it puts off until then. */
  readonly restMs: number;
}

/**
 * Starts an app, waits until it takes keys, and ends it as the system would.
 *
 * Spawned directly: a test driver's loader would be measured with it. The marks carry epoch times,
 * so that it does not matter when a line arrives.
 */
export async function timeStart({ args, home, restMs }: StartOptions): Promise<Marks> {
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const spawnedAtMs = performance.timeOrigin + performance.now();
  const app = spawn(electronPath(), [...switches, ...args], {
    env: { ...process.env, HOME: home, BACKROW_MARKS: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(app, 'exit');
  try {
    return await readMarks(app, spawnedAtMs);
  } finally {
    await pause(restMs);
    app.kill('SIGTERM');
    await Promise.race([ended, pause(QUIT_LIMIT_MS).then(() => app.kill('SIGKILL'))]);
    await ended;
  }
}

async function readMarks(app: ChildProcess, spawnedAtMs: number): Promise<Marks> {
  const marks = new Map<string, number>();
  const late = setTimeout(() => app.kill('SIGKILL'), LIMIT_MS);
  try {
    if (app.stdout === null) throw new Error('The output of the app is not piped');
    for await (const line of createInterface(app.stdout)) {
      const [, name, at] = /^mark (\S+) ([\d.]+)$/.exec(line) ?? [];
      if (name === undefined) continue;
      if (!marks.has(name)) marks.set(name, Number(at) - spawnedAtMs);
      if (name === READY) return marks;
    }
    throw new Error(`The app ended before it was ready; it came to ${[...marks.keys()].at(-1)}`);
  } finally {
    clearTimeout(late);
  }
}
