import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { type Language, translate } from '../../shared/messages/index.ts';
import { IMAGE_TYPES } from '../images/image-facts.ts';

/** The system's dialog for a folder; null when the user changed their mind. */
export async function chooseFolder(window: BrowserWindow | null): Promise<string | null> {
  const [folder = null] = await choose(window, {
    properties: ['openDirectory', 'createDirectory'],
  });
  return folder;
}

/** The system's dialog for image files; none when the user changed their mind. */
export function chooseImages(
  window: BrowserWindow | null,
  language: Language,
): Promise<readonly string[]> {
  const extensions = [...Object.values(IMAGE_TYPES).map(({ extension }) => extension), 'jpeg'];
  const filters = [{ name: translate(language, 'image.files'), extensions }];
  return choose(window, { filters, properties: ['openFile', 'multiSelections'] });
}

async function choose(
  window: BrowserWindow | null,
  options: OpenDialogOptions,
): Promise<readonly string[]> {
  const chosen =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return chosen.canceled ? [] : chosen.filePaths;
}
