import { type BrowserWindow, clipboard, Menu, type MenuItemConstructorOptions } from 'electron';
import type { CommandId } from '../../shared/commands.ts';
import type { Language } from '../../shared/messages/index.ts';
import { type ContextEntry, contextMenuModel } from './context-menu-model.ts';

export interface ContextMenuHost {
  readonly language: () => Language;
  /** Opens a link outside, after the check that every link goes through. */
  readonly openLink: (url: string) => void;
  /** Runs a command of the registry in the window. */
  readonly run: (id: CommandId) => void;
}

/**
 * Shows the system's own menu on a right click, on the menu key and on Shift+F10.
 *
 * Bare F10 is not ours: it converts to half-width letters in an IME.
 */
export function offerContextMenu(window: BrowserWindow, host: ContextMenuHost): void {
  window.webContents.on('context-menu', (_event, place) => {
    const entries = contextMenuModel(place, host.language());
    if (entries.length === 0) return;
    const template = entries.map((entry) => itemOf(entry, window, host));
    Menu.buildFromTemplate(template).popup({ window, sourceType: place.menuSourceType });
  });
}

function itemOf(
  entry: ContextEntry,
  window: BrowserWindow,
  host: ContextMenuHost,
): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'role':
      return { role: entry.role, label: entry.label, registerAccelerator: false };
    case 'suggestion':
      return {
        label: entry.word,
        click: () => window.webContents.replaceMisspelling(entry.word),
      };
    case 'command':
      return { label: entry.label, click: () => host.run(entry.id) };
    case 'openLink':
      return { label: entry.label, click: () => host.openLink(entry.url) };
    case 'copyLink':
      return { label: entry.label, click: () => void clipboard.writeText(entry.url) };
  }
}
