import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { CommandId } from '../../shared/commands.ts';
import type { MenuEntry, MenuRole } from './menu-model.ts';

/** What a chosen entry does. */
export interface MenuActions {
  readonly command: (id: CommandId) => void;
  readonly openNotebook: (id: string) => void;
}

/**
 * Shows a menu bar.
 *
 * Accelerators are drawn, not registered: a key that the system takes would also be taken while
 * an IME composes (law 5). On macOS, which cannot show them unregistered, the menu has none.
 */
export function showMenu(entries: readonly MenuEntry[], actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(templateOf(entries, actions)));
}

function templateOf(
  entries: readonly MenuEntry[],
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  return entries.map((entry) => itemOf(entry, actions));
}

function itemOf(entry: MenuEntry, actions: MenuActions): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'role':
      return { role: entry.role, label: entry.label, ...systemKey(entry.role) };
    case 'menu':
      return { label: entry.label, submenu: templateOf(entry.entries, actions) };
    case 'notebook':
      return { label: entry.label, click: () => actions.openNotebook(entry.id) };
    case 'command':
      return {
        label: entry.label,
        click: () => actions.command(entry.id),
        ...shownKey(entry.accelerator),
      };
  }
}

function shownKey(accelerator: string | null): MenuItemConstructorOptions {
  if (accelerator === null || process.platform === 'darwin') return {};
  return { accelerator, registerAccelerator: false };
}

/** Chromium does cut, copy and paste by its own keys; only macOS needs the menu for it. */
function systemKey(role: MenuRole): MenuItemConstructorOptions {
  const isClipboard = ['cut', 'copy', 'paste', 'selectAll'].includes(role);
  return isClipboard && process.platform !== 'darwin' ? { registerAccelerator: false } : {};
}
