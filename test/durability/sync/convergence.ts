import { basename } from 'node:path';
import { isTemporaryName } from '../../../electron/notebook/atomic-save.ts';
import { serveHttp } from '../../electron/sync/http-remote.ts';
import { makeClone, makeRemote, makeWorld, type World } from '../../electron/sync/world.ts';
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts';
import { seeded } from './random.ts';
import { type Computer, startComputer } from './run-sync.ts';
import { strike } from './strike.ts';
import { type Ledger, readNotebook, tokensIn, Writer } from './writer.ts';

/** One random run. */
export interface Run {
  readonly seed: number;
  readonly clones: number;
  readonly rounds: number;
  readonly transport: 'folder' | 'http' | 'flaky http';
  /** Who dies, in about a third of the syncs: the app alone, with all of git, or git's children. */
  readonly kill: 'nobody' | 'app at a step' | 'app and git' | 'git alone';
}

/** What a run showed; empty `complaints` mean that all is well. */
export interface Finding {
  readonly complaints: readonly string[];
  readonly syncs: number;
  readonly kills: number;
  readonly merges: number;
  readonly tokens: number;
  readonly network: FlakyProxy['counts'] | null;
}

/** Plays one run and judges it: all clones the same, nothing lost, no marker, a healthy remote. */
export async function converge(entry: string, run: Run): Promise<Finding> {
  const world = makeWorld();
  const random = seeded(run.seed);
  const ledger: Ledger = { written: new Set(), deleted: new Set() };
  const remote = makeRemote(world);
  const line = await openLine(world, run, random);
  const folders = Array.from({ length: run.clones }, (_, index) =>
    makeClone(world, remote, `clone${index}`),
  );
  for (const folder of folders)
    world.git(folder, 'remote', 'set-url', 'origin', line.address ?? remote);
  const writers = folders.map(
    (folder, index) => new Writer(folder, 'abcdef'[index] ?? 'z', random, ledger),
  );
  const computers = folders.map(() => startComputer(world, entry));
  const clones = folders.map((folder, index) => ({
    folder,
    writer: writers[index] as Writer,
    computer: computers[index] as Computer,
  }));
  let [syncs, kills] = [0, 0];
  try {
    for (let round = 0; round < run.rounds; round++) {
      for (const writer of writers) {
        for (let edits = Math.floor(random() * 4); edits > 0; edits--) writer.write();
      }
      const order = [...clones].sort(() => random() - 0.5);
      const together = random() < 0.3;
      const runs = order
        .filter(() => random() < 0.7)
        .map((clone) => async () => {
          syncs++;
          if (await syncOnce(clone, run, random)) kills++;
        });
      if (together) await Promise.all(runs.map((start) => start()));
      else for (const start of runs) await start();
    }
    line.calm();
    const complaints = await settle(world, remote, clones);
    complaints.push(...judge(world, remote, folders, ledger));
    const merges = Number(world.git(remote, 'rev-list', '--merges', '--count', 'main'));
    return { complaints, syncs, kills, merges, tokens: ledger.written.size, network: line.counts };
  } finally {
    for (const computer of computers) computer.switchOff();
    await line.close();
    world.remove();
  }
}

async function openLine(world: World, run: Run, random: () => number) {
  if (run.transport === 'folder') {
    return { address: null, counts: null, calm: () => {}, close: async () => {} };
  }
  const server = await serveHttp(world);
  const port = Number(new URL(server.url).port);
  const proxy = await startFlakyProxy(port, random);
  proxy.trouble = run.transport === 'flaky http';
  return {
    address: `http://127.0.0.1:${proxy.port}/remote.git`,
    counts: proxy.counts,
    calm: () => {
      proxy.trouble = false;
    },
    close: async () => {
      await proxy.stop();
      await server.stop();
    },
  };
}

/** A folder, who writes in it, and the computer it is on. */
interface Clone {
  readonly folder: string;
  readonly writer: Writer;
  readonly computer: Computer;
}

/** One sync, perhaps killed; true where it was. */
async function syncOnce(
  { folder, writer, computer }: Clone,
  { kill }: Run,
  random: () => number,
): Promise<boolean> {
  const deadly = kill !== 'nobody' && random() < 0.35;
  const atStep = deadly && kill === 'app at a step';
  const delayMs = 10 + random() * 350;
  let struck = false;
  let timer: NodeJS.Timeout | null = null;
  const result = await computer.sync({
    folder,
    deletions: [...writer.deletions],
    dieAfter: atStep ? 1 + Math.floor(random() * 14) : null,
    disturb: (app) => {
      if (!deadly || kill === 'app at a step') return;
      timer = setTimeout(() => {
        struck = strike(app, folder, kill) > 0;
      }, delayMs);
    },
  });
  if (timer !== null) clearTimeout(timer);
  return result.killed || struck;
}

/** Quiet rounds without kills until all clones agree. */
async function settle(world: World, remote: string, clones: readonly Clone[]): Promise<string[]> {
  let last: string[] = [];
  let due = clones;
  for (let round = 0; round < 6; round++) {
    last = [];
    for (const { folder, writer, computer } of due) {
      const { outcome, errors } = await computer.sync({
        folder,
        deletions: [...writer.deletions],
      });
      if (outcome?.remote?.kind !== 'shared')
        last.push(`${folder}: ${errors} ${JSON.stringify(outcome)}`);
    }
    const tip = world.git(remote, 'rev-parse', 'main');
    const rests = ({ folder }: Clone) =>
      world.git(folder, 'rev-parse', 'HEAD') === tip && changesIn(world, folder).length === 0;
    due = clones.filter((clone) => !rests(clone));
    if (last.length === 0 && due.length === 0) return [];
  }
  return [...last, 'the clones did not come to rest'];
}

/** Uncommitted files, but for what a save that was killed left: a minute later the app removes that (`sweep.ts`). */
function changesIn(world: World, folder: string): readonly string[] {
  const status = world.git(folder, 'status', '--porcelain', '-z');
  const paths = status.split('\0').filter((entry) => entry !== '');
  return paths.filter((entry) => !isTemporaryName(basename(entry.slice(3))));
}

function judge(world: World, remote: string, folders: readonly string[], ledger: Ledger): string[] {
  const complaints: string[] = [];
  const notebooks = folders.map(readNotebook);
  const [first = new Map<string, string>()] = notebooks;
  const same = notebooks.every(
    (other) => JSON.stringify([...other]) === JSON.stringify([...first]),
  );
  if (!same) complaints.push('the clones differ');
  const text = [...first.values()].join('\n');
  const present = new Set(tokensIn(text));
  const lost = [...ledger.written].filter(
    (token) => !present.has(token) && !ledger.deleted.has(token),
  );
  if (lost.length > 0) complaints.push(`lost: ${lost.join(' ')}`);
  if (/^[<=>]{7}/m.test(text)) complaints.push('a conflict marker');
  try {
    world.git(remote, 'fsck', '--strict', '--no-progress');
  } catch (thrown) {
    complaints.push(`fsck: ${thrown instanceof Error ? thrown.message : ''}`);
  }
  return complaints;
}
