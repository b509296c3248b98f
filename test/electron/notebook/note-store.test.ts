import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FilePort, nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createJournals } from '../../../electron/notebook/journal/journals.ts';
import { createNoteStore, type NoteStore } from '../../../electron/notebook/note-store.ts';
import { handTurnedClock } from '../hand-turned-clock.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { joinTexts } from './store-world.ts';

interface World extends Recorder {
  readonly folder: string;
  readonly store: NoteStore;
  readonly write: (text: string | Uint8Array, name?: string) => Promise<void>;
  readonly read: (name?: string) => Promise<string>;
}

async function world(files: FilePort = nodeFiles): Promise<World> {
  const folder = await temporaryFolder();
  const recorder = createRecorder();
  const journals = createJournals(join(await temporaryFolder(), 'journal'), files);
  const { listener } = recorder;
  const store = createNoteStore({ folder, files, journals, join: joinTexts, listener });
  onTestFinished(store.close);
  return {
    ...recorder,
    folder,
    store,
    write: (text, name = 'note.md') => writeFile(join(folder, name), text),
    read: (name = 'note.md') => readFile(join(folder, name), 'utf8'),
  };
}

async function open(
  store: NoteStore,
  name = 'note.md',
): Promise<{ version: number; text: string }> {
  const opened = await store.open(name);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

/** Replaces one line of the open note. */
function setLine(store: NoteStore, version: number, fromLine: number, inserted: string): number {
  const edited = store.edit('note.md', version, { fromLine, deletedLines: 1, inserted });
  if (!edited.ok) throw new Error(edited.error.kind);
  return edited.value;
}

describe('opening a note', () => {
  it('gives the bytes as text, with mark, line ends and blanks, and writes nothing', async () => {
    const { store, write, folder } = await world();
    const text = '\ufeff# 発表\r\n\r\n- a  \r- b\n\tc';
    await write(text);
    const before = await stat(join(folder, 'note.md'));
    const opened = await open(store);
    expect(await store.flush()).toBeNull();
    const after = await stat(join(folder, 'note.md'));
    expect(opened.text).toBe(text);
    expect([after.mtimeMs, after.ino]).toEqual([before.mtimeMs, before.ino]);
    expect(await readdir(folder)).toEqual(['note.md']);
  });

  it.each([
    ['not-utf8', () => new Uint8Array([0x23, 0x20, 0xe3, 0x81])],
    ['not-utf8', () => new Uint8Array([0xff, 0xfe, 0x23, 0x00])],
    ['binary', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0])],
    ['binary', () => new Uint8Array([0x23, 0x20, 0, 0x61])],
    ['too-large', () => new Uint8Array(10 * 1024 * 1024 + 1).fill(0x61)],
  ] as const)('shows a file that is %s read-only and takes no edit of it', async (reason, make) => {
    const { store, write, folder } = await world();
    const bytes = make();
    await write(bytes);
    const opened = await store.open('note.md');
    expect(opened).toMatchObject({ ok: true, value: { readOnly: reason } });
    const version = opened.ok ? opened.value.version : 0;
    const edited = store.edit('note.md', version, {
      fromLine: 0,
      deletedLines: 0,
      inserted: 'x',
    });
    expect(edited).toEqual({ ok: false, error: { kind: 'read-only', detail: reason } });
    await store.flush();
    expect((await readFile(join(folder, 'note.md'))).equals(bytes)).toBe(true);
  });

  it('is read-only where the file may not be written', async () => {
    const { store, write } = await world({
      ...nodeFiles,
      assertWritable: async () => {
        throw Object.assign(new Error('no'), { code: 'EACCES' });
      },
    });
    await write('# a\n');
    expect(await store.open('note.md')).toMatchObject({
      ok: true,
      value: { text: '# a\n', readOnly: 'no-permission' },
    });
  });

  it('refuses a link, and a folder that is a link out of the notebook', async () => {
    const { store, folder } = await world();
    const outside = await temporaryFolder();
    await writeFile(join(outside, 'secret.md'), 'secret');
    await symlink(join(outside, 'secret.md'), join(folder, 'link.md'));
    await symlink(outside, join(folder, 'inner'));
    const answers = await Promise.all([store.open('link.md'), store.open('inner/secret.md')]);
    expect(answers.map((answer) => (answer.ok ? 'opened' : answer.error.kind))).toEqual([
      'unsafe',
      'unsafe',
    ]);
  });

  it('says that a note is missing', async () => {
    const { store } = await world();
    expect(await store.open('none.md')).toMatchObject({ ok: false, error: { kind: 'missing' } });
  });
});

