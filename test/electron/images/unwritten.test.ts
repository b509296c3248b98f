import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { copyImage, storeImage } from '../../../electron/images/store.ts';
import { openUnwritten } from '../../../electron/images/unwritten.ts';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { filesBelow } from '../../../electron/notebook/operations/disk.ts';
import { unwrittenFolder } from '../../../electron/notebook/operations/ground.ts';
import { playUnwrittenRounds } from '../../durability/images/rounds.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { png } from './picture.ts';

const SLIDE = { note: 'night.md', bytes: png(20, 10), talk: 'Ownership for us', minuteOfDay: 607 };
const LINK = /^night\.assets\/1007-ownership-for-us-1-[0-9a-f]{8}\.png$/;

/** A notebook, app data, and what is told of images that wait. */
async function world() {
  const home = await temporaryFolder();
  const places = { folder: join(home, 'notes'), dataFolder: join(home, 'data/notebooks/id') };
  await mkdir(places.folder);
  await writeFile(join(places.folder, 'night.md'), '# Night\n');
  const told: string[] = [];
  const open = () => {
    const images = openUnwritten({
      ...places,
      onWaits: ({ kind }) => told.push(kind),
      onWritten: () => told.push('written'),
      onOver: () => told.push('over'),
    });
    onTestFinished(images.close);
    return images;
  };
  const store = async (images: ReturnType<typeof open>, slide = SLIDE): Promise<string> => {
    const stored = await storeImage(places.folder, slide, { keep: images.keep });
    return stored.ok ? stored.value.url : stored.error.kind;
  };
  const { folder, dataFolder } = places;
  const kept = () => filesBelow(unwrittenFolder(dataFolder));
  const readAt = async (url: string) => new Uint8Array(await readFile(join(folder, url)));
  return { home, folder, dataFolder, told, open, store, kept, readAt };
}

/** Lets no new file begin below a folder until the answer is given, as a server that is gone does. */
function hang(folder: string): () => void {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { createExclusive } = nodeFiles;
  const spy = vi.spyOn(nodeFiles, 'createExclusive').mockImplementation(async (path) => {
    if (path.startsWith(folder)) await answered;
    return createExclusive(path);
  });
  onTestFinished(() => spy.mockRestore());
  return () => answer();
}

describe('an image that the notebook refuses', () => {
  it('is kept under the link that it has for good, is shown, and is written by the next start', async () => {
    const { folder, home, told, open, store, kept, readAt } = await world();
    await rename(folder, join(home, 'unplugged'));
    const images = open();
    const url = await store(images);
    expect(url).toMatch(LINK);
    expect(await store(images)).toBe(url);
    expect((await images.read(url))?.bytes).toEqual(Buffer.from(SLIDE.bytes));
    expect(await kept()).toEqual([url]);
    expect(await images.write()).toMatchObject({ kind: 'missing' });
    images.close();

    await rename(join(home, 'unplugged'), folder);
    const next = open();
    expect(await next.write()).toBeNull();
    expect(await readAt(url)).toEqual(SLIDE.bytes);
    expect(await kept()).toEqual([]);
    // Of the second life nobody has heard that an image waits.
    expect(told).toEqual(['missing', 'missing', 'missing', 'written']);
  });

  it('is written by itself when the disk takes it, and the others of another note are not held up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { folder, told, open, store, kept, readAt } = await world();
    await writeFile(join(folder, 'night.assets'), 'in the way');
    await writeFile(join(folder, 'other.assets'), 'in the way');
    const images = open();
    const url = await store(images);
    const other = await store(images, { ...SLIDE, note: 'other.md', bytes: png(9, 9) });
    await rm(join(folder, 'other.assets'));
    await vi.advanceTimersByTimeAsync(2000);
    await vi.waitFor(() => expect(told).toContain('written'));
    expect(await readAt(other)).toEqual(png(9, 9));
    await rm(join(folder, 'night.assets'));
    await vi.advanceTimersByTimeAsync(3000);
    await vi.waitFor(() => expect(told.at(-1)).toBe('over'));
    expect(await readAt(url)).toEqual(SLIDE.bytes);
    expect(await kept()).toEqual([]);
  });

  it('is kept alike where it is copied for another note, under the name it had', async () => {
    const { folder, open, kept } = await world();
    await writeFile(join(folder, 'other.assets'), 'in the way');
    const copy = { note: 'other.md', link: 'night.assets/a%20slide.png', bytes: SLIDE.bytes };
    const copied = await copyImage(folder, copy, { keep: open().keep });
    const url = copied.ok ? copied.value.url : copied.error.kind;
    expect(url).toMatch(/^other\.assets\/a-slide-[0-9a-f]{8}\.png$/);
    expect(await kept()).toEqual([url]);
  });

  it('stays refused where app data refuses it too, for the reason that the notebook had', async () => {
    const { folder, dataFolder, told, open, store } = await world();
    await mkdir(join(dataFolder, '..'), { recursive: true });
    await writeFile(dataFolder, 'in the way');
    await rm(folder, { recursive: true });
    expect(await store(open())).toBe('missing');
    expect(told).toEqual([]);
  });

  it('takes the place of nothing: what has its name by then stays, and so does it', async () => {
    const { folder, open, store, kept, readAt } = await world();
    await writeFile(join(folder, 'night.assets'), 'in the way');
    const images = open();
    const url = await store(images);
    await rm(join(folder, 'night.assets'));
    await mkdir(join(folder, 'night.assets'));
    await writeFile(join(folder, url), 'of somebody');
    expect(await images.write()).toBeNull();
    expect(new TextDecoder().decode(await readAt(url))).toBe('of somebody');
    expect(await kept()).toEqual([url]);
  });

  it('is kept where the disk says nothing, the next at once, and none is there twice when it answers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { folder, told, open, store, kept, readAt } = await world();
    const answer = hang(folder);
    // Twenty times as fast as a clock, for what waits for the disk as well as for the time.
    const clock = setInterval(() => vi.advanceTimersByTime(100), 5);
    onTestFinished(() => clearInterval(clock));
    const images = open();
    const first = store(images);
    const url = await first;
    expect(url).toMatch(LINK);
    const other = { ...SLIDE, bytes: png(9, 9) };
    const next = [await store(images), await store(images, other)];
    expect(next[0]).toBe(url);
    expect([...(await kept())].sort()).toEqual([...next].sort());
    expect((await images.read(url))?.bytes).toEqual(Buffer.from(SLIDE.bytes));

    const began = Date.now();
    // Its own tries wait, too, and hold up nothing.
    await vi.waitFor(() => expect(Date.now() - began).toBeGreaterThan(700));
    const third = await store(images, { ...SLIDE, bytes: png(7, 7) });
    expect(await kept()).toContain(third);
    answer();
    await vi.waitFor(async () => expect(await kept()).toEqual([]));
    await vi.waitFor(() => expect(told.at(-1)).toBe('over'));
    for (const [link, bytes] of [
      [url, SLIDE.bytes],
      [next[1] ?? '', other.bytes],
      [third, png(7, 7)],
    ] as const)
      expect(await readAt(link)).toEqual(bytes);
    expect(await filesBelow(folder)).toHaveLength(4);
    clearInterval(clock);
    // The disk is as good as any again.
    expect(await store(images, { ...SLIDE, bytes: png(5, 5) })).not.toMatch(LINK);
  });

  it('is whole in one place or the other wherever the process is killed', async () => {
    const { complaints, promised } = await playUnwrittenRounds(8, 5);
    expect(complaints).toEqual([]);
    expect(promised).toBeGreaterThan(4);
  });
});
