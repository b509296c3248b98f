import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openUnwritten } from '../../../electron/images/unwritten.ts';
import { filesBelow } from '../../../electron/notebook/operations/disk.ts';
import { unwrittenFolder } from '../../../electron/notebook/operations/ground.ts';
import { removeFolder } from '../../remove-folder.ts';
import { bundleEntry } from '../bundle.ts';
import { seeded } from '../sync/random.ts';
import { slideOf, takeImages } from './notebook.ts';

/**
 * Kills the process that keeps images for a notebook, again and again.
 *
 * Each one that it promised must be whole, in the notebook or in app data, after every death; and in
 * the notebook alone when that takes images at last.
 */
export async function playUnwrittenRounds(
  rounds: number,
  seed: number,
): Promise<{ readonly promised: number; readonly complaints: readonly string[] }> {
  const random = seeded(seed);
  const home = mkdtempSync(join(tmpdir(), 'backrow images '));
  const [folder, dataFolder] = [join(home, 'notebook'), join(home, 'data')];
  mkdirSync(folder);
  const promised = new Map<string, number>();
  const complaints: string[] = [];
  const complainOfLost = (when: string, places: readonly string[]): void => {
    for (const [url, number] of promised) {
      const found = places.map((place) => join(place, url)).find(existsSync);
      const bytes = found === undefined ? null : readFileSync(found);
      if (bytes?.equals(slideOf(number).bytes) !== true)
        complaints.push(`${when}: ${number} is ${found ?? 'nowhere'}`);
    }
  };
  try {
    const entry = await bundleEntry(
      join(import.meta.dirname, 'images-entry.ts'),
      join(home, 'entry'),
    );
    let next = 0;
    for (let round = 1; round <= rounds; round++) {
      const told = await runUntilKilled([entry, folder, dataFolder, `${next}`], random() * 120);
      for (const [number, url] of told) promised.set(url, number);
      next = Math.max(next, ...promised.values()) + 1;
      takeImages(folder);
      complainOfLost(`round ${round}`, [folder, unwrittenFolder(dataFolder)]);
    }
    const nothing = (): void => undefined;
    const told = { onWaits: nothing, onWritten: nothing, onOver: nothing };
    await openUnwritten({ folder, dataFolder, ...told }).write();
    complainOfLost('at last', [folder]);
    const left = (await filesBelow(unwrittenFolder(dataFolder))).filter((name) =>
      name.endsWith('.png'),
    );
    if (left.length > 0) complaints.push(`left: ${left.join(', ')}`);
  } finally {
    removeFolder(home);
  }
  return { promised: promised.size, complaints };
}

/** What a process promised in a life of so many milliseconds. */
function runUntilKilled(
  args: readonly string[],
  lifeMs: number,
): Promise<readonly (readonly [number: number, url: string])[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const told: (readonly [number, string])[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const [number = '', url] = line.split(' ');
      if (url === undefined) setTimeout(() => child.kill('SIGKILL'), lifeMs);
      else told.push([Number(number), url]);
    });
    lines.on('close', () => resolve(told));
  });
}
