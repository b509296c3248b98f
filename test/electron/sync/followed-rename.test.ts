import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSyncHost } from '../../../electron/app/sync-host.ts';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createJournals } from '../../../electron/notebook/journal/journals.ts';
import { createNoteStore, type NoteStore } from '../../../electron/notebook/note-store.ts';
import { openDeletions } from '../../../electron/notebook/operations/deletions.ts';
import { createRecorder } from '../notebook/recorder.ts';
import { joinTexts } from '../notebook/store-world.ts';
import { makeClone, makeRemote, makeWorld, read, transact, type World, write } from './world.ts';

const TEXT = '# Night\n\n- one\n- two\n- three\n- four\n- five\n';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.remove());

/** A note that is open here, and another computer that shares it. */
async function openHere() {
  const remote = makeRemote(world);
  const there = makeClone(world, remote, 'there');
  write(there, 'note.md', TEXT);
  share(there);
  const here = makeClone(world, remote, 'here');
  const moves: string[] = [];
  const { listener, events } = createRecorder();
  const store = createNoteStore({
    folder: here,
    files: nodeFiles,
    journals: createJournals(join(world.folder, 'journal'), nodeFiles),
    join: joinTexts,
    listener,
    onFollowed: async (from, _note, to) => void moves.push(`${from} to ${to}`),
  });
  const deletions = await openDeletions(join(world.folder, 'data'));
  const quiet = { isQuiet: () => true, wasEdited: () => true };
  const host = createSyncHost({ folder: here, store, deletions, ...quiet });
  await store.open('note.md');
  const sync = (onStep: (step: string) => Promise<void> = async () => {}) =>
    transact(world, here, { host, onStep });
  return { here, there, store, moves, events, sync };
}

function share(folder: string): void {
  world.git(folder, 'add', '--all');
  world.git(folder, 'commit', '--quiet', '--message', 'there');
  world.git(folder, 'push', '--quiet', 'origin', 'HEAD:main');
}

function append(store: NoteStore, line: string): void {
  const note = store.held('note.md');
  const at = note?.text().split('\n').length ?? 0;
  const patch = { fromLine: at - 1, deletedLines: 0, inserted: line };
  if (!store.edit('note.md', note?.version() ?? 0, patch).ok) throw new Error('refused');
}

describe('an open note that was renamed on the other computer', () => {
  it.each(['', '- six\n'])('goes on under its new name, with %j that came there', async (line) => {
    const { here, there, store, moves, events, sync } = await openHere();
    world.git(there, 'mv', 'note.md', 'talk.md');
    write(there, 'talk.md', TEXT + line);
    share(there);
    await sync();
    expect(moves).toEqual(['note.md to talk.md']);
    expect([store.held('talk.md')?.text(), read(here, 'talk.md')]).toEqual([
      TEXT + line,
      TEXT + line,
    ]);
    expect(existsSync(join(here, 'note.md'))).toBe(false);
    expect(events.filter(({ kind }) => kind === 'notice')).toEqual([]);
    expect(world.git(here, 'status', '--porcelain')).toBe('');
    await store.close();
  });

  it.each<['as the sync goes on' | 'and saved as the sync goes on']>([
    ['as the sync goes on'],
    ['and saved as the sync goes on'],
  ])('has all words in one note that both wrote, here %s', async (when) => {
    const { here, there, store, moves, sync } = await openHere();
    world.git(there, 'mv', 'note.md', 'talk.md');
    write(there, 'talk.md', TEXT.replace('one', 'eins'));
    share(there);
    await sync(async (step) => {
      if (step !== 'merged') return;
      append(store, '- mine\n');
      if (when === 'and saved as the sync goes on') await store.flush();
    });
    const both = `${TEXT.replace('one', 'eins')}- mine\n`;
    expect(moves).toEqual(['note.md to talk.md']);
    expect([store.held('talk.md')?.text(), read(here, 'talk.md')]).toEqual([both, both]);
    expect(existsSync(join(here, 'note.md'))).toBe(false);
    await sync();
    world.git(there, 'pull', '--quiet', 'origin', 'main');
    expect(read(there, 'talk.md')).toBe(both);
    expect(world.git(there, 'ls-files')).toBe('talk.md');
    await store.close();
  });

  it('stays where another program wrote into it meanwhile: nothing of it goes', async () => {
    const { here, there, store, sync } = await openHere();
    world.git(there, 'mv', 'note.md', 'talk.md');
    share(there);
    await sync(async (step) => {
      if (step === 'merged') write(here, 'note.md', `${TEXT}- of a program\n`);
    });
    expect(read(here, 'note.md')).toBe(`${TEXT}- of a program\n`);
    expect(read(here, 'talk.md')).toBe(TEXT);
    await store.close();
  });
});
