import { mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGround } from '../../../electron/app/notebook-operations.ts';
import { openKnownImages } from '../../../electron/images/reencode/known.ts';
import { createReencoder } from '../../../electron/images/reencode/reencoder.ts';
import { storeImage } from '../../../electron/images/store.ts';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { createJournals } from '../../../electron/notebook/journal/journals.ts';
import { createNoteStore } from '../../../electron/notebook/note-store.ts';
import { openDeletions } from '../../../electron/notebook/operations/deletions.ts';
import { putInTrash } from '../../../electron/trash/delete.ts';
import { heldPath, listHolds } from '../../../electron/trash/hold.ts';
import { createRecorder } from '../notebook/recorder.ts';
import { joinTexts } from '../notebook/store-world.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { pngOf } from './picture.ts';

const NOTE = 'night.md';
const LINK = 'night.assets/1007-one-1.png';

/** A PNG of four times three pixels, and many bytes. */
const original = (seed = 7): Uint8Array =>
  pngOf(
    ['IHDR', Buffer.from([0, 0, 0, 4, 0, 0, 0, 3, 8, 2, 0, 0, 0])],
    ['IDAT', Buffer.alloc(9000, seed)],
  );

/** The head of a WebP of the same size; what follows is never read here. */
function webp(kind: 'VP8L' | 'VP8 ', bytes = 3000, width = 4): Uint8Array {
  const picture = Buffer.alloc(bytes);
  picture.write(`RIFF\0\0\0\0WEBP${kind}`, 'latin1');
  if (kind === 'VP8L') picture.writeUInt32LE((width - 1) | (2 << 14), 21);
  else {
    picture.writeUInt16LE(width, 26);
    picture.writeUInt16LE(3, 28);
  }
  return new Uint8Array(picture);
}

/** A note with one image, in the middle of a life of the app. */
async function desk({ isShared = false, mayRemove = true, hasTrash = true } = {}) {
  const [folder, data] = [await temporaryFolder(), await temporaryFolder()];
  const stored = await storeImage(folder, {
    note: NOTE,
    bytes: original(),
    talk: 'One',
    minuteOfDay: 607,
  });
  expect(stored.ok && stored.value.url).toBe(LINK);
  await writeFile(join(folder, NOTE), `- ![](${LINK})\n`);
  const journals = createJournals(join(data, 'journal'), nodeFiles);
  const { listener } = createRecorder();
  const store = createNoteStore({ folder, files: nodeFiles, journals, join: joinTexts, listener });
  const deletions = await openDeletions(data);
  const known = await openKnownImages(data);
  const trash = await temporaryFolder();
  const ground = {
    ...(await openGround({
      folder,
      dataFolder: data,
      systemTrash: async (path) => {
        if (!hasTrash) throw new Error('There is no trash');
        await rename(path, join(trash, basename(path)));
      },
    })),
    deletions,
  };
  const reencoder = createReencoder({
    folder,
    store,
    deletions,
    known,
    isShared: async () => isShared,
    putInTrash: (name) => putInTrash(ground, name),
    remove: async (path) => {
      if (!mayRemove) throw Object.assign(new Error('killed'), { code: 'EIO' });
      await unlink(path);
    },
  });
  return {
    folder,
    data,
    deletions,
    known,
    reencoder,
    trash,
    files: async () => (await readdir(join(folder, 'night.assets'))).sort(),
    name: (link: string) => writeFile(join(folder, NOTE), `- ![](${link})\n`),
    /** Every link of the note leads to a file. */
    isWhole: async () => {
      const text = await readFile(join(folder, NOTE), 'utf8');
      const links = [...text.matchAll(/\(([^)]+)\)/g)].map(([, link = '']) => link);
      const read = links.map((link) => readFile(join(folder, link)).catch(() => null));
      return links.length > 0 && (await Promise.all(read)).every((bytes) => bytes !== null);
    },
  };
}

const image = { note: NOTE, url: LINK };
const smaller = 'night.assets/1007-one-1.webp';

