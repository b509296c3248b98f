import { makeWorld } from '../../electron/sync/world.ts';
import { buildEntry } from './build-entry.ts';
import { exhaust, type Transport } from './exhaust.ts';
import { SCENES } from './scenes.ts';

const TRANSPORTS: readonly Transport[] = ['folder', 'http', 'flaky http'];

/** Kills each scene in every step and every call of git, over every transport; gives the status. */
export async function everyStep(wanted: string): Promise<number> {
  const world = makeWorld();
  const sums = { deaths: 0, bad: 0 };
  try {
    const entry = await buildEntry(world.folder);
    for (const transport of TRANSPORTS) {
      for (const [name, plan] of Object.entries(SCENES)) {
        const title = `${transport}, ${name}`;
        if (!title.includes(wanted)) continue;
        const { complaints, steps, deaths } = await exhaust(world, entry, plan, transport);
        sums.deaths += deaths;
        sums.bad += complaints.length;
        console.log(`${title}: ${steps.length} steps, ${deaths} deaths, ${complaints.length} bad`);
        for (const complaint of complaints) console.log(`  ${complaint.slice(0, 600)}`);
      }
    }
    console.log(JSON.stringify(sums));
    return sums.bad === 0 ? 0 : 1;
  } finally {
    world.remove();
  }
}
