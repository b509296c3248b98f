import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { app as publicApp } from 'electron';

/*
 * The app that a bare Electron binary loads first: it takes the folder named in the arguments for
 * the app, as `electron .` does everywhere. It goes into the runtime that fallback-runtime.mjs
 * prepares, whose own one was removed.
 *
 * The import below is awaited on purpose: Electron holds `ready` back until this module is done,
 * and the app needs that time for what must happen before `ready` (schemes, sandbox).
 */

/**
 * Two of Electron's functions that only its own default app uses, so its types leave them out.
 *
 * @typedef {import('electron').App & {
 *   setVersion(version: string): void,
 *   setAppPath(folder: string): void,
 * }} LauncherApp
 */
const app = /** @type {LauncherApp} */ (publicApp);

/** The first argument that is no switch; a `-r FILE` pair is skipped. */
function appFolder() {
  const args = process.argv.slice(1);
  const at = args.findIndex(
    (arg, index) => !arg.startsWith('-') && !['-r', '--require'].includes(args[index - 1] ?? ''),
  );
  return at === -1 ? null : path.resolve(args[at] ?? '.');
}

/** @param {string} folder */
async function load(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  app.setVersion(manifest.version ?? '0.0.0');
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', path.join(app.getPath('appData'), app.name));
  }
  app.setAppPath(folder);
  await import(pathToFileURL(path.resolve(folder, manifest.main ?? 'index.js')).href);
}

const folder = appFolder();
if (folder === null) {
  console.error('usage: electron [switches] FOLDER [arguments]');
  app.exit(2);
} else {
  try {
    await load(folder);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}
