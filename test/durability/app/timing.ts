import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { electronPath, root } from '../../e2e/app.ts';
import { removeFolder } from '../../remove-folder.ts';
import { DrivenApp } from './driven-app.ts';

/** How often the disk is looked at: the figures are coarser by this. */
const LOOK_MS = 4;
/** Somebody fast who never pauses. */
const KEY_EVERY_MS = 70;

interface Arrival {
  readonly sentMs: number;
  journalMs: number | null;
  noteMs: number | null;
}

/**
 * Measures how long a key takes to the journal and into the folder, and prints it: while typing
 * goes on without pause, and for the last key before a pause.
 */
export async function measure(seconds: number): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'backrow timed '));
  const note = join(home, 'note.md');
  const userData = join(home, 'user-data');
  writeFileSync(note, '# Timed\n\n- one\n');
  const env = { HOME: home };
  const app = await DrivenApp.start({ electron: electronPath(), root, note, userData, env });
  try {
    await app.press({ key: 'End', code: 'End', keyCode: 35, control: true });
    const keys: Arrival[] = [];
    const over = { now: false };
    const watching = watch(note, userData, keys, over);
    await type(app, keys, (seconds * 1000) / KEY_EVERY_MS);
    await sleep(1_500);
    const lastKeys: Arrival[] = [];
    for (let word = 0; word < 8; word++) {
      await type(app, keys, 5);
      const last = keys.at(-1);
      if (last !== undefined) lastKeys.push(last);
      await sleep(1_200);
    }
    over.now = true;
    await watching;
    print('typing without pause, every key', keys.slice(0, -40));
    print('the last key before a pause', lastKeys);
    return 0;
  } finally {
    await app.killMain();
    removeFolder(home);
  }
}

async function type(app: DrivenApp, keys: Arrival[], count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const dueMs = performance.now() + KEY_EVERY_MS;
    keys.push({ sentMs: performance.now(), journalMs: null, noteMs: null });
    await app.press({ key: 'q', code: 'KeyQ', keyCode: 81, text: 'q' });
    await sleep(Math.max(0, dueMs - performance.now()));
  }
}

/** Notes when each key's letter is first seen in a file: there is one letter more for each key. */
async function watch(
  note: string,
  userData: string,
  keys: readonly Arrival[],
  over: { now: boolean },
): Promise<void> {
  while (!over.now) {
    const nowMs = performance.now();
    const inNote = lettersIn(readFileSync(note, 'utf8'));
    const inJournal = lettersIn(lastRecord(userData));
    for (const key of keys.slice(0, inNote)) key.noteMs ??= nowMs;
    for (const key of keys.slice(0, inJournal)) key.journalMs ??= nowMs;
    await sleep(LOOK_MS);
  }
}

function lettersIn(text: string): number {
  return Math.max(0, ...[...text.matchAll(/q+/g)].map(([run]) => run.length));
}

/** The journal's last lines; the edits of one growing item hold the whole item. */
function lastRecord(userData: string): string {
  const notebooks = join(userData, 'notebooks');
  for (const id of list(notebooks)) {
    const folder = join(notebooks, id, 'journal');
    const [log] = list(folder).filter((name) => name.endsWith('.open'));
    if (log !== undefined) return readFileSync(join(folder, log), 'utf8').slice(-4_000);
  }
  return '';
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function print(what: string, keys: readonly Arrival[]): void {
  const waits = (where: 'journalMs' | 'noteMs') =>
    keys
      .map((key) => (key[where] ?? Number.POSITIVE_INFINITY) - key.sentMs)
      .sort((a, b) => a - b)
      .map(Math.round);
  for (const [where, name] of [
    ['journalMs', 'journal'],
    ['noteMs', 'folder'],
  ] as const) {
    const sorted = waits(where);
    const median = sorted[Math.floor(sorted.length / 2)];
    console.log(`${what}, to the ${name}: median ${median} ms, at most ${sorted.at(-1)} ms`);
  }
}
