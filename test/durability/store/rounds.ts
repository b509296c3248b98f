import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { removeFolder } from '../../remove-folder.ts';
import { bundleEntry } from '../bundle.ts';
import { seeded } from '../sync/random.ts';
import { FIRST_TEXT, nextText } from './story.ts';

/** What some rounds of killing found. */
export interface StoreFinding {
  readonly rounds: number;
  readonly edits: number;
  /** What was not as it must be, by round. */
  readonly complaints: readonly string[];
}

/** What a process told before it died. */
interface Told {
  /** The note as the process found it, after its recovery. */
  readonly ready: string;
  readonly typed: number;
  /** The newest edit that must survive: its journal is synced, or its file. */
  readonly safe: number;
  readonly notices: readonly string[];
}

/** How many of the processes die in the middle of their start. */
const EARLY = 0.2;
const DISKS = ['plain', 'slow', 'slow', 'full'] as const;

/**
 * Kills the process that holds a note, again and again, and asks each next one what it found.
 *
 * It must be the whole text after some edit, and none that came before what had been promised.
 */
export async function playStoreRounds(rounds: number, seed: number): Promise<StoreFinding> {
  const random = seeded(seed);
  const home = mkdtempSync(join(tmpdir(), 'backrow store '));
  const folder = join(home, 'notebook');
  const note = join(folder, 'note.md');
  mkdirSync(folder);
  writeFileSync(note, FIRST_TEXT);
  const complaints: string[] = [];
  let states: readonly string[] = [FIRST_TEXT];
  let firstState = -1;
  let promised = -1;
  let edit = 0;
  try {
    const entry = await bundleEntry(
      join(import.meta.dirname, 'store-entry.ts'),
      join(home, 'entry'),
    );
    for (let round = 1; round <= rounds; round++) {
      const onDisk = readFileSync(note, 'utf8');
      const disk = DISKS[Math.floor(random() * DISKS.length)] ?? 'plain';
      const args = [entry, folder, join(home, 'data/journal'), String(edit), disk];
      const told = await runUntilKilled(args, 20 + random() * 300, random() < EARLY);
      if (told === null) continue;
      const complain = (what: string) => complaints.push(`round ${round}, ${disk} disk: ${what}`);
      const found = states.lastIndexOf(told.ready);
      if (found === -1) complain('a text that no edit made');
      else if (found + firstState < promised) complain(`edit ${found + firstState} of ${promised}`);
      if (!isWhole(onDisk)) complain('the file was not whole');
      for (const notice of told.notices) complain(notice);
      // This round's texts, from what the process began with. The last may have come without a word.
      const texts = [told.ready];
      for (let number = edit; number <= told.typed + 1; number++) {
        texts.push(nextText(texts.at(-1) ?? '', number));
      }
      states = texts;
      firstState = edit - 1;
      promised = Math.max(firstState, told.safe);
      edit = Math.max(edit, told.typed + 1);
    }
  } finally {
    removeFolder(home);
  }
  return { rounds, edits: edit, complaints };
}

/** Every text of the story begins and ends alike. */
function isWhole(text: string): boolean {
  return text.startsWith('# Kills\n\n') && text.endsWith('\n') && !text.includes('\0');
}

/** Null for a process that died while it still recovered what the one before had left. */
function runUntilKilled(
  args: readonly string[],
  lifeMs: number,
  early: boolean,
): Promise<Told | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const told = { ready: null as string | null, typed: -1, safe: -1, notices: [] as string[] };
    if (early) setTimeout(() => child.kill('SIGKILL'), lifeMs);
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const [what = ''] = line.split(' ', 1);
      const value: unknown = JSON.parse(line.slice(what.length + 1));
      if (what === 'ready') {
        told.ready = String(value);
        if (!early) setTimeout(() => child.kill('SIGKILL'), lifeMs);
      } else if (what === 'typed') told.typed = Math.max(told.typed, Number(value));
      else if (what === 'safe') told.safe = Math.max(told.safe, Number(value));
      else told.notices.push(line);
    });
    lines.on('close', () => {
      const { ready } = told;
      if (ready !== null) resolve({ ...told, ready });
      else if (early) resolve(null);
      else reject(new Error('The process ended before it was ready'));
    });
  });
}
