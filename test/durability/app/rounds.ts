import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeFolder } from '../../remove-folder.ts';
import { seeded } from '../sync/random.ts';
import { DrivenApp } from './driven-app.ts';
import { type Loss, lossOf, type SentKey } from './typed-stream.ts';

/** Who dies in a round. */
export type Victim = 'main' | 'renderer' | 'renderer, then main';

/** What a round found. */
export interface RoundResult {
  readonly round: number;
  readonly victim: Victim;
  readonly keys: number;
  /** Null where the note holds something that was never typed, or lacks what was there before. */
  readonly loss: Loss | null;
}

export interface RoundsOptions {
  readonly electron: string;
  /** The repository, built. */
  readonly root: string;
  readonly rounds: number;
  readonly seed: number;
  /** Nobody lives longer than this in a round. */
  readonly mostTypingMs: number;
  readonly onRound: (result: RoundResult) => void;
}

/** Keys older than this at a death must survive it (law 2). */
const PROMISE_MS = 1_000;

const LEAST_TYPING_MS = 300;
const FIRST = '# Night of kills\n\n- it begins\n';
const VICTIMS: readonly Victim[] = ['main', 'main', 'renderer', 'renderer, then main'];
const MOST_PAGES_IN_A_ROW = 3;
const COMMITS = ['発表', 'です', '会議', 'メモ'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** A step of a save then takes long enough to be met by a death. */
const SLOW_DISK_MS = '25';

/**
 * Types into the real app, kills it at a random moment, starts it again, and compares; round after
 * round in the same note, so that what an earlier round left is asked for again by all later ones.
 */
export async function playRounds(options: RoundsOptions): Promise<void> {
  const random = seeded(options.seed);
  const home = mkdtempSync(join(tmpdir(), 'backrow killed '));
  const note = join(home, 'note.md');
  const common = { electron: options.electron, root: options.root, note };
  const start = (): Promise<DrivenApp> =>
    DrivenApp.start({
      ...common,
      userData: join(home, 'user-data'),
      // Half of the rounds on a disk as it is, half on one that a death meets in the middle.
      env: { HOME: home, ...(random() < 0.5 ? { BACKROW_SLOW_DISK: SLOW_DISK_MS } : {}) },
    });
  writeFileSync(note, FIRST);
  let app = await start();
  let pagesInARow = 0;
  try {
    for (let round = 1; round <= options.rounds; round++) {
      const drawn = VICTIMS[Math.floor(random() * VICTIMS.length)] ?? 'main';
      // A page that dies again and again within a minute is not loaded any more.
      const victim = pagesInARow < MOST_PAGES_IN_A_ROW ? drawn : 'main';
      pagesInARow = victim === 'renderer' ? pagesInARow + 1 : 0;
      const before = readFileSync(note, 'utf8');
      const { keys, deathMs } = await typeUntilDeath(app, victim, random, options.mostTypingMs);
      if (app.isDead) app = await start();
      await settled(app);
      const loss = lossOf(before, keys, readFileSync(note, 'utf8'), deathMs);
      options.onRound({ round, victim, keys: keys.length, loss });
      if (loss === null) break;
    }
  } finally {
    if (!app.isDead) await app.killMain();
    removeFolder(home);
  }
}

/** The app is back, its note has the keyboard, and it says that all is on disk. */
async function settled(app: DrivenApp): Promise<void> {
  await app.ready();
  await app.until(
    `[...document.querySelectorAll('[role=status]')].some((status) => status.textContent.includes('on disk'))`,
  );
}

async function typeUntilDeath(
  app: DrivenApp,
  victim: Victim,
  random: () => number,
  mostMs: number,
): Promise<{ readonly keys: readonly SentKey[]; readonly deathMs: number }> {
  const keys: SentKey[] = [];
  await app.press({ key: 'End', code: 'End', keyCode: 35, control: true });
  let deathMs = Number.POSITIVE_INFINITY;
  const typing = type(app, keys, random, () => deathMs < Number.POSITIVE_INFINITY);
  await sleep(LEAST_TYPING_MS + random() * (mostMs - LEAST_TYPING_MS));
  deathMs = performance.now();
  if (victim !== 'main') app.killRenderer();
  if (victim === 'renderer, then main') await sleep(random() * 400);
  if (victim !== 'renderer') await app.killMain();
  await typing;
  // What was sent after the death was sent to nobody.
  return { keys: keys.filter(({ sentMs }) => sentMs <= deathMs), deathMs };
}

/** Types words into new items, at the pace of somebody who types fast, with words of an IME. */
async function type(
  app: DrivenApp,
  keys: SentKey[],
  random: () => number,
  isOver: () => boolean,
): Promise<void> {
  let word = 0;
  while (!isOver()) {
    const character = nextCharacter(word, random);
    const sentMs = performance.now();
    for (const single of character) keys.push({ character: single, sentMs });
    word = character === ' ' || character === '\n' ? 0 : word + 1;
    if (character === '\n') {
      await app.press({ key: 'Enter', code: 'Enter', keyCode: 13, text: '\r' });
    } else if (character.length > 1) {
      await app.commit(character);
    } else {
      const code = character === ' ' ? 'Space' : `Key${character.toUpperCase()}`;
      const keyCode = character.toUpperCase().charCodeAt(0);
      await app.press({ key: character, code, keyCode, text: character });
    }
    await sleep(random() < 0.05 ? 400 * random() : 60 * random());
  }
}

function nextCharacter(letters: number, random: () => number): string {
  if (letters === 0) return LETTERS[Math.floor(random() * LETTERS.length)] ?? 'a';
  if (random() < 0.05) return COMMITS[Math.floor(random() * COMMITS.length)] ?? '';
  if (letters > 2 && random() < 0.2) return random() < 0.3 ? '\n' : ' ';
  return LETTERS[Math.floor(random() * LETTERS.length)] ?? 'a';
}

/** The sums of many rounds. */
export interface Finding {
  readonly rounds: number;
  readonly keys: number;
  /** Rounds that lost a key older than the promise, or more than keys. */
  readonly losses: number;
  readonly longestStretchMs: number;
}

export const NOTHING_FOUND: Finding = { rounds: 0, keys: 0, losses: 0, longestStretchMs: 0 };

/** Adds a round to the sums. */
export function withRound(finding: Finding, { keys, loss }: RoundResult): Finding {
  const stretchMs = Math.round(loss?.stretchMs ?? Number.POSITIVE_INFINITY);
  return {
    rounds: finding.rounds + 1,
    keys: finding.keys + keys,
    losses: finding.losses + (stretchMs > PROMISE_MS ? 1 : 0),
    longestStretchMs: Math.max(finding.longestStretchMs, stretchMs),
  };
}
