import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSyncHost } from '../../../electron/app/sync-host.ts';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createJournals } from '../../../electron/notebook/journal/journals.ts';
import { createNoteStore, type NoteStore } from '../../../electron/notebook/note-store.ts';
import { openDeletions } from '../../../electron/notebook/operations/deletions.ts';
import type { SyncHost } from '../../../electron/sync/host.ts';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { createRecorder, type Recorder } from '../notebook/recorder.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface World extends Recorder {
  readonly folder: string;
  readonly host: SyncHost;
  readonly store: NoteStore;
}

async function world(text: string): Promise<World> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'note.md'), text);
  const recorder = createRecorder();
  const joinTexts = (base: string, ours: string, theirs: string): string =>
    mergeNotes(base, ours, theirs, 'ours').text;
  const { listener } = recorder;
  const journals = createJournals(join(await temporaryFolder(), 'journal'), nodeFiles);
  const files = nodeFiles;
  const store = createNoteStore({ folder, files, journals, join: joinTexts, listener });
  onTestFinished(store.close);
  const deletions = await openDeletions(join(folder, 'data'));
  const quiet = { isQuiet: () => true, wasEdited: () => false };
  const host = createSyncHost({ folder, store, deletions, ...quiet });
  return { ...recorder, folder, host, store };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('the host of the sync', () => {
  it('gives an open note to its editor, and keeps what was typed meanwhile', async () => {
    const { folder, host, store, next } = await world('- one\n- two\n');
    const opened = await store.open('note.md');
    const version = opened.ok ? opened.value.version : 0;
    store.edit('note.md', version, { fromLine: 0, deletedLines: 1, inserted: '- eins\n' });
    const theirs = bytes('- one\n- two\n- drei\n');
    expect(await host.applyFile('note.md', bytes('- one\n- two\n'), theirs)).toBe('applied');
    expect(await next('replaced')).toMatchObject({ text: '- eins\n- two\n- drei\n' });
    expect(await readFile(join(folder, 'note.md'), 'utf8')).toBe('- eins\n- two\n- drei\n');
  });

  it('may bring the same thing twice, as after a death in between', async () => {
    const { folder, host, store } = await world('- one\n');
    await store.open('note.md');
    const [before, after] = [bytes('- one\n'), bytes('- one\n- two\n')];
    await host.applyFile('note.md', before, after);
    await host.applyFile('note.md', before, after);
    expect(await readFile(join(folder, 'note.md'), 'utf8')).toBe('- one\n- two\n');
  });

  it('writes other files as they are, and none that somebody changed', async () => {
    const { folder, host } = await world('- one\n');
    await mkdir(join(folder, 'note.assets'));
    const image = Uint8Array.from([1, 2, 3]);
    expect(await host.applyFile('note.assets/a.png', null, image)).toBe('applied');
    expect(new Uint8Array(await readFile(join(folder, 'note.assets/a.png')))).toEqual(image);
    expect(await host.applyFile('note.md', bytes('- other\n'), bytes('- theirs\n'))).toBe(
      'changed',
    );
    expect(await readFile(join(folder, 'note.md'), 'utf8')).toBe('- one\n');
  });

  it('deletes an open note on disk; its text stays in the editor', async () => {
    const { host, store, next } = await world('- one\n');
    await store.open('note.md');
    expect(await host.applyFile('note.md', bytes('- one\n'), null)).toBe('applied');
    expect(await next('notice')).toMatchObject({ notice: { id: 'note-deleted-outside' } });
    expect(store.held('note.md')?.text()).toBe('- one\n');
    expect(await host.readFile('note.md')).toBeNull();
  });

  it('flushes before a commit', async () => {
    const { folder, host, store } = await world('- one\n');
    const opened = await store.open('note.md');
    const version = opened.ok ? opened.value.version : 0;
    store.edit('note.md', version, { fromLine: 0, deletedLines: 1, inserted: '- eins\n' });
    await host.flush();
    expect(await readFile(join(folder, 'note.md'), 'utf8')).toBe('- eins\n');
  });
});
