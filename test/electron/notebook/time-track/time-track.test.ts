import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../../electron/notebook/file-port.ts';
import { readSnapshot } from '../../../../electron/notebook/file-version.ts';
import { createJournals } from '../../../../electron/notebook/journal/journals.ts';
import { createNoteStore } from '../../../../electron/notebook/note-store.ts';
import {
  openTimeTrack,
  type TimeTrack,
  type TimeTrackOptions,
} from '../../../../electron/notebook/time-track/time-track.ts';
import { wallMinuteOf } from '../../../../shared/note/wall-time.ts';
import { diffLines, splitLines } from '../../../../shared/text-patch.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { createRecorder } from '../recorder.ts';
import { joinTexts } from '../store-world.ts';

const START = new Date(2026, 10, 22, 10, 0);

/** A notebook with one note, in which processes come and go; the clock goes on by hand. */
async function desk() {
  const [folder, data] = [await temporaryFolder(), await temporaryFolder()];
  await writeFile(join(folder, 'a.md'), '# A\n');
  let minutes = 0;

  function start(options: Partial<TimeTrackOptions> = {}) {
    const timeTrack: TimeTrack = openTimeTrack({
      folder: join(data, 'written'),
      now: () => new Date(START.getTime() + minutes * 60_000),
      ...options,
    });
    const journals = createJournals(join(data, 'journal'), nodeFiles);
    const { listener } = createRecorder();
    const store = createNoteStore({
      folder,
      files: nodeFiles,
      journals,
      timeTrack,
      join: joinTexts,
      listener,
    });
    return {
      store,
      timeTrack,
      /** Makes a note say this, one minute later. */
      write: async (text: string, name = 'a.md') => {
        minutes += 1;
        const opened = await store.open(name);
        if (!opened.ok) throw new Error(opened.error.detail);
        const patch = diffLines(splitLines(opened.value.text), splitLines(text));
        expect(store.edit(name, opened.value.version, patch).ok).toBe(true);
      },
      /** For each line of a note the minutes after the start at which it was written. */
      times: async (name = 'a.md') => {
        const opened = await store.open(name);
        if (!opened.ok) throw new Error(opened.error.detail);
        const indices = [...splitLines(opened.value.text).keys()];
        const written = await store.held(name)?.writtenAt(indices);
        return written?.map((at) => (at === null ? null : at - wallMinuteOf(START)));
      },
      quit: async () => {
        await store.flush();
        await store.close();
      },
    };
  }

  return { folder, data, start };
}

describe('the time track of a notebook', () => {
  it('knows after a restart when each line was written, and of older lines nothing', async () => {
    const { start } = await desk();
    const first = start();
    await first.write('# A\n- one\n');
    await first.write('# A\n- one\n    - two\n');
    expect(await first.times()).toEqual([null, 1, 2]);
    await first.quit();
    const second = start();
    expect(await second.times()).toEqual([null, 1, 2]);
    await second.write('# A\n- one more\n    - two\n');
    expect(await second.times()).toEqual([null, 1, 2]);
    await second.quit();
  });

  it('has after a kill what it had written by then, and the rest is not known', async () => {
    const { data, start } = await desk();
    const first = start({ saveDelayMs: 0 });
    await first.write('# A\n- one\n');
    await first.store.flush();
    await expect.poll(() => readdir(join(data, 'written'))).toHaveLength(1);
    // The process is forgotten here; its last words are in the note, and their time is nowhere.
    const second = start();
    expect(await second.times()).toEqual([null, 1]);
    await second.quit();
    await first.quit();
  });

  it('follows a note to its new name, and gives a copy of it the same times', async () => {
    const { folder, start } = await desk();
    const { store, timeTrack, write, times, quit } = start();
    await write('# A\n- ![](a.assets/one%20slide.png)\n- last\n');
    await store.flush();
    await timeTrack.copy('a.md', 'copy.md');
    await writeFile(join(folder, 'copy.md'), '# A\n- ![](copy.assets/one%20slide.png)\n- last\n');
    await writeFile(join(folder, 'b.md'), '# A\n- ![](b.assets/one%20slide.png)\n- last\n');
    const moved = await readSnapshot(nodeFiles, join(folder, 'b.md'));
    if (moved === null) throw new Error('no note');
    await store.adopt('a.md', 'b.md', moved, (text) => text.replace('a.assets', 'b.assets'));
    expect(await times('b.md')).toEqual([null, 1, 1]);
    expect(await times('copy.md')).toEqual([null, 1, 1]);
    await quit();
  });

  it('keeps a time when a line is cut from one note and pasted into another', async () => {
    const { folder, start } = await desk();
    await writeFile(join(folder, 'b.md'), '# B\n');
    const { write, times, quit } = start();
    await write('# A\n- wandering line\n');
    await write('# A\n');
    await write('# B\n- wandering line\n', 'b.md');
    expect(await times('b.md')).toEqual([null, 1]);
    await quit();
  });

  it('begins anew where its file is broken', async () => {
    const { data, start } = await desk();
    const first = start();
    await first.write('# A\n- one\n');
    await first.quit();
    const [file = ''] = await readdir(join(data, 'written'));
    await writeFile(join(data, 'written', file), '{"format":1,"lines":[["x"');
    const second = start();
    expect(await second.times()).toEqual([null, null]);
    await second.write('# A\n- one\n- two\n');
    expect(await second.times()).toEqual([null, null, 2]);
    await second.quit();
    const third = start();
    expect(await third.times()).toEqual([null, null, 2]);
    await third.quit();
  });

  it('lets the times of the notes go that were left alone longest, where there are too many', async () => {
    const { folder, data, start } = await desk();
    await writeFile(join(folder, 'b.md'), '# B\n');
    const { write, quit } = start();
    await write('# A\n- one\n');
    await quit();
    const [old = ''] = await readdir(join(data, 'written'));
    await utimes(join(data, 'written', old), 1, 1);
    const second = start({ mostBytes: 150 });
    await second.write('# B\n- two\n', 'b.md');
    await second.quit();
    expect(await readdir(join(data, 'written'))).toHaveLength(2);
    await second.timeTrack.prune();
    const left = await readdir(join(data, 'written'));
    expect(left).toHaveLength(1);
    expect(left).not.toContain(old);
  });
});
