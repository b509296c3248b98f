import { access, copyFile, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isNoteName } from '../../../electron/app/note-rules.ts';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createFindRenamed } from '../../../electron/notebook/find-renamed.ts';
import { createNoteList } from '../../../electron/notebook/note-list.ts';
import { createNoteStore, type NoteStore } from '../../../electron/notebook/note-store.ts';
import { readSummary } from '../../../shared/note/summary.ts';
import { diffLines, splitLines } from '../../../shared/text-patch.ts';
import { createRecorder } from './recorder.ts';
import { computer, joinTexts, type Process } from './store-world.ts';

const TEXT = '# Night\n\n- one\n- two\n';

/** A notebook whose note is open, of which the list knows what was there at the start. */
async function opened(others: Readonly<Record<string, string>> = {}) {
  const machine = await computer();
  const { folder, journalFolder, write, read } = machine;
  await write(TEXT);
  for (const [name, text] of Object.entries(others)) await write(text, name);
  const { journals }: Process = await machine.start();
  const recorder = createRecorder();
  const files = nodeFiles;
  const list = createNoteList({ folder, readFacts: readSummary, isNoteName, onChanged: () => {} });
  onTestFinished(list.close);
  const moves: { readonly from: string; readonly to: string; readonly text: string }[] = [];
  const store = createNoteStore({
    ...{ folder, files, journals, join: joinTexts, listener: recorder.listener },
    findRenamed: createFindRenamed({ folder, files, isNoteName, isNew: list.isNew }),
    onFollowed: async (from, { text }, to) => void moves.push({ from, to, text }),
  });
  onTestFinished(store.close);
  await list.refresh();
  await store.open('note.md');
  const at = (name: string): string => join(folder, name);
  const deleted = (): boolean => recorder.events.some(({ kind }) => kind === 'notice');
  return { folder, journalFolder, read, store, list, moves, at, deleted };
}

function type(store: NoteStore, name: string, text: string): void {
  const note = store.held(name);
  if (note === null) throw new Error(`${name} is not held`);
  const patch = diffLines(splitLines(note.text()), splitLines(text));
  if (!store.edit(name, note.version(), patch).ok) throw new Error('refused');
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

describe('an open note that another program renamed', () => {
  it.each(['talk.md', 'archive/talk.md'])('goes on as %s, with the next words', async (to) => {
    const { store, at, read, moves, deleted } = await opened();
    await mkdir(at('archive'));
    await rename(at('note.md'), at(to));
    await store.checkDisk();
    expect(moves).toEqual([{ from: 'note.md', to, text: TEXT }]);
    type(store, to, `${TEXT}- three\n`);
    expect(await store.flush()).toBe(null);
    expect(await read(to)).toBe(`${TEXT}- three\n`);
    expect([await isThere(at('note.md')), deleted()]).toEqual([false, false]);
  });

  it('takes words along that were typed before anybody looked', async () => {
    const { store, at, read, moves, deleted } = await opened();
    await rename(at('note.md'), at('talk.md'));
    type(store, 'note.md', `${TEXT}- three\n`);
    expect(await store.flush()).toBe(null);
    expect(await read('talk.md')).toBe(`${TEXT}- three\n`);
    expect(moves).toMatchObject([{ text: `${TEXT}- three\n` }]);
    expect([await isThere(at('note.md')), deleted()]).toEqual([false, false]);
  });

  it('has its words on disk under the new name before it leaves the old one', async () => {
    const { folder, journalFolder, store, at } = await opened();
    await rename(at('note.md'), at('talk.md'));
    type(store, 'note.md', `${TEXT}- three\n`);
    await store.flush();
    // The process dies here, and the next one finds nothing to bring back.
    const next = await (await computer({ folder, journalFolder })).start();
    expect(next.notices).toEqual([]);
    expect([await isThere(at('note.md')), await readFile(at('talk.md'), 'utf8')]).toEqual([
      false,
      `${TEXT}- three\n`,
    ]);
  });

  it('is followed where the new name comes first, or only after the old one was missed', async () => {
    const { store, list, at, moves } = await opened();
    await copyFile(at('note.md'), at('talk.md'));
    await list.refresh();
    await unlink(at('note.md'));
    await store.checkDisk();
    await unlink(at('talk.md'));
    await store.checkDisk();
    await writeFile(at('late.md'), TEXT);
    await store.checkDisk();
    expect(moves.map(({ to }) => to)).toEqual(['talk.md', 'late.md']);
  });

  it('is followed by the first words where its new name came after it was missed', async () => {
    const { store, at, read } = await opened();
    await unlink(at('note.md'));
    await store.checkDisk();
    await writeFile(at('late.md'), TEXT);
    type(store, 'note.md', `${TEXT}- three\n`);
    await store.flush();
    expect(await read('late.md')).toBe(`${TEXT}- three\n`);
    expect(await isThere(at('note.md'))).toBe(false);
  });
});

describe('an open note whose file went', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
    ['beside a copy that was there before', { 'copy.md': TEXT }, [], TEXT],
    ['while two files with its text came', {}, ['a.md', 'b.md'], TEXT],
    ['while a file with other words came', {}, ['a.md'], TEXT.replace('two', 'too')],
    ['while its text came as no note', {}, ['.a.md', 'a.txt'], TEXT],
  ])(
    '%s is told as deleted, and its words are saved under its name',
    async (_what, before, names, text) => {
      const { store, at, read, moves, deleted } = await opened(before);
      for (const name of names) await writeFile(at(name), text);
      await unlink(at('note.md'));
      await store.checkDisk();
      expect([moves, deleted()]).toEqual([[], true]);
      type(store, 'note.md', `${TEXT}- three\n`);
      expect(await store.flush()).toBe(null);
      expect(await read()).toBe(`${TEXT}- three\n`);
      for (const name of names) expect(await read(name)).toBe(text);
    },
  );

  it('aside and is written anew a moment later is taken over under its name', async () => {
    const { store, at, moves, deleted } = await opened();
    await rename(at('note.md'), at('conflict.md'));
    const looked = store.checkDisk();
    await sleep(60);
    await writeFile(at('note.md'), `${TEXT}- from elsewhere\n`);
    await looked;
    expect([moves, deleted()]).toEqual([[], false]);
    expect(store.held('note.md')?.text()).toBe(`${TEXT}- from elsewhere\n`);
  });

  it('without a word in it is told as deleted: any empty file would be like it', async () => {
    const { store, at, moves, deleted } = await opened();
    type(store, 'note.md', '\n');
    await store.flush();
    await rename(at('note.md'), at('talk.md'));
    await store.checkDisk();
    expect([moves, deleted()]).toEqual([[], true]);
  });
});
