import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildEntry } from '../../durability/sync/build-entry.ts';
import { converge, type Run } from '../../durability/sync/convergence.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let entry: string;

beforeAll(async () => {
  world = makeWorld();
  entry = await buildEntry(world.folder);
});
afterAll(() => world.remove());

/** A few of what `torture.mjs` plays by the hundred. */
const RUNS: readonly Run[] = [
  { seed: 11, clones: 3, rounds: 4, transport: 'folder', kill: 'app at a step' },
  { seed: 12, clones: 2, rounds: 4, transport: 'http', kill: 'app and git' },
  { seed: 13, clones: 2, rounds: 4, transport: 'flaky http', kill: 'git alone' },
];

describe('clones that write offline and sync in any order', () => {
  test.each(RUNS)('end the same and lose nothing: $transport, killed: $kill', async (run) => {
    const finding = await converge(entry, run);
    expect(finding.complaints).toEqual([]);
    expect(finding.tokens).toBeGreaterThan(5);
  });
});
