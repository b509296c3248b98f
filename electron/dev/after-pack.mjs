import fs from 'node:fs';
import path from 'node:path';

/**
 * Takes the launcher of the bare Electron out of a package: it would run any folder.
 *
 * @param {{ packager: { getResourcesDir(appOutDir: string): string }, appOutDir: string }} context
 */
export function afterPack({ packager, appOutDir }) {
  fs.rmSync(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
