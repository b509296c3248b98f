import { describe, expect, it } from 'vitest';
import { keyLabel } from '../../../renderer/app/keys/label.ts';
import { isImeKey, matchesKey } from '../../../renderer/app/keys/match.ts';
import { pressed } from './pressed.ts';

describe('a key of the registry', () => {
  it('is matched by its place on the keyboard where it is a letter', () => {
    const onDvorak = pressed({ code: 'KeyN', key: 'b', ctrlKey: true });
    expect(matchesKey(onDvorak, 'Mod+KeyN', 'linux')).toBe(true);
    expect(matchesKey(onDvorak, 'Mod+KeyB', 'linux')).toBe(false);
  });

  it('is matched by its place where Shift turns a digit into a sign', () => {
    const seven = pressed({ code: 'Digit7', key: '&', ctrlKey: true, shiftKey: true });
    expect(matchesKey(seven, 'Mod+Shift+Digit7', 'linux')).toBe(true);
  });

  it('is matched by its character where it is punctuation, as on a JIS keyboard', () => {
    const jisBracket = pressed({ code: 'Backslash', key: ']', ctrlKey: true });
    expect(matchesKey(jisBracket, 'Mod+]', 'linux')).toBe(true);
    const usBackslash = pressed({ code: 'Backslash', key: '\\', ctrlKey: true });
    expect(matchesKey(usBackslash, 'Mod+]', 'linux')).toBe(false);
  });

  it('knows the yen key of a Japanese Mac as the backslash it stands for', () => {
    const yen = pressed({ code: 'IntlYen', key: '¥', metaKey: true });
    expect(matchesKey(yen, 'Mod+\\', 'darwin')).toBe(true);
  });

  it('means Cmd on macOS and Ctrl elsewhere, never both', () => {
    const ctrl = pressed({ code: 'KeyS', key: 's', ctrlKey: true });
    const meta = pressed({ code: 'KeyS', key: 's', metaKey: true });
    const both = pressed({ code: 'KeyS', key: 's', metaKey: true, ctrlKey: true });
    const on = (event: typeof ctrl) =>
      (['linux', 'darwin', 'win32'] as const).map((platform) =>
        matchesKey(event, 'Mod+KeyS', platform),
      );
    expect(on(ctrl)).toEqual([true, false, true]);
    expect(on(meta)).toEqual([false, true, false]);
    expect(on(both)).toEqual([false, false, false]);
  });

  it('wants exactly its modifiers', () => {
    const event = pressed({ code: 'KeyS', key: 'S', ctrlKey: true, shiftKey: true });
    expect(matchesKey(event, 'Mod+Shift+KeyS', 'linux')).toBe(true);
    expect(matchesKey(event, 'Mod+KeyS', 'linux')).toBe(false);
    expect(matchesKey(event, 'Mod+Alt+Shift+KeyS', 'linux')).toBe(false);
  });

  it('is not typed with AltGr, which Windows reports as Ctrl+Alt', () => {
    const altGr = { code: 'Digit0', key: '}', ctrlKey: true, altKey: true } as const;
    expect(matchesKey(pressed(altGr), 'Mod+Alt+Digit0', 'win32')).toBe(true);
    expect(matchesKey(pressed({ ...altGr, altGraph: true }), 'Mod+Alt+Digit0', 'win32')).toBe(
      false,
    );
  });

  it('belongs to the IME while it composes, and when it ends a composition', () => {
    expect(isImeKey({ isComposing: true, keyCode: 13 })).toBe(true);
    expect(isImeKey({ isComposing: false, keyCode: 229 })).toBe(true);
    expect(isImeKey({ isComposing: false, keyCode: 13 })).toBe(false);
  });
});

describe('the label of a key', () => {
  it('is what stands on the keyboard', () => {
    expect(keyLabel('Mod+Shift+KeyT', 'linux')).toBe('Ctrl+Shift+T');
    expect(keyLabel('Mod+PageDown', 'win32')).toBe('Ctrl+Page Down');
    expect(keyLabel('Alt+Shift+Digit5', 'linux')).toBe('Alt+Shift+5');
    expect(keyLabel('Mod+\\', 'linux')).toBe('Ctrl+\\');
  });

  it('follows the habits of macOS', () => {
    expect(keyLabel('Mod+Shift+KeyT', 'darwin')).toBe('⇧⌘T');
    expect(keyLabel('Mod+Alt+Digit1', 'darwin')).toBe('⌥⌘1');
    expect(keyLabel('Mod+Shift+Enter', 'darwin')).toBe('⇧⌘↩');
  });
});
