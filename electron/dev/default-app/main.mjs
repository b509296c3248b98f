import fs from 'node:fs';
import { createRequire } from 'node:module';
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

/** What `electron [-r FILE]... FOLDER` says: modules to load before the app, and the app. */
function readArguments() {
  const args = process.argv.slice(1);
  const before = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-r' || arg === '--require') before.push(path.resolve(args[++at] ?? ''));
    else if (!arg.startsWith('-')) return { before, folder: path.resolve(arg) };
  }
  return { before, folder: null };
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

const { before, folder } = readArguments();
if (folder === null) {
  console.error('usage: electron [switches] FOLDER [arguments]');
  app.exit(2);
} else {
  try {
    for (const file of before) createRequire(import.meta.url)(file);
    await load(folder);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}
