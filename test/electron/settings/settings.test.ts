import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAppState, withRecent } from '../../../electron/settings/app-state.ts';
import { moveBrokenFileAside } from '../../../electron/settings/broken-file.ts';
import { createSettingsStore, parseSettings } from '../../../electron/settings/settings.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('settings', () => {
  it('are the defaults, each for itself, where a value is odd', () => {
    expect(parseSettings({ theme: 'dark', textSize: 400, language: 7, more: true })).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
    });
    for (const junk of [null, undefined, 3, 'x', []]) {
      expect(parseSettings(junk)).toEqual(DEFAULT_SETTINGS);
    }
  });

  it('change one by one and are kept', () => {
    const kept: unknown[] = [];
    const store = createSettingsStore({ read: () => ({}), write: (all) => kept.push(all) });
    store.change({ theme: 'dark', textSize: undefined });
    expect(store.change({ textSize: 20 })).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      textSize: 20,
    });
    expect(kept.at(-1)).toEqual(store.get());
  });

  it('keep the keys a user chose as far as they are texts, and nothing else of them', () => {
    const { keys } = parseSettings({
      keys: { 'note.new': ['Mod+KeyM'], 'edit.bold': 7, 'a.later.version': ['F2'] },
    });
    expect(keys).toEqual({ 'note.new': ['Mod+KeyM'], 'a.later.version': ['F2'] });
    expect(parseSettings({ keys: 'all' }).keys).toEqual({});
  });

  it.each(['{"theme": "da', '[]', '"text"', ''])(
    'are moved aside as a file that holds %j',
    async (text) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'settings.json'), text);
      await moveBrokenFileAside(join(folder, 'settings.json'));
      const [aside = '', ...others] = await readdir(folder);
      expect([aside, others]).toEqual([expect.stringContaining('settings.json.broken-'), []]);
      expect(await readFile(join(folder, aside), 'utf8')).toBe(text);
    },
  );

  it('stay where they are as a file of settings, or none', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'settings.json');
    await moveBrokenFileAside(path);
    await writeFile(path, '{}');
    await moveBrokenFileAside(path);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });
});

describe('app state', () => {
  it('is read part by part from whatever the file held', () => {
    const fresh = parseAppState(undefined);
    expect(fresh).toEqual({
      recentNotebooks: [],
      window: null,
      settings: null,
      theme: 'system',
      language: 'system',
      keys: {},
      trusted: {},
    });
    expect(parseAppState({ theme: 'dark', window: { x: 'left' }, recentNotebooks: 3 })).toEqual({
      ...fresh,
      theme: 'dark',
    });
    expect(parseAppState({ settings: 3 }).settings).toBeNull();
    expect(parseAppState({ settings: { theme: 'dark', textSize: 'x' } }).settings).toEqual({
      ...parseSettings({}),
      theme: 'dark',
    });
  });

  it('lists a notebook once, the latest first, ten at most', () => {
    const all = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const list = all.reduce(
      (recent, id) => withRecent(recent, { id, folder: `/${id}`, title: id }),
      withRecent([], { id: 'n5', folder: '/n5', title: 'n5' }),
    );
    expect(list.map(({ id }) => id)).toEqual(all.slice(2).reverse());
  });
});
