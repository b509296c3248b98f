import { join } from 'node:path';
import type { Plugin } from 'vite';
import { bundleEntry } from '../bundle.ts';

/** A mistake put into the code under test, to show that the harness would see it. */
export type Fault = 'branch first' | 'ours wins' | 'git checkout';

interface Plant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Each fault is a change of one place of the source, made while bundling. */
const PLANTS: Record<Fault, readonly Plant[]> = {
  'branch first': [
    {
      file: 'electron/sync/apply.ts',
      from: "  await onStep('journal');",
      to: "  await moveBranch(git, journal);\n  await dropJournal(git.stateFolder);\n  await onStep('journal');",
    },
  ],
  'ours wins': [
    {
      file: 'electron/sync/merge-contents.ts',
      from: "    const { text, keptBoth } = mergeNotes(was, one, two, 'ours');",
      to: '    const { text, keptBoth } = { text: one, keptBoth: mergeNotes(was, one, two, "ours").keptBoth };',
    },
  ],
  // What git's own checkout does when it is killed, and the `add -A` that usually follows it.
  'git checkout': [
    {
      file: 'electron/sync/apply.ts',
      from: "  await onStep('journal');",
      to: `  await dropJournal(git.stateFolder);
  for (const { path } of changes) (await import('node:fs')).rmSync(join(git.repository.root, path), { force: true });
  await onStep('journal');
  must(await git.run(['read-tree', '--reset', '-u', journal.to]), 'checkout');
  await moveBranch(git, journal);
  return changes.map(({ path }) => path);`,
    },
    {
      file: 'electron/sync/stage.ts',
      from: 'if (deletions.has(composed(name))) remove.push(path);',
      to: 'if (name !== "" || deletions.has(composed(name))) remove.push(path);',
    },
  ],
};

/** Bundles the process that syncs, with or without a fault, and gives the path of the result. */
export async function buildEntry(folder: string, fault: Fault | null = null): Promise<string> {
  const outDir = join(folder, `entry-${(fault ?? 'sound').replace(' ', '-')}`);
  const plants = fault === null ? [] : PLANTS[fault];
  let planted = 0;
  const plugin: Plugin = {
    name: 'plant a fault',
    transform(code, id) {
      const plant = plants.find(({ file }) => id.replaceAll('\\', '/').endsWith(file));
      if (plant === undefined) return null;
      if (!code.includes(plant.from)) throw new Error(`cannot plant "${fault}": the place is gone`);
      planted++;
      return code.replace(plant.from, plant.to);
    },
    enforce: 'pre',
  };
  const entry = await bundleEntry(join(import.meta.dirname, 'sync-entry.ts'), outDir, [plugin]);
  if (planted !== plants.length) throw new Error(`the fault "${fault}" was not planted`);
  return entry;
}
