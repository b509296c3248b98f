import { readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storeImageFiles } from '../../../electron/images/from-files.ts';
import { MAX_IMAGE_BYTES } from '../../../shared/ipc/contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { png } from './picture.ts';

const place = { note: 'a.md', talk: 'One', minuteOfDay: 607 };

describe('image files that somebody chose', () => {
  it('are stored in their order, and what is no image is told by name', async () => {
    const [folder, home] = [await temporaryFolder(), await temporaryFolder()];
    const file = async (name: string, bytes: Uint8Array | string) => {
      await writeFile(join(home, name), bytes);
      return join(home, name);
    };
    const paths = [
      await file('photo.PNG', png(4, 3)),
      await file('plan.png', '%PDF-1.7'),
      await file('same.png', png(4, 3)),
      await file('other.png', png(5, 3)),
    ];
    const first = { url: 'a.assets/1007-one-1.png', widthPx: 4, heightPx: 3 };
    expect(await storeImageFiles(folder, paths, place)).toEqual({
      images: [first, first, { url: 'a.assets/1007-one-2.png', widthPx: 5, heightPx: 3 }],
      notImages: ['plan.png'],
      failed: null,
      notAdded: [],
    });
    expect(await readdir(join(folder, 'a.assets'))).toHaveLength(2);
  });

  it('end at the first that cannot be read or is too large; those before it stay', async () => {
    const [folder, home] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(home, 'one.png'), png(4, 3));
    await writeFile(join(home, 'huge.png'), '');
    await truncate(join(home, 'huge.png'), MAX_IMAGE_BYTES + 1);
    const chosen = ['one.png', 'huge.png', 'gone.png'].map((name) => join(home, name));
    const answer = await storeImageFiles(folder, chosen, place);
    expect([answer.images.length, answer.failed?.kind, answer.notAdded]).toEqual([
      1,
      'too-large',
      ['huge.png', 'gone.png'],
    ]);
    const gone = await storeImageFiles(folder, chosen.slice(2), place);
    expect(gone.failed?.kind).toBe('missing');
  });
});
