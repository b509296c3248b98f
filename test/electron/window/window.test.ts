import { describe, expect, it } from 'vitest';
import { acceleratorOf, type MenuEntry, menuModel } from '../../../electron/window/menu-model.ts';
import { webPreferences } from '../../../electron/window/web-preferences.ts';
import { openingPlace } from '../../../electron/window/window-place.ts';
import { COMMANDS } from '../../../shared/commands.ts';

const SCREEN = { x: 0, y: 25, width: 1440, height: 875 };
const PROJECTOR = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('openingPlace', () => {
  it('is where the window was, while that screen is there', () => {
    const remembered = { x: 1600, y: 100, width: 900, height: 700, maximized: false };
    expect(openingPlace(remembered, [SCREEN, PROJECTOR])).toEqual({
      x: 1600,
      y: 100,
      width: 900,
      height: 700,
    });
    expect(openingPlace(remembered, [SCREEN])).toEqual({ width: 900, height: 700 });
  });

  it('fits the screen, and is never too small to use', () => {
    const huge = { x: 0, y: 30, width: 9_000, height: 9_000, maximized: false };
    expect(openingPlace(huge, [SCREEN])).toMatchObject({ width: 1440, height: 875 });
    const tiny = { x: 0, y: 30, width: 3, height: 3, maximized: false };
    expect(openingPlace(tiny, [SCREEN])).toMatchObject({ width: 480, height: 360 });
    expect(openingPlace(null, [SCREEN])).toEqual({ width: 1180, height: 780 });
  });

  it('brings a window back whose title bar no mouse could reach', () => {
    const above = { x: 100, y: -600, width: 900, height: 700, maximized: false };
    const beside = { x: 1400, y: 100, width: 900, height: 700, maximized: false };
    expect(openingPlace(above, [SCREEN])).toEqual({ width: 900, height: 700 });
    expect(openingPlace(beside, [SCREEN])).toEqual({ width: 900, height: 700 });
  });
});

describe('webPreferences', () => {
  it('are exactly these: a change is a decision about security', () => {
    expect(webPreferences('/preload.cjs')).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      v8CacheOptions: 'bypassHeatCheck',
    });
  });
});

function flat(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  return entries.flatMap((entry) =>
    entry.kind === 'menu' ? [entry, ...flat(entry.entries)] : [entry],
  );
}

describe('the menu bar', () => {
  const recent = [
    { id: '1', title: 'Talks' },
    { id: '2', title: '勉強会' },
  ];

  it.each(['linux', 'win32', 'darwin'] as const)(
    'has every command with a menu on %s',
    (platform) => {
      const entries = flat(menuModel({ platform, language: 'en', keys: {}, recent }));
      const ids = entries.flatMap((entry) => (entry.kind === 'command' ? [entry.id] : []));
      expect([...ids].sort()).toEqual(
        COMMANDS.filter(({ menu }) => menu !== null)
          .map(({ id }) => id)
          .sort(),
      );
    },
  );

  it('speaks the language of the window', () => {
    const label = (language: 'en' | 'ja'): string | undefined =>
      menuModel({ platform: 'linux', language, keys: {}, recent })
        .flatMap((entry) => (entry.kind === 'menu' ? [entry.label] : []))
        .at(0);
    expect([label('en'), label('ja')]).toEqual(['File', 'ファイル']);
  });

  it('lists recent notebooks by title and id, where there is a choice', () => {
    const notebooks = (list: typeof recent): readonly MenuEntry[] =>
      flat(menuModel({ platform: 'linux', language: 'en', keys: {}, recent: list })).filter(
        ({ kind }) => kind === 'notebook',
      );
    expect(notebooks(recent)).toEqual([
      { kind: 'notebook', id: '1', label: 'Talks' },
      { kind: 'notebook', id: '2', label: '勉強会' },
    ]);
    expect(notebooks(recent.slice(0, 1))).toEqual([]);
  });

  it('offers nothing that reloads the page or opens its tools', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const text = JSON.stringify(menuModel({ platform, language: 'en', keys: {}, recent }));
      expect(text).not.toMatch(/reload|devtools/i);
    }
  });

  it.each([
    ['Mod+Shift+KeyT', 'CommandOrControl+Shift+T'],
    ['Alt+Shift+Digit5', 'Alt+Shift+5'],
    ['Mod+PageDown', 'CommandOrControl+PageDown'],
    ['Alt+ArrowUp', 'Alt+Up'],
    ['Mod+=', 'CommandOrControl+='],
    ['Mod+]', 'CommandOrControl+]'],
    ['Tab', 'Tab'],
  ])('shows %s as %s', (key, accelerator) => {
    expect(acceleratorOf(key)).toBe(accelerator);
  });
});
