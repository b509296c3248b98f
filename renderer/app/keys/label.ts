import { COMMANDS, type CommandId } from '../../../shared/commands.ts';
import type { Platform } from './match.ts';

const MAC: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Tab: '⇥',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: '⇞',
  PageDown: '⇟',
};
const OTHERS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
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
  const order = ['⌥', '⇧', '⌘'];
  return order.filter((name) => names.slice(0, -1).includes(name)).join('') + last;
}

/** The first key of a command, as people write it; empty where it has none. */
export function commandKeyLabel(id: CommandId, platform: Platform): string {
  const keys: readonly string[] = COMMANDS.find((candidate) => candidate.id === id)?.keys ?? [];
  return keys[0] === undefined ? '' : keyLabel(keys[0], platform);
}
