import { join } from 'node:path';
import Store from 'electron-store';
import { diskError } from '../notebook/errno.ts';
import { moveBrokenFileAside } from './broken-file.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';

const FILE_NAME = 'settings';

/**
 * Opens the settings in the app's data folder.
 *
 * The only file that imports electron-store, and it is itself imported only after the window
 * exists: its schema library is among the dearest things of a start. A file that is no JSON is
 * moved aside, not cleared, so that its owner can look at it.
 */
export async function openSettings(dataFolder: string): Promise<SettingsStore> {
  await moveBrokenFileAside(join(dataFolder, `${FILE_NAME}.json`));
  const store = new Store({ name: FILE_NAME, cwd: dataFolder, clearInvalidConfig: false });
  return createSettingsStore({
    read: () => store.store,
    write: (settings) => {
      // Preferences are disposable; a full disk must not stop the one who changes the theme.
      try {
        store.store = { ...settings };
      } catch (thrown) {
        diskError(thrown);
      }
    },
  });
}
