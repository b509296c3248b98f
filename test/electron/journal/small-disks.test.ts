import { mkdir, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskError } from '../../../electron/notebook/errno.ts';
import {
  type DiskKind,
  mountSmallDisk,
  type SmallDisk,
} from '../../durability/faults/small-disk.ts';
import { type Computer, computer, fullDisk } from '../notebook/store-world.ts';

const KINDS: readonly DiskKind[] = ['tmpfs', 'ext4'];
const OLD = `# Night\n\n${'- what was said before\n'.repeat(1_000)}`;
const NEW = `${OLD}${'- what is said now, and it is much\n'.repeat(9_000)}`;

/** Fills a disk to the last byte, so that a write of any length is short or refused. */
async function fill(folder: string, spareBytes: number): Promise<string> {
  const filler = join(folder, 'filler');
  const { bavail, bsize } = await statfs(folder);
  const most = new Uint8Array(Math.max(0, bavail * bsize - spareBytes));
  // The list of the filler's own blocks takes room too.
  await writeFile(filler, most).catch(diskError);
  return filler;
}

/** Runs a test on a disk of each kind; where none can be had the test is left out, and said so. */
function onSmallDisks(what: string, test: (disk: SmallDisk) => Promise<void>): void {
  for (const kind of KINDS) {
    it(`${what}: ${kind}`, async (context) => {
      const disk = mountSmallDisk(kind, 4);
      if (typeof disk === 'string') {
        console.warn(`NOT RUN on ${kind}: ${disk}`);
        return context.skip(disk);
      }
      try {
        await test(disk);
      } finally {
        disk.remove();
      }
    });
  }
}

async function notebookOn(folder: string): Promise<Computer> {
  const notebook = join(folder, 'notebook');
  await mkdir(notebook);
  const pc = await computer({ folder: notebook });
  await pc.write(OLD);
  return pc;
}

async function journalOn(folder: string): Promise<Computer> {
  const pc = await computer({ journalFolder: join(folder, 'notebooks', 'id', 'journal') });
  await pc.write(OLD);
  return pc;
}

describe('a notebook on a small disk', () => {
  onSmallDisks(
    'that is nearly full keeps the old note whole, and has the new one when there is room',
    async ({ folder }) => {
      const pc = await notebookOn(folder);
      // Room for the first blocks of the new text: the write is short, and says so or not.
      const filler = await fill(folder, 64 * 1024);
      const process = await pc.start();
      await process.edit(NEW);
      expect(await process.next('problem')).toMatchObject({ error: { kind: 'disk-full' } });
      expect(await pc.read()).toBe(OLD);
      expect(await readdir(pc.folder)).toEqual(['note.md']);
      expect(process.store.held('note.md')?.text()).toBe(NEW);
      await rm(filler);
      await process.next('onDisk');
      expect(await pc.read()).toBe(NEW);
      expect(process.events.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
    },
  );

  onSmallDisks('that is full at a death has the words at a start with room', async ({ folder }) => {
    const pc = await notebookOn(folder);
    const filler = await fill(folder, 0);
    let died = false;
    const first = await pc.start(fullDisk(pc.folder, () => died));
    await first.edit(NEW);
    await first.next('problem');
    // A save waits for the journal no longer than a moment; on a busy machine it may refuse before.
    const journalled = async () => (await first.journals.left())[0]?.replayed?.lines.join('');
    await expect.poll(async () => (await journalled()) === NEW, { timeout: 30_000 }).toBe(true);
    // Its next try would otherwise save the words, where it comes before that of the other one.
    died = true;
    const second = await pc.start();
    await second.next('problem');
    expect(await pc.read()).toBe(OLD);
    await rm(filler);
    await second.next('onDisk');
    expect(await pc.read()).toBe(NEW);
  });

  onSmallDisks(
    'that becomes read-only while somebody types keeps the text until it is not',
    async (disk) => {
      const pc = await notebookOn(disk.folder);
      const process = await pc.start();
      await process.edit(`${OLD}- one\n`);
      await process.next('onDisk');
      disk.readOnly(true);
      await process.edit(`${OLD}- one\n- two\n`);
      expect(await process.next('problem')).toMatchObject({ error: { kind: 'denied' } });
      const next = await pc.start();
      expect(next.store.held('note.md')?.text()).toBe(`${OLD}- one\n- two\n`);
      await next.store.close();
      disk.readOnly(false);
      await process.next('onDisk');
      expect(await pc.read()).toBe(`${OLD}- one\n- two\n`);
    },
  );

  onSmallDisks('that is read-only from the start opens its notes for reading', async (disk) => {
    const pc = await notebookOn(disk.folder);
    disk.readOnly(true);
    const { store } = await pc.start();
    expect(await store.open('note.md')).toMatchObject({
      ok: true,
      value: { text: OLD, readOnly: 'no-permission' },
    });
    disk.readOnly(false);
  });
});

describe("the app's own data on a small disk", () => {
  onSmallDisks(
    'that is full is no problem of the note, and its journal goes on when there is room',
    async ({ folder }) => {
      const pc = await journalOn(folder);
      const filler = await fill(folder, 8 * 1024);
      const { edit, next, events, store, journals } = await pc.start();
      await edit(NEW);
      await next('onDisk');
      expect(await pc.read()).toBe(NEW);
      expect(events.filter(({ kind }) => kind === 'problem')).toEqual([]);
      await rm(filler);
      await edit(`${NEW}- more\n`);
      await store.flush();
      await store.close();
      const versions = await journals.versions('note.md');
      expect(versions.at(-1)?.lines.join('')).toBe(`${NEW}- more\n`);
      expect(await readFile(join(pc.folder, 'note.md'), 'utf8')).toBe(`${NEW}- more\n`);
    },
  );
});
