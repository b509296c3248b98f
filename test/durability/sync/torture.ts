import { makeWorld } from '../../electron/sync/world.ts';
import { buildEntry, type Fault } from './build-entry.ts';
import { converge, type Finding, type Run } from './convergence.ts';

const TRANSPORTS: readonly Run['transport'][] = ['folder', 'http', 'flaky http'];
const KILLS: readonly Run['kill'][] = ['app at a step', 'app and git', 'git alone', 'nobody'];

/** The run of a seed; every transport meets every kind of death. */
export function runOf(seed: number): Run {
  return {
    seed,
    clones: 2 + (seed % 5),
    rounds: 5 + (seed % 4),
    transport: TRANSPORTS[seed % TRANSPORTS.length] ?? 'folder',
    kill: KILLS[Math.floor(seed / TRANSPORTS.length) % KILLS.length] ?? 'nobody',
  };
}

/** Plays `seeds` runs from `first` on, prints a line each and the sums, and gives the exit status. */
export async function torture(first: number, seeds: number, fault: Fault | null): Promise<number> {
  const world = makeWorld();
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const sums = {
    bad: 0,
    syncs: 0,
    kills: 0,
    merges: 0,
    tokens: 0,
    cut: 0,
    swallowed: 0,
    portal: 0,
  };
  try {
    const entry = await buildEntry(world.folder, fault);
    for (let seed = first; seed < first + seeds; seed++) {
      const run = runOf(seed);
      const finding = await converge(entry, run);
      add(sums, finding);
      const verdict =
        finding.complaints.length === 0 ? 'ok' : finding.complaints.join('; ').slice(0, 400);
      const done = `${finding.syncs} syncs, ${finding.kills} kills, ${finding.merges} merges`;
      print(
        `${seed} ${run.clones} clones, ${run.transport}, killed: ${run.kill}, ${done}: ${verdict}`,
      );
    }
    print(JSON.stringify({ runs: seeds, ...sums }));
    return sums.bad === 0 ? 0 : 1;
  } finally {
    world.remove();
  }
}

function add(sums: Record<string, number>, { complaints, network, ...counts }: Finding): void {
  sums.bad = (sums.bad ?? 0) + Number(complaints.length > 0);
  for (const [name, count] of Object.entries({ ...counts, ...network })) {
    if (name in sums) sums[name] = (sums[name] ?? 0) + count;
  }
}
