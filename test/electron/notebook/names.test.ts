import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isNoteName } from '../../../electron/app/note-rules.ts';
import { readStartTarget } from '../../../electron/app/start-target.ts';
import { type FilePort, nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createNoteList } from '../../../electron/notebook/note-list.ts';
import { readSummary } from '../../../shared/note/summary.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { computer, fullDisk, type Process } from './store-world.ts';

const NFC = 'caf\u00e9 \u304c.md';
const NFD = 'cafe\u0301 \u304b\u3099.md';
/** 255 bytes, the most a file system takes; 82 characters of three bytes each. */
const LONG = `${'長'.repeat(82)}ab.d.md`;

const NAMES = [
  '発表メモ 2026年.md',
  'it\'s "quoted" `so`.md',
  '100% #1 & more?x=1;2.md',
  '%20 %2e%2e $HOME ~.md',
  ' blank before.md',
  'emoji 👩‍🔬.md',
  NFC,
  NFD,
  'Case.md',
  'case.md',
  LONG,
];

describe('notes with any name a disk takes', () => {
  it('are opened, edited, saved and brought back after a death, each under its own name', async () => {
    const top = join(await temporaryFolder(), "ノート's #1 100% folder");
    await mkdir(join(top, '発表 2026'), { recursive: true });
    const pc = await computer({ folder: top });
    const names = [...NAMES, '発表 2026/夜 #1.md'];
    for (const name of names) await pc.write(`# ${name}\n`, name);
    const first = await pc.start(fullDiskBelow(top));
    for (const name of names) await first.edit(`# ${name}\n- unsaved\n`, name);
    await first.store.flush();
    expect(await pc.read(LONG)).toBe(`# ${LONG}\n`);
    const second = await pc.start();
    expect(second.notices).toEqual([]);
    expect(await second.store.flush()).toBeNull();
    for (const name of names) expect(await pc.read(name)).toBe(`# ${name}\n- unsaved\n`);
    expect((await readdir(top)).sort()).toEqual([...NAMES, '発表 2026'].sort());
  });

  it('are all listed, those that differ only in case or Unicode form apart', async () => {
    const folder = await temporaryFolder();
    for (const name of NAMES) await writeFile(join(folder, name), '# x\n');
    const list = createNoteList({
      folder,
      readFacts: readSummary,
      isNoteName,
      onChanged: () => undefined,
    });
    await list.refresh();
    expect(
      list
        .summaries()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...NAMES].sort());
    list.close();
  });

  it('open from a path with any letters in it', async () => {
    const folder = join(await temporaryFolder(), 'a #1 %41 「講演」');
    await mkdir(folder);
    await writeFile(join(folder, NFD), '# x\n');
    expect(await readStartTarget(join(folder, NFD))).toEqual({
      ok: true,
      value: { folder, note: NFD },
    });
  });
});

/** Nothing can be made in the notebook or below it. */
function fullDiskBelow(folder: string): FilePort {
  return {
    ...nodeFiles,
    createExclusive: async (path) => {
      if (!path.startsWith(folder)) return nodeFiles.createExclusive(path);
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    },
  };
}

describe('a notebook in a folder that another program keeps in step', () => {
  it('takes over files that are replaced by rename, and merges those that are being edited', async () => {
    const pc = await computer();
    await pc.write('# Night\n\n- one\n- two\n');
    const { store, edit, next } = await pc.start();
    await edit('# Night\n\n- one, here\n- two\n');
    await writeFile(join(pc.folder, '.note.md.dropbox'), '# Night\n\n- one\n- two, there\n');
    await rename(join(pc.folder, '.note.md.dropbox'), join(pc.folder, 'note.md'));
    await store.checkDisk();
    await next('onDisk');
    expect(await pc.read()).toBe('# Night\n\n- one, here\n- two, there\n');
  });

  it('shows conflicted copies as the notes that they are', async () => {
    const folder = await temporaryFolder();
    const names = [
      "note (Mika's conflicted copy 2026-11-22).md",
      'note (競合コピー 2026-11-22).md',
      'note.md',
      'note.sync-conflict-20261122-104207-ABCDEFG.md',
    ];
    for (const name of names) await writeFile(join(folder, name), '# Night\n');
    const options = { folder, readFacts: readSummary, isNoteName, onChanged: () => undefined };
    const list = createNoteList(options);
    await list.refresh();
    expect(
      list
        .summaries()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...names].sort());
    list.close();
  });
});

describe('two processes with data of their own on one notebook', () => {
  it('that edit one note in turns and at once lose no line of either', async () => {
    const one = await computer();
    const other = await computer({ folder: one.folder });
    await one.write('# Night\n\n- start\n\n# End\n\n- end\n');
    const [mine, theirs] = [await one.start(), await other.start()];
    for (let turn = 0; turn < 8; turn++) {
      await addLine(mine, 'start', `mine ${turn}`);
      await addLine(theirs, 'end', `theirs ${turn}`);
      if (turn % 2 === 0) await mine.store.flush();
      if (turn % 3 === 0) await theirs.store.flush();
    }
    await mine.store.flush();
    await theirs.store.flush();
    await mine.store.checkDisk();
    const text = await readFile(join(one.folder, 'note.md'), 'utf8');
    for (let turn = 0; turn < 8; turn++) {
      expect(text).toContain(`- mine ${turn}\n`);
      expect(text).toContain(`- theirs ${turn}\n`);
    }
    expect(mine.store.held('note.md')?.text()).toBe(text);
  });

  it('that die with unsaved words both have them in the note after their starts', async () => {
    const one = await computer();
    const other = await computer({ folder: one.folder });
    await one.write('# Night\n\n- start\n\n# End\n\n- end\n');
    for (const [pc, after, words] of [
      [one, 'start', 'of the one'],
      [other, 'end', 'of the other'],
    ] as const) {
      const process = await pc.start(fullDisk(one.folder));
      await addLine(process, after, words);
      await process.store.flush();
    }
    for (const pc of [one, other]) await (await pc.start()).store.flush();
    expect(await one.read()).toBe(
      '# Night\n\n- start\n- of the one\n\n# End\n\n- end\n- of the other\n',
    );
  });
});

async function addLine({ store, edit }: Process, after: string, words: string): Promise<void> {
  const opened = await store.open('note.md');
  const text = opened.ok ? opened.value.text : '';
  await edit(text.replace(`- ${after}\n`, `- ${after}\n- ${words}\n`));
}
