import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CallError } from '../../shared/ipc/contract.ts';
import { openUnwritten } from '../images/unwritten.ts';
import { notebookId } from '../notebook/notebook-id.ts';

const APP_NAME = 'Backrow';

/** Where the app keeps its own data on this system, if it was not told otherwise. */
export function appDataFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = environment.HOME ?? homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', APP_NAME);
  if (platform === 'win32')
    return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), APP_NAME);
  return join(environment.XDG_CONFIG_HOME || join(home, '.config'), APP_NAME);
}

/**
 * Writes the images of a notebook that its disk refused while the app ran, and tells what it refuses
 * now; null where none is left. Not for a notebook that a running app has open.
 */
export async function writeKeptImages(folder: string, appData: string): Promise<CallError | null> {
  const images = openUnwritten({
    folder,
    dataFolder: join(appData, 'notebooks', notebookId(folder)),
    onWaits: () => undefined,
    onWritten: () => undefined,
    onOver: () => undefined,
  });
  const refused = await images.write();
  images.close();
  return refused;
}
