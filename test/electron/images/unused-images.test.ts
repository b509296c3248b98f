import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findUnusedImages } from '../../../electron/images/unused-images.ts';
import { MAX_NOTE_BYTES } from '../../../electron/notebook/note-text.ts';
import { makePlace, openWorld } from '../notebook/operations/world.ts';

const NAMES = [
  'a.assets/angle b.png',
  'a.assets/definition.png',
  'a.assets/encoded (1).png',
  'a.assets/html.jpg',
  'a.assets/never.png',
  'a.assets/plain.png',
  'a.assets/quoted.png',
  'deep/x.assets/up.webp',
  'img/front matter.png',
  'img/root.png',
  'img/unused too.gif',
  'img/wiki.png',
  'が.assets/kana.png',
];

const TEXT = `---
cover: "img/front%20matter.png"
---
# A

- ![](a.assets/plain.png) ![](<a.assets/angle b.png>) ![x][d] ![](a.assets/encoded%20%281%29.png "t")
- ![[img/wiki.png]] ![](/img/root.png) ![](deep/../deep/x.assets/up.webp)

[d]: a.assets/definition.png

<img src='a.assets/html.jpg'>

\`\`\`
![](a.assets/quoted.png)
\`\`\`

![](か\u3099.assets/kana.png)
`;

describe('the images that no note uses', () => {
  it('are those that no spelling of a link in any note can mean', async () => {
    const { folder, dataFolder } = await makePlace({
      'a.md': TEXT,
      ...Object.fromEntries(NAMES.map((name) => [name, '12345'])),
    });
    await mkdir(join(folder, '.hidden'));
    await writeFile(join(folder, '.hidden', 'mine.png'), '');
    expect(await findUnusedImages(folder, dataFolder)).toEqual([
      { name: 'a.assets/never.png', bytes: 5 },
      { name: 'img/unused too.gif', bytes: 5 },
    ]);
  });

  it('are not those of a note that is too large to be read', async () => {
    const { folder, dataFolder } = await makePlace({
      'big.assets/1.png': 'one',
      'big.md': '![](big.assets/1.png)',
      'other.png': 'two',
    });
    await truncate(join(folder, 'big.md'), MAX_NOTE_BYTES + 1);
    expect(await findUnusedImages(folder, dataFolder)).toEqual([{ name: 'other.png', bytes: 3 }]);
  });

  it('are not those of a note in the trash that can be put back', async () => {
    const place = await makePlace({
      'a.assets/1.png': 'one',
      'shared.png': 'two',
      'a.md': '![](a.assets/1.png) ![](shared.png)',
      'z.md': '![](a.assets/1.png)',
    });
    const { operations } = await openWorld(place);
    await operations.remove('a.md');
    expect(await findUnusedImages(place.folder, place.dataFolder)).toEqual([]);
    await operations.removeImages(['shared.png']);
    expect(await findUnusedImages(place.folder, place.dataFolder)).toEqual([]);
    await operations.undo(null);
    await operations.undo(null);
    await writeFile(join(place.folder, 'a.md'), '');
    expect(await findUnusedImages(place.folder, place.dataFolder)).toEqual([
      { name: 'shared.png', bytes: 3 },
    ]);
  });
});
