import fs from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { script } from './command.mjs';
import { prepareElectron } from './electron-runtime.mjs';
import { prepareNpmDependencies } from './npm-dependencies.mjs';
import { runTool } from './steps.mjs';

/*
 * `npm run package`: an unpacked program in release/, from the Electron at hand, without a network.
 * Installers (`npm run package -- --linux deb`) need electron-builder's own downloads.
 */
await script(async () => {
  await prepareNpmDependencies();
  const { program, description } = await prepareElectron();
  console.error(description);
  await build();
  const folder = path.dirname(program);
  const asked = process.argv.slice(2);
  const args = asked.length > 0 ? asked : ['--linux', 'dir'];
  return runTool('electron-builder', [
    ...args,
    `--config.electronDist=${folder}`,
    `--config.electronVersion=${electronVersion(folder)}`,
  ]);
});

/**
 * The version that an unpacked Electron carries, by its own `version` file where it has one.
 *
 * @param {string} folder
 */
function electronVersion(folder) {
  return fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}
