import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attempt } from '../../../electron/sync/attempt.ts';
import { findGit } from '../../../electron/sync/find-git.ts';
import { createFileHost } from '../../../electron/sync/host.ts';
import { DEFAULT_SESSION } from '../../../electron/sync/session.ts';
import { median } from '../figures.ts';
import { makeNotebook, noteName } from '../machine/notebooks.ts';
import type { BenchOptions, BenchResult } from '../row.ts';

const NOTES = 2000;
/** A sync takes a tenth of a second or two, and scatters by half: so many for each round that was asked for. */
const SYNCS_OF_ROUND = 15;

/** What somebody would write who does it by hand. */
const SCRIPT = `set -e
git add "$1"
git commit --quiet --message "Notes"
git fetch --quiet
git push --quiet`;

type Environment = Readonly<Record<string, string>>;

/** Syncs of one edited note among 2,000, by Backrow and by a shell script, by turns. */
export async function run({ rounds }: BenchOptions): Promise<BenchResult> {
  const raw = await timeSyncs(NOTES, rounds * SYNCS_OF_ROUND);
  const yardstick = { name: 'git in a shell script', figure: median(raw.script) };
  const name = `sync of one edited note, ${NOTES} notes`;
  const figure = median(raw.backrow);
  const row = { work: name, unit: 'ms', figure, yardstick, budget: { ratio: 1.2 }, raw } as const;
  return { name: 'sync', rows: [row], remarks };
}

/** How long each of so many syncs took, in ms; one more is done first and dropped. */
export async function timeSyncs(
  notes: number,
  syncs: number,
): Promise<Readonly<Record<'backrow' | 'script', readonly number[]>>> {
  const work = mkdtempSync(join(tmpdir(), 'backrow-syncs-'));
  const notebook = makeNotebook(notes);
  try {
    const environment = makeHome(work);
    // A remote of its own for each: one that had to merge would not be compared with one that had not.
    const ours = makeClone(work, notebook, 'backrow', environment);
    const theirs = makeClone(work, notebook, 'script', environment);
    const raw = { backrow: [] as number[], script: [] as number[] };
    for (let turn = 0; turn <= syncs; turn++) {
      const note = noteName((turn * 37) % notes);
      const timed = {
        backrow: () => timeBackrow(ours, note, environment),
        script: async () => timeScript(theirs, note, environment),
      };
      // Neither is always the one that finds the disk busy with the other's files.
      const order = ['backrow', 'script'] as const;
      for (const who of turn % 2 === 0 ? order : order.toReversed()) {
        const tookMs = await timed[who]();
        if (turn > 0) raw[who].push(tookMs);
      }
    }
    return raw;
  } finally {
    for (const folder of [work, notebook]) rmSync(folder, { recursive: true, force: true });
  }
}

const remarks = [
  'The remote is a folder on the same disk: what remains is git and what surrounds it.',
];

/** The machine's own git settings play no part. */
function makeHome(work: string): Environment {
  const config = join(work, 'gitconfig');
  writeFileSync(config, '[user]\n\tname = Bench\n\temail = bench@example.org\n');
  return {
    PATH: process.env.PATH ?? '',
    HOME: work,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: config,
  };
}

function makeClone(work: string, notebook: string, name: string, env: Environment): string {
  const folder = join(work, name);
  const remote = join(work, 'remotes', `${name}.git`);
  mkdirSync(join(work, 'remotes'), { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--bare', notebook, remote], { env });
  execFileSync('git', ['clone', '--quiet', remote, folder], { env });
  return folder;
}

const found = findGit();

async function timeBackrow(
  folder: string,
  note: string,
  environment: Environment,
): Promise<number> {
  appendFileSync(join(folder, note), '- one more\n');
  // As in the app, which finds git once, and whose own editor wrote the note.
  const program = await found;
  const host = { ...createFileHost(folder), wasEdited: () => true };
  const begun = performance.now();
  const { outcome, verdict } = await attempt({
    gate: {
      folder,
      findGit: async () => program,
      isTrusted: () => false,
      settings: { ...DEFAULT_SESSION, environment },
    },
    host,
    goal: 'share',
    random: Math.random,
    now: Date.now,
    onStep: () => undefined,
  });
  const tookMs = performance.now() - begun;
  if (outcome?.remote?.kind !== 'shared') throw new Error(`Not shared: ${JSON.stringify(verdict)}`);
  return tookMs;
}

function timeScript(folder: string, note: string, env: Environment): number {
  appendFileSync(join(folder, note), '- one more\n');
  const begun = performance.now();
  execFileSync('sh', ['-c', SCRIPT, 'sync', note], { cwd: folder, env, stdio: 'pipe' });
  return performance.now() - begun;
}