describe('editing a note', () => {
  // Law 2 gives half a second from the last key; the window may use 250 ms of it.
  it('is saved when 250 ms have passed since the last edit, without being asked', async () => {
    const { store, write, read, next } = await world();
    await write('- one\n- two\n');
    const { version } = await open(store);
    using clock = handTurnedClock();
    const edited = setLine(store, version, 1, '- zwei\n');
    await clock.pass(250);
    expect(await next('onDisk')).toEqual({ kind: 'onDisk', name: 'note.md', version: edited });
    expect(await read()).toBe('- one\n- zwei\n');
  });

  // And a second from any key, also in a talk without a pause; the window may use half of it.
  it('is saved every 500 ms while edits go on without pause', async () => {
    const { store, write, next } = await world();
    await write('- 0\n');
    let { version } = await open(store);
    using clock = handTurnedClock();
    for (let round = 0, edits = 0; round < 3; round++) {
      const before = version;
      for (let passedMs = 0; passedMs < 500; passedMs += 40) {
        version = setLine(store, version, 0, `- ${++edits}\n`);
        await clock.pass(40);
      }
      // Something of these 500 ms arrives, though the clock stands still from here on.
      while ((await next('onDisk')).version <= before);
    }
  });

  it('refuses an edit that is based on another version, and one that does not fit', async () => {
    const { store, write } = await world();
    await write('- one\n');
    const { version } = await open(store);
    const later = setLine(store, version, 0, '- eins\n');
    const patch = { fromLine: 0, deletedLines: 1, inserted: '- uno\n' };
    expect(store.edit('note.md', version, patch)).toMatchObject({ error: { kind: 'stale' } });
    const wrong = store.edit('note.md', later, { ...patch, fromLine: 9 });
    expect(wrong).toMatchObject({ error: { kind: 'invalid' } });
  });

  it('writes nothing when the edits end where they began', async () => {
    const { store, write, folder, next } = await world();
    await write('- one\n');
    const before = await stat(join(folder, 'note.md'));
    const { version } = await open(store);
    const there = setLine(store, version, 0, '- on\n');
    const back = setLine(store, there, 0, '- one\n');
    expect(await next('onDisk')).toEqual({ kind: 'onDisk', name: 'note.md', version: back });
    expect((await stat(join(folder, 'note.md'))).ino).toBe(before.ino);
  });

  it('keeps the text of a note that is left before it could be saved', async () => {
    const { store, write, read, next } = await world();
    await write('- one\n');
    await write('# other\n', 'other.md');
    const { version } = await open(store);
    setLine(store, version, 0, '- eins\n');
    await open(store, 'other.md');
    await next('onDisk');
    expect(await read()).toBe('- eins\n');
    expect(store.held('note.md')).toBeNull();
  });
});

