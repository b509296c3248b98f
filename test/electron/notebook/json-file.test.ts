import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJsonFile } from '../../../electron/notebook/json-file.ts';
import { handTurnedClock } from '../hand-turned-clock.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const numberOf = (data: unknown): number => (typeof data === 'number' ? data : 0);

describe('a file of the app’s own data', () => {
  it('is written some moments after a change, and read at the next start', async () => {
    const path = join(await temporaryFolder(), 'new', 'state.json');
    const file = await openJsonFile(path, numberOf);
    expect(file.get()).toBe(0);
    file.set(7);
    await file.flush();
    expect((await openJsonFile(path, numberOf)).get()).toBe(7);
  });

  // The app ended with the write under way, and what was set half a second before was lost.
  it('is on disk when a flush is over that came during its write', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    const file = await openJsonFile(path, numberOf);
    using clock = handTurnedClock();
    file.set(7);
    await clock.pass(400);
    await file.flush();
    expect(await readFile(path, 'utf8')).toBe('7\n');
  });
});
