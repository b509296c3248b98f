import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createNoteHistory } from '../../../electron/history/note-history.ts';
import { makePlace, openWorld } from '../notebook/operations/world.ts';

it('a version from before the note was renamed, and its image became smaller, shows that image', async () => {
  const place = await makePlace({
    'a.assets/1.png': 'one',
    'a.assets/2 b.png': 'two',
    'a.md': '![](a.assets/1.png) ![](<a.assets/2 b.png>) ![](gone.assets/3.png)\n',
  });
  const { operations, store, journals } = await openWorld(place);
  const opened = await store.open('a.md');
  const patch = { fromLine: 1, deletedLines: 0, inserted: 'more\n' };
  store.edit('a.md', opened.ok ? opened.value.version : 0, patch);
  await store.flush();
  await operations.move('a.md', 'b.md');
  const assets = join(place.folder, 'b.assets');
  await rename(join(assets, '1.png'), join(assets, '1.webp'));

  const { folder } = place;
  const history = createNoteHistory({ folder, journals, store, lookIntoGit: async () => null });
  const versions = await history.list('b.md');
  const read = await Promise.all(versions.map(({ id }) => history.read('b.md', id)));
  const images = '![](b.assets/1.webp) ![](<b.assets/2 b.png>) ![](gone.assets/3.png)\n';
  expect(read.map((version) => version.ok && version.value.text)).toContain(`${images}more\n`);
});
