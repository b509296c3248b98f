import path from 'node:path';
import { build } from './build.mjs';
import { run, script } from './command.mjs';
import { electronSwitches, hasDisplay, withDisplay } from './display.mjs';
import { prepareNpmDependencies } from './npm-dependencies.mjs';
import { distFolder, root } from './paths.mjs';
import { prepare } from './prepare.mjs';

/*
 * `npm start -- [PATH] [--user-data-dir=DIR] [--sync PATH] ...`
 *
 * The app runs in the folder that the user called from, so relative paths mean what they say;
 * its exit code is ours.
 */

const cwd = process.env.INIT_CWD ?? process.cwd();

/** @param {readonly string[]} args */
async function openWindow(args) {
  const electron = await prepare();
  await build(['main', 'app', 'preload', 'renderer']);
  if (!hasDisplay()) console.error('No display: running under xvfb-run');
  const command = withDisplay(electron, [...electronSwitches(), root, ...args]);
  return run(command.program, command.args, { cwd });
}

/**
 * A sync needs neither window nor Electron: the same module under plain Node.
 *
 * @param {readonly string[]} args
 */
async function synchronise(args) {
  await prepareNpmDependencies();
  await build(['cli']);
  return run(process.execPath, [path.join(distFolder, 'main/cli.js'), ...args], { cwd });
}

await script(() => {
  const args = process.argv.slice(2);
  const isSync = args.some((arg) => arg === '--sync' || arg.startsWith('--sync='));
  return isSync ? synchronise(args) : openWindow(args);
});
