import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createJournals, type Journals } from '../../../electron/notebook/journal/journals.ts';
import { decodeRecords } from '../../../electron/notebook/journal/record.ts';
import { replay } from '../../../electron/notebook/journal/replay.ts';
import { thinned } from '../../../electron/notebook/journal/thin.ts';
import { splitLines } from '../../../shared/text-patch.ts';
import { computer } from '../notebook/store-world.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function texts(journals: Journals, name = 'note.md'): Promise<readonly string[]> {
  return (await journals.versions(name)).map(({ lines }) => lines.join(''));
}

describe('the versions of a note', () => {
  it('are the texts its file had, over sessions, oldest first', async () => {
    const pc = await computer();
    await pc.write('- one\n');
    const first = await pc.start();
    for (const text of ['- eins\n', '- eins\n- zwei\n']) {
      await first.edit(text);
      await first.store.flush();
    }
    await first.store.close();
    const second = await pc.start();
    await second.edit('- un\n- zwei\n');
    await second.store.flush();
    expect(await texts(second.journals)).toEqual([
      '- one\n',
      '- eins\n',
      '- eins\n- zwei\n',
      '- un\n- zwei\n',
    ]);
    await second.store.close();
    expect(await texts(second.journals)).toHaveLength(4);
    expect(await texts(second.journals, 'other.md')).toEqual([]);
  });

  it('move with the note', async () => {
    const pc = await computer();
    await pc.write('- one\n');
    const { edit, store, journals } = await pc.start();
    await edit('- eins\n');
    await store.flush();
    await store.close();
    await journals.move('note.md', 'talks/night.md');
    expect(await texts(journals, 'talks/night.md')).toEqual(['- one\n', '- eins\n']);
    expect(await texts(journals)).toEqual([]);
  });

  it('have what another program wrote in between', async () => {
    const pc = await computer();
    await pc.write('- one\n');
    const { edit, store, journals } = await pc.start();
    await edit('- eins\n');
    await store.flush();
    await pc.write('- from outside\n');
    await store.checkDisk();
    await edit('- from outside\n- and on\n');
    await store.flush();
    expect(await texts(journals)).toEqual([
      '- one\n',
      '- eins\n',
      '- from outside\n',
      '- from outside\n- and on\n',
    ]);
  });
});

describe('a log that grew', () => {
  it('is thinned to versions some minutes apart, with the first and the last', () => {
    const versions = [0, 10, 100, 200, 310, 400, 500].map((seconds) => ({
      atEpochMs: seconds * 1000,
      lines: splitLines(`- at ${seconds}\n`),
    }));
    const [file] = versions.slice(-1);
    const log = {
      name: 'note.md',
      file: { hash: 'h', lines: file?.lines ?? [] },
      unsaved: [],
      lines: file?.lines ?? [],
      atEpochMs: 500_000,
      versions,
    };
    const again = replay(decodeRecords(Buffer.from(thinned(log))));
    expect(again?.versions.map(({ atEpochMs }) => atEpochMs / 1000)).toEqual([0, 100, 310, 500]);
    expect(again?.unsaved).toEqual([]);
    expect(again?.lines).toEqual(['- at 500\n']);
  });

  it('stays small through a long day, and the session goes on in it', async () => {
    const pc = await computer();
    const long = '- a line of a long note, as it is\n'.repeat(3_000);
    await pc.write(long);
    const { edit, store, journals } = await pc.start();
    for (let save = 0; save < 60; save++) {
      // A change of every line: each save puts the whole text into the journal.
      await edit(long.replaceAll('as it is', `as of ${save}`));
      await store.flush();
    }
    await edit(`${long}- last\n`);
    await store.flush();
    const [name = ''] = await readdir(pc.journalFolder);
    const size = async () => (await stat(join(pc.journalFolder, name))).size;
    await expect.poll(size).toBeLessThan(3 * 1024 * 1024);
    expect((await texts(journals)).at(-1)).toBe(`${long}- last\n`);
  });
});

describe('the folder of journals', () => {
  it('need not exist, and is not made by looking', async () => {
    const folder = join(await temporaryFolder(), 'none');
    const journals = createJournals(folder, nodeFiles);
    expect([await journals.left(), await journals.versions('a.md')]).toEqual([[], []]);
    await journals.prune();
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });
});