describe('a disk that refuses', () => {
  it('tells once, keeps the text, and saves when the disk takes it again', async () => {
    let full = true;
    const { store, write, read, next, events } = await world({
      ...nodeFiles,
      createExclusive: async (path) => {
        if (full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return nodeFiles.createExclusive(path);
      },
    });
    await write('- one\n');
    const { version } = await open(store);
    const edited = setLine(store, version, 0, '- eins\n');
    expect(await next('problem')).toMatchObject({ error: { kind: 'disk-full' } });
    expect(await store.flush()).toMatchObject({ kind: 'disk-full' });
    expect(await read()).toBe('- one\n');
    expect(await open(store)).toMatchObject({ text: '- eins\n' });
    full = false;
    expect(await next('onDisk')).toMatchObject({ version: edited });
    expect(await read()).toBe('- eins\n');
    expect(events.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
  });
});

describe('a note that another program writes', () => {
  it('takes over the new text where nothing was edited', async () => {
    const { store, write, next } = await world();
    await write('- one\n');
    await open(store);
    await write('- one\n- two\n');
    await store.checkDisk();
    expect(await next('replaced')).toMatchObject({ text: '- one\n- two\n' });
  });

  it('sees a change that shares size and time with its own save', async () => {
    // Two apps on one notebook typed equally much within one step of the disk's clock, and one of
    // them never showed the other's words. FAT counts in two seconds.
    const coarse: FilePort = {
      ...nodeFiles,
      stat: async (path) => {
        const found = await nodeFiles.stat(path);
        return { ...found, mtimeMs: Math.floor(found.mtimeMs / 2_000) * 2_000 };
      },
    };
    const { store, folder, write } = await world(coarse);
    await write('one\ntwo\n');
    const { version } = await open(store);
    setLine(store, version, 0, 'one a\n');
    expect(await store.flush()).toBeNull();
    await write('one\ntwo A\n', 'other.tmp');
    await rename(join(folder, 'other.tmp'), join(folder, 'note.md'));
    await store.checkDisk();
    expect(store.held('note.md')?.text()).toBe('one\ntwo A\n');
  });

  it('takes over what another program writes in the moment in which our own save ends', async () => {
    // Random editing found it: the record of our save was taken from the file by its name, when
    // that was another program's already, and the change was not seen before the next edit.
    const outside = '# Night\n\n- from outside\n';
    let folderOfNote = '';
    const files: FilePort = {
      ...nodeFiles,
      syncFolder: async (synced) => {
        // Later than the rename also for a disk that stamps in steps of some milliseconds.
        await sleep(20);
        if (synced === folderOfNote) await writeFile(join(synced, 'note.md'), outside);
        await nodeFiles.syncFolder(synced);
      },
    };
    const { store, write, events, folder } = await world(files);
    folderOfNote = folder;
    await write('# Night\n\n- one\n');
    const { version } = await open(store);
    setLine(store, version, 2, '- two\n');
    await store.flush();
    await store.checkDisk();
    expect(events.find(({ kind }) => kind === 'replaced')).toMatchObject({ text: outside });
  });

  it('keeps its words where another program saved at the same moment and knew nothing of them', async () => {
    // Two apps on one notebook: each found the file as it had left it, then both renamed.
    const late = join(await temporaryFolder(), 'late.md');
    let path = '';
    const files: FilePort = {
      ...nodeFiles,
      rename: async (from, to) => {
        if (to === path) await writeFile(late, '- one\n- two A\n');
        await sleep(20);
        await nodeFiles.rename(from, to);
      },
    };
    const { store, folder, write, read } = await world(files);
    await write('- one\n- two\n');
    path = join(folder, 'note.md');
    const { version } = await open(store);
    await sleep(20);
    setLine(store, version, 0, '- one a\n');
    expect(await store.flush()).toBeNull();
    path = '';
    await rename(late, join(folder, 'note.md'));
    await store.checkDisk();
    expect(store.held('note.md')?.text()).toBe('- one a\n- two A\n');
    expect(await store.flush()).toBeNull();
    expect(await read()).toBe('- one a\n- two A\n');
  });

  it('lets another program take its words back that had read them', async () => {
    const { store, folder, write } = await world();
    await write('- one\n- two\n');
    const { version } = await open(store);
    setLine(store, version, 0, '- one a\n');
    expect(await store.flush()).toBeNull();
    await sleep(20);
    await write('- one\n- two A\n', 'other.tmp');
    await rename(join(folder, 'other.tmp'), join(folder, 'note.md'));
    await store.checkDisk();
    expect(store.held('note.md')?.text()).toBe('- one\n- two A\n');
  });

  it('joins both where an edit was not yet on disk, and saves the result', async () => {
    const { store, write, read, next } = await world();
    await write('- one\n- two\n- three\n');
    const { version } = await open(store);
    setLine(store, version, 0, '- eins\n');
    await write('- one\n- two\n- drei\n');
    const replaced = await next('replaced');
    const onDisk = await next('onDisk');
    expect(replaced.text).toBe('- eins\n- two\n- drei\n');
    expect(onDisk.version).toBe(replaced.version);
    expect(await read()).toBe('- eins\n- two\n- drei\n');
  });

  it('is not rewritten because of a new time stamp', async () => {
    const { store, write, folder, events } = await world();
    await write('- one\n');
    await open(store);
    await utimes(join(folder, 'note.md'), 1, 1);
    await store.checkDisk();
    expect(events).toEqual([]);
  });

  it('stays in the editor when it is deleted, and comes back with the next edit', async () => {
    const { store, write, read, next, folder } = await world();
    await mkdir(join(folder, 'talks'));
    await write('- one\n');
    const { version } = await open(store);
    await unlink(join(folder, 'note.md'));
    await store.checkDisk();
    expect(await next('notice')).toMatchObject({ notice: { id: 'note-deleted-outside' } });
    expect(await readdir(folder)).toEqual(['talks']);
    setLine(store, version, 0, '- eins\n');
    await next('onDisk');
    expect(await read()).toBe('- eins\n');
  });

  it('comes back with its folder when that was deleted', async () => {
    const { store, folder, next } = await world();
    await mkdir(join(folder, 'talks'));
    await writeFile(join(folder, 'talks', 'note.md'), '- one\n');
    const { version } = await open(store, 'talks/note.md');
    await rm(join(folder, 'talks'), { recursive: true });
    const patch = { fromLine: 0, deletedLines: 1, inserted: '- eins\n' };
    store.edit('talks/note.md', version, patch);
    await next('onDisk');
    expect(await readFile(join(folder, 'talks', 'note.md'), 'utf8')).toBe('- eins\n');
  });

  it('never gets a notebook folder made anew that was unplugged', async () => {
    const { store, write, folder, next } = await world();
    await write('- one\n');
    const { version } = await open(store);
    await rename(folder, `${folder} away`);
    setLine(store, version, 0, '- eins\n');
    expect(await next('problem')).toMatchObject({ error: { kind: 'missing' } });
    await rename(`${folder} away`, folder);
    await next('onDisk');
    expect(await readFile(join(folder, 'note.md'), 'utf8')).toBe('- eins\n');
  });

  it('is not overwritten when it became something that is no text', async () => {
    const { store, write, folder, next } = await world();
    await write('- one\n');
    const { version } = await open(store);
    const bytes = new Uint8Array([0x23, 0xe3, 0x81]);
    await write(bytes);
    setLine(store, version, 0, '- eins\n');
    expect(await next('problem')).toMatchObject({ error: { kind: 'unreadable' } });
    expect(new Uint8Array(await readFile(join(folder, 'note.md')))).toEqual(bytes);
    expect(store.held('note.md')?.text()).toBe('- eins\n');
  });
});

describe('a note that the sync brings', () => {
  it('replaces the file and the held text', async () => {
    const { store, write, read, next } = await world();
    await write('- one\n');
    await open(store);
    const error = await store.held('note.md')?.takeShared('- one\n', '- one\n- two\n');
    expect(error).toBeNull();
    expect(await next('replaced')).toMatchObject({ text: '- one\n- two\n' });
    expect(await read()).toBe('- one\n- two\n');
  });

  it('keeps what was typed while it came', async () => {
    const { store, write, read } = await world();
    await write('- one\n- two\n');
    const { version } = await open(store);
    setLine(store, version, 0, '- eins\n');
    await store.held('note.md')?.takeShared('- one\n- two\n', '- one\n- deux\n');
    expect(await read()).toBe('- eins\n- deux\n');
  });
});
