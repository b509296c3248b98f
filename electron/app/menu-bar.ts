import type { CommandId } from '../../shared/commands.ts';
import type { Platform } from '../../shared/keys/chord.ts';
import { resolveLanguage } from '../../shared/messages/index.ts';
import type { JsonFile } from '../notebook/json-file.ts';
import type { AppState } from '../settings/app-state.ts';
import { showMenu } from '../window/menu.ts';
import { menuModel } from '../window/menu-model.ts';

/** The menu bar, drawn anew when its words or its notebooks change. */
export interface MenuBar {
  readonly update: () => void;
}

export interface MenuBarOptions {
  readonly systemLanguage: string;
  readonly state: JsonFile<AppState>;
  readonly onCommand: (id: CommandId) => void;
  /** A recent notebook was chosen, by its folder. */
  readonly onNotebook: (folder: string) => void;
}

/** Makes the menu bar; nothing is shown before the first `update`. */
export function createMenuBar(options: MenuBarOptions): MenuBar {
  const { state, systemLanguage, onCommand, onNotebook } = options;
  let shown = '';

  function update(): void {
    const { language, keys, recentNotebooks } = state.get();
    const entries = menuModel({
      platform: process.platform as Platform,
      language: resolveLanguage(language, systemLanguage),
      keys,
      recent: recentNotebooks,
    });
    // A menu that is replaced closes under the hand of whoever has it open.
    const drawing = JSON.stringify(entries);
    if (drawing === shown) return;
    shown = drawing;
    showMenu(entries, { command: onCommand, openNotebook });
  }

  function openNotebook(id: string): void {
    const found = state.get().recentNotebooks.find((notebook) => notebook.id === id);
    if (found !== undefined) onNotebook(found.folder);
  }

  return { update };
}
