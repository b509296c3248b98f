import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTemporaryName } from '../../../electron/notebook/atomic-save.ts';
import { type FilePort, nodeFiles } from '../../../electron/notebook/file-port.ts';
import { type AfterPowerCut, powerCuts } from '../../durability/power/power-cuts.ts';
import { type Recording, recordCalls } from '../../durability/power/recording-files.ts';
import { type Computer, computer, fullDisk, type Process } from '../notebook/store-world.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The texts of a note, one after the other. */
const TEXTS = ['# Night\n\n- one\n'];
for (const word of ['two', 'three', 'four', 'five']) TEXTS.push(`${TEXTS.at(-1)}- ${word}\n`);

interface Laboratory {
  readonly pc: Computer;
  readonly recording: Recording;
  /** The number of the text that a note's edit makes. */
  readonly edit: (process: Process, text: number) => Promise<number>;
}

interface Story {
  readonly what: string;
  /** Takes the notebook's folder away from the saves, so that only the journal has the words. */
  readonly refuses: boolean;
  /** Versions that an earlier session left in the journal. */
  readonly past: boolean;
  readonly play: (laboratory: Laboratory, process: Process) => Promise<void>;
}

async function unsaved({ recording, edit }: Laboratory, process: Process): Promise<void> {
  for (const text of [1, 2, 3]) {
    await edit(process, text);
    await process.store.flush();
    // What the save waited for has happened: the journal is synced.
    recording.promise(text);
  }
}

async function saved({ recording, edit }: Laboratory, process: Process): Promise<void> {
  for (const text of [1, 2]) {
    await edit(process, text);
    await process.store.flush();
    recording.promise(text);
  }
}

const STORIES: readonly Story[] = [
  {
    what: 'the first edits ever, each saved, and the note put down',
    refuses: false,
    past: false,
    play: async (parts, process) => {
      await saved(parts, process);
      await process.store.close();
    },
  },
  {
    what: 'an edit that comes while the one before is being saved, with a log of the past',
    refuses: false,
    past: true,
    play: async ({ recording, edit }, process) => {
      await edit(process, 1);
      const saved = process.store.flush();
      await edit(process, 2);
      await saved;
      recording.promise(1);
      await process.store.flush();
      recording.promise(2);
    },
  },
  {
    what: 'a notebook that takes nothing: the journal alone has the words',
    refuses: true,
    past: true,
    play: unsaved,
  },
  {
    what: 'the same on a computer without a journal yet',
    refuses: true,
    past: false,
    play: unsaved,
  },
  {
    what: 'a journal that takes nothing: the notebook alone has the words',
    refuses: false,
    past: false,
    play: saved,
  },
];

async function laboratory(story: Story): Promise<{
  readonly tops: ReadonlySet<string>;
  readonly laboratory: Laboratory;
  readonly cuts: readonly AfterPowerCut[];
}> {
  const data = await temporaryFolder();
  const pc = await computer({ journalFolder: join(data, 'notebooks', 'id', 'journal') });
  await pc.write(TEXTS[0] ?? '');
  if (story.past) await leavePast(pc);
  const before = new Map<string, Uint8Array>();
  for (const folder of [pc.folder, pc.journalFolder]) {
    for (const name of await readdir(folder).catch(() => [])) {
      before.set(join(folder, name), await readFile(join(folder, name)));
    }
  }
  const inodes = new Map([...before.keys()].map((path, index) => [path, index + 1]));
  const disk = story.refuses ? fullDisk(pc.folder) : nodeFiles;
  const recording = recordCalls(
    story.what.startsWith('a journal') ? noJournal(disk) : disk,
    inodes,
  );
  const edit = (process: Process, text: number) => process.edit(TEXTS[text] ?? '');
  const process = await pc.start(recording.files);
  const parts = { pc, recording, edit };
  await story.play(parts, process);
  const tops = new Set([pc.folder, story.past ? pc.journalFolder : data]);
  return { tops, laboratory: parts, cuts: [...powerCuts(tops, before, inodes, recording.calls)] };
}

/** A session of before: it ended, and its log has been on the disk for long. */
async function leavePast(pc: Computer): Promise<void> {
  const { edit, store } = await pc.start();
  await edit(TEXTS[4] ?? '');
  await store.flush();
  await edit(TEXTS[0] ?? '');
  await store.flush();
  await store.close();
}

function noJournal(files: FilePort): FilePort {
  return {
    ...files,
    openToAppend: async () => {
      throw Object.assign(new Error('refused'), { code: 'EROFS' });
    },
  };
}

/** The same computer with the disk that a power cut left. */
async function rebuilt(pc: Computer, { disk }: AfterPowerCut): Promise<Computer> {
  const top = await temporaryFolder();
  const [folder, journalFolder] = [join(top, 'notebook'), join(top, 'data/notebooks/id/journal')];
  await mkdir(folder);
  await mkdir(dirname(journalFolder), { recursive: true });
  for (const [path, content] of disk) {
    const inside = !relative(pc.folder, path).startsWith('..');
    const place = inside
      ? join(folder, relative(pc.folder, path))
      : join(journalFolder, relative(pc.journalFolder, path));
    if (content === 'folder') await mkdir(place, { recursive: true });
    else {
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content);
    }
  }
  return computer({ folder, journalFolder });
}

describe('when the power goes at any moment', () => {
  it.each(STORIES)('no promised word is lost and the file is whole: $what', async (story) => {
    const {
      laboratory: { pc },
      cuts,
    } = await laboratory(story);
    const last = cuts.at(-1)?.calls ?? 0;
    for (const cut of cuts) {
      const again = await rebuilt(pc, cut);
      const told = `after ${cut.calls} of ${last} calls`;
      // Before anything is recovered the file is whole: some text, from its first word to its last.
      expect(TEXTS, told).toContain(await again.read());
      const { store, notices } = await again.start();
      expect(await store.flush(), told).toBeNull();
      const found = TEXTS.indexOf(await again.read());
      expect(found, told).toBeGreaterThanOrEqual(cut.promised);
      expect(notices, told).toEqual([]);
      await store.close();
      const names = (await readdir(again.folder)).filter((name) => !isTemporaryName(name));
      expect(names, told).toEqual(['note.md']);
    }
    console.log(`${story.what}: ${cuts.length} disks after ${last} calls`);
  });
});
