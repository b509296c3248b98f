import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFactsCache } from '../../../electron/notebook/facts-cache.ts';
import { openPlaces } from '../../../electron/notebook/places.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('places', () => {
  it('come back at the next start', async () => {
    const folder = join(await temporaryFolder(), 'not there yet');
    const places = await openPlaces(folder);
    places.save('a.md', {
      block: 3,
      offset: 5,
      view: { block: 2, top: -12.5 },
      folds: [{ block: 2, words: 'a' }],
    });
    places.setLastNote('a.md');
    await places.flush();
    const again = await openPlaces(folder);
    expect([again.of('a.md'), again.of('b.md'), again.lastNote()]).toEqual([
      { block: 3, offset: 5, view: { block: 2, top: -12.5 }, folds: [{ block: 2, words: 'a' }] },
      null,
      'a.md',
    ]);
  });

  it.each(['', '{', 'null', '[]', '{"places":[["a.md",{"block":-1}]],"lastNote":7}'])(
    'begin anew when the file holds %j',
    async (text) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'places.json'), text);
      const places = await openPlaces(folder);
      expect([places.of('a.md'), places.lastNote()]).toEqual([null, null]);
    },
  );

  it('are forgotten from the oldest visit on', async () => {
    const folder = await temporaryFolder();
    const places = await openPlaces(folder);
    for (let index = 0; index < 1_100; index++) {
      places.save(`${index}.md`, { block: index, offset: 0 });
    }
    places.save('0.md', { block: 1, offset: 1 });
    await places.flush();
    const again = await openPlaces(folder);
    expect([again.of('0.md')?.block, again.of('50.md'), again.of('1099.md')?.block]).toEqual([
      1,
      null,
      1099,
    ]);
  });
});

describe('the cache of what notes say', () => {
  it('is dropped when another version of the app wrote it', async () => {
    const folder = await temporaryFolder();
    const cache = await openFactsCache(folder);
    const facts = { title: 'A', date: null, talks: 0, size: 1, mtimeMs: 2 };
    await cache.all();
    cache.keep({ 'a.md': facts, 'b.md': facts }, ['a.md']);
    await cache.flush();
    const again = await openFactsCache(folder);
    expect(again.newest).toEqual({ 'a.md': facts });
    expect(await again.all()).toEqual({ 'a.md': facts, 'b.md': facts });
    const path = join(folder, 'notes.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"format":1', '"format":0'));
    expect(await (await openFactsCache(folder)).all()).toEqual({});
  });

  it('keeps what there is where only the newest were ever read', async () => {
    const folder = await temporaryFolder();
    const facts = { title: 'A', date: null, talks: 0, size: 1, mtimeMs: 2 };
    const cache = await openFactsCache(folder);
    await cache.all();
    cache.keep({ 'a.md': facts, 'b.md': facts }, ['a.md']);
    await cache.flush();
    const quick = await openFactsCache(folder);
    quick.keep({ 'a.md': facts }, ['a.md']);
    await quick.flush();
    expect(await (await openFactsCache(folder)).all()).toEqual({ 'a.md': facts, 'b.md': facts });
  });
});
