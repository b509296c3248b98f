import fs from 'node:fs';
import path from 'node:path';

/** Whether a window can be shown here. */
export function hasDisplay() {
  return (
    process.platform !== 'linux' ||
    Boolean(process.env.DISPLAY) ||
    Boolean(process.env.WAYLAND_DISPLAY)
  );
}

/**
 * Whether a program is on the search path.
 *
 * @param {string} name
 */
export function hasProgram(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => fs.existsSync(path.join(folder, name)));
}

/**
 * A command with a display: as it is where there is one, else under a virtual one.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {{ program: string, args: readonly string[] }}
 */
export function withDisplay(program, args) {
  if (hasDisplay()) return { program, args };
  const screen = ['-a', '-s', '-screen 0 1600x1000x24'];
  return { program: 'xvfb-run', args: [...screen, program, ...args] };
}

/** What Electron itself must be told about where it runs. */
export function electronSwitches() {
  if (process.platform !== 'linux') return [];
  return [
    // Chromium refuses to run its sandbox as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(process.env.WAYLAND_DISPLAY && !process.env.DISPLAY ? ['--ozone-platform=wayland'] : []),
  ];
}
