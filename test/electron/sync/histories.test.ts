import { afterEach, beforeEach, expect, test } from 'vitest';
import { realNotes, written } from '../../shared/merge/real-notes.ts';
import { makeClone, makeRemote, makeWorld, read, transact, type World, write } from './world.ts';

let world: World;

beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

/** How often both write and share. */
const ROUNDS = 3;

test('notes that people wrote, written by two computers in turns, end on both as they were written', async () => {
  const remote = makeRemote(world);
  const laptop = makeClone(world, remote, 'laptop');
  const tablet = makeClone(world, remote, 'tablet');
  const notes = realNotes().slice(0, 10);
  const put = (folder: string, isThere: (chapter: number) => boolean) => {
    for (const [index, note] of notes.entries())
      write(folder, `会議/${index}.md`, written(note, isThere));
  };
  put(laptop, () => false);
  await transact(world, laptop);
  await transact(world, tablet);
  const share = (chapter: number) => Math.floor(chapter / 2) % ROUNDS;
  for (let round = 0; round < ROUNDS; round++) {
    // Each has what both shared in the rounds before, and goes on with every other chapter.
    const has = (own: number) => (chapter: number) =>
      share(chapter) < round || (share(chapter) === round && chapter % 2 === own);
    put(laptop, has(0));
    put(tablet, has(1));
    await transact(world, laptop);
    expect(await transact(world, tablet)).toMatchObject({
      problem: null,
      keptBoth: [],
      copies: [],
    });
    await transact(world, laptop);
  }
  for (const [index, note] of notes.entries()) {
    expect(read(tablet, `会議/${index}.md`)).toBe(note);
    expect(read(laptop, `会議/${index}.md`)).toBe(note);
  }
  expect(world.git(remote, 'rev-list', '--merges', '--count', 'main')).toBe(String(ROUNDS));
});