describe('an image that becomes smaller', () => {
  it('leads the note to a picture after each step, and the original goes when nothing names it', async () => {
    const { reencoder, files, isWhole, name, deletions } = await desk();
    expect(await reencoder.take(image, 'lossless')).toEqual({ bytes: original(), how: 'lossless' });
    expect(await isWhole()).toBe(true);
    const stored = await reencoder.store({ ...image, bytes: webp('VP8L') });
    expect(stored).toEqual({ ok: true, value: { url: smaller, widthPx: 4, heightPx: 3 } });
    expect(await files()).toEqual(['1007-one-1.png', '1007-one-1.webp']);
    // The note has not been written yet: nothing may go, however often it is asked for.
    await reencoder.drop(NOTE, [LINK]);
    expect(await files()).toHaveLength(2);
    expect(await isWhole()).toBe(true);
    await name(smaller);
    expect(await isWhole()).toBe(true);
    await reencoder.drop(NOTE, [LINK]);
    expect(await files()).toEqual(['1007-one-1.webp']);
    expect(await isWhole()).toBe(true);
    // For the sync it did not go missing.
    expect([...deletions.names()]).toEqual([LINK]);
  });

  it('is in the trash where it was written with loss, in our own where the system has none', async () => {
    for (const hasTrash of [true, false]) {
      const { reencoder, files, name, data, trash } = await desk({ hasTrash });
      await reencoder.take(image, 'lossy');
      await reencoder.store({ ...image, bytes: webp('VP8 ') });
      await name(smaller);
      await reencoder.drop(NOTE, [LINK]);
      expect(await files()).toEqual(['1007-one-1.webp']);
      const own = await listHolds(data);
      const kept = hasTrash ? join(trash, basename(LINK)) : heldPath(data, own[0] ?? '', LINK);
      expect(new Uint8Array(await readFile(kept))).toEqual(original());
      expect(own).toHaveLength(hasTrash ? 0 : 1);
    }
  });

  it('stays where loss was not wanted, where it is not a third smaller, and where it is another one', async () => {
    const { reencoder, files } = await desk();
    for (const bytes of [webp('VP8 '), webp('VP8L', 7000), webp('VP8L', 3000, 5), original(8)]) {
      await reencoder.take(image, 'lossless');
      expect(await reencoder.store({ ...image, bytes })).toEqual({ ok: true, value: null });
    }
    expect(await files()).toEqual(['1007-one-1.png']);
    await reencoder.take(image, 'lossy');
    expect((await reencoder.store({ ...image, bytes: webp('VP8 ') })).ok).toBe(true);
    expect(await files()).toHaveLength(2);
  });

  it('is not asked for where the repository has it, where it is elsewhere, or where it was not taken', async () => {
    const shared = await desk({ isShared: true });
    expect(await shared.reencoder.take(image, 'lossless')).toBe(null);
    const { folder, reencoder, files } = await desk();
    await mkdir(join(folder, 'other.assets'));
    await writeFile(join(folder, 'other.assets', 'x.png'), original());
    const elsewhere = { note: NOTE, url: 'other.assets/x.png' };
    expect(await reencoder.take(elsewhere, 'lossless')).toBe(null);
    expect(await reencoder.take({ note: NOTE, url: '../x.png' }, 'lossless')).toBe(null);
    expect((await reencoder.store({ ...image, bytes: webp('VP8L') })).ok).toBe(false);
    await reencoder.drop(NOTE, [LINK, 'other.assets/x.png', 'night.md']);
    expect(await files()).toEqual(['1007-one-1.png']);
  });

  it('keeps its original where another note names it, where it came into the repository, and where the disk refuses', async () => {
    const used = await desk();
    await used.reencoder.take(image, 'lossless');
    await used.reencoder.store({ ...image, bytes: webp('VP8L') });
    await used.name(smaller);
    await writeFile(join(used.folder, 'other.md'), `![](${LINK})\n`);
    await used.reencoder.drop(NOTE, [LINK]);
    expect(await used.files()).toHaveLength(2);

    const refused = await desk({ mayRemove: false });
    await refused.reencoder.take(image, 'lossless');
    await refused.reencoder.store({ ...image, bytes: webp('VP8L') });
    await refused.name(smaller);
    await refused.reencoder.drop(NOTE, [LINK]);
    expect(await refused.files()).toHaveLength(2);
    expect(await refused.isWhole()).toBe(true);
  });

  it('is found when it is pasted again, also after a restart', async () => {
    const { folder, data, reencoder, known, files, name } = await desk();
    await reencoder.take(image, 'lossless');
    await reencoder.store({ ...image, bytes: webp('VP8L') });
    await name(smaller);
    await reencoder.drop(NOTE, [LINK]);
    await known.flush();
    const pasted = { note: NOTE, bytes: original(), talk: 'Later', minuteOfDay: 700 };
    for (const memory of [known, await openKnownImages(data)]) {
      const again = await storeImage(folder, pasted, { known: memory });
      expect(again).toEqual({ ok: true, value: { url: smaller, widthPx: 4, heightPx: 3 } });
    }
    expect(await files()).toEqual(['1007-one-1.webp']);
  });

  it('does not leave its name to another image of the same minute, which undo would take for it', async () => {
    const { folder, reencoder, files, name } = await desk();
    await reencoder.take(image, 'lossless');
    await reencoder.store({ ...image, bytes: webp('VP8L') });
    await name(smaller);
    await reencoder.drop(NOTE, [LINK]);
    const next = { note: NOTE, bytes: original(9), talk: 'One', minuteOfDay: 607 };
    expect(await storeImage(folder, next)).toMatchObject({
      value: { url: 'night.assets/1007-one-2.png' },
    });
    expect(await files()).toEqual(['1007-one-1.webp', '1007-one-2.png']);
  });
});
