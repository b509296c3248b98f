import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNotebookImage } from '../../../electron/images/route.ts';
import { storeImage } from '../../../electron/images/store.ts';
import { IMAGE_PATH, imageAddress } from '../../../shared/ipc/image-address.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { png } from './picture.ts';

async function notebook(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'night.md'), '# Night\n');
  return folder;
}

const SLIDE = { note: 'night.md', bytes: png(20, 10), talk: 'Ownership for us', minuteOfDay: 607 };

describe('storeImage', () => {
  it('stores the bytes beside the note and answers with the link', async () => {
    const folder = await notebook();
    const stored = await storeImage(folder, SLIDE);
    const url = 'night.assets/1007-ownership-for-us-1.png';
    expect(stored).toEqual({ ok: true, value: { url, widthPx: 20, heightPx: 10 } });
    expect(new Uint8Array(await readFile(join(folder, url)))).toEqual(SLIDE.bytes);
    expect(await readdir(join(folder, 'night.assets'))).toEqual(['1007-ownership-for-us-1.png']);
  });

  it('makes no folder in the place of a notebook that is gone', async () => {
    const parent = await temporaryFolder();
    const stored = await storeImage(join(parent, 'disk'), SLIDE);
    expect(stored).toMatchObject({ error: { kind: 'missing' } });
    expect(await readdir(parent)).toEqual([]);
  });

  it('stores identical bytes once, at whatever time they come again', async () => {
    const folder = await notebook();
    const first = await storeImage(folder, SLIDE);
    const again = await storeImage(folder, { ...SLIDE, minuteOfDay: 700, talk: 'Another' });
    const together = await Promise.all(
      [1, 2].map(() => storeImage(folder, { ...SLIDE, bytes: png(9, 9) })),
    );
    expect([again, together[1]]).toEqual([first, together[0]]);
    expect(await readdir(join(folder, 'night.assets'))).toHaveLength(2);
  });

  it('links to no file that a death left of the same bytes and that is swept away', async () => {
    const folder = await notebook();
    await mkdir(join(folder, 'night.assets'));
    const left = join(folder, 'night.assets/.backrow-0123456789abcdef.tmp');
    await writeFile(left, SLIDE.bytes);
    expect(await storeImage(folder, SLIDE)).toMatchObject({
      value: { url: 'night.assets/1007-ownership-for-us-1.png' },
    });
  });

  it('numbers different slides of one minute, also when they come at once', async () => {
    const folder = await notebook();
    const slides = [1, 2, 3].map((level) => ({ ...SLIDE, bytes: png(20, 10, level) }));
    await Promise.all(slides.map((slide) => storeImage(folder, slide)));
    expect((await readdir(join(folder, 'night.assets'))).sort()).toEqual([
      '1007-ownership-for-us-1.png',
      '1007-ownership-for-us-2.png',
      '1007-ownership-for-us-3.png',
    ]);
  });

  it('answers a link that the image route finds, for names with blanks and Japanese', async () => {
    const folder = await notebook();
    await mkdir(join(folder, '勉強会 2026'));
    const note = '勉強会 2026/夜 (1).md';
    await writeFile(join(folder, note), '# 夜\n');
    const stored = await storeImage(folder, { ...SLIDE, note, talk: '所有権' });
    const address = stored.ok ? imageAddress(note, stored.value.url) : null;
    const served = await readNotebookImage(folder, address?.slice(IMAGE_PATH.length) ?? '');
    expect(served?.contentType).toBe('image/png');
  });

  it('takes no bytes that are no image, and makes no folder for them', async () => {
    const folder = await notebook();
    const stored = await storeImage(folder, {
      ...SLIDE,
      bytes: new TextEncoder().encode('<svg/>'),
    });
    expect(stored).toMatchObject({ ok: false, error: { kind: 'not-an-image' } });
    expect(await readdir(folder)).toEqual(['night.md']);
  });

  it('writes through no link', async () => {
    const folder = await notebook();
    const outside = await temporaryFolder();
    await symlink(outside, join(folder, 'night.assets'));
    expect(await storeImage(folder, SLIDE)).toMatchObject({ error: { kind: 'unsafe' } });
    expect(await readdir(outside)).toEqual([]);
  });

  it('tells what the disk says', async () => {
    const folder = await notebook();
    await writeFile(join(folder, 'night.assets'), 'a file in the way');
    expect(await storeImage(folder, SLIDE)).toMatchObject({ ok: false });
  });
});
