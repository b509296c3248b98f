import type { Platform } from '../../../shared/keys/chord.ts';

const MAC: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Escape: '⎋',
  Backspace: '⌫',
  Delete: '⌦',
  Tab: '⇥',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: '⇞',
  PageDown: '⇟',
};
const OTHERS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
};

/** A key as people write it: `Ctrl+Shift+T`, on macOS `⇧⌘T`. */
export function keyLabel(written: string, platform: Platform): string {
  const parts = written.split('+');
  const names = parts.map((part) => {
    const known = platform === 'darwin' ? MAC[part] : OTHERS[part];
    return known ?? part.replace(/^(?:Key|Digit)(?=.$)/, '');
  });
  if (platform !== 'darwin') return names.join('+');
  const last = names.at(-1) ?? '';
  // macOS writes its modifiers in a fixed order, Cmd last.
  const order = ['⌃', '⌥', '⇧', '⌘'];
  return order.filter((name) => names.slice(0, -1).includes(name)).join('') + last;
}
