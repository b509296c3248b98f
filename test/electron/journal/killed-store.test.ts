import { expect, it } from 'vitest';
import { playStoreRounds } from '../../durability/store/rounds.ts';

it('a process that holds a note is killed again and again, and the next one has every promised edit', async () => {
  const { complaints, edits } = await playStoreRounds(20, 3);
  expect(complaints).toEqual([]);
  expect(edits).toBeGreaterThan(30);
});
