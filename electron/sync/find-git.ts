import { constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { access, realpath, stat } from '../disk/calls.ts';
import { gitEnvironment } from './environment.ts';
import { type GitProgram, outputOf, runGit, succeeded } from './git.ts';

/** Older ones lack what the sync needs. */
export const OLDEST_GIT: readonly [number, number] = [2, 30];

export type FoundGit =
  | { readonly kind: 'found'; readonly program: GitProgram }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-old'; readonly version: string };

const WINDOWS_PLACES = [
  'C:\\Program Files\\Git\\cmd\\git.exe',
  'C:\\Program Files (x86)\\Git\\cmd\\git.exe',
];

/**
 * Finds the system's git.
 *
 * In the search path only absolute folders count, so that a program lying in a notebook is never
 * taken for git. On macOS the stub of the developer tools, which opens a dialog, counts as
 * missing unless the tools are there.
 */
export async function findGit(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<FoundGit> {
  let tooOld: string | null = null;
  for (const path of await candidates(environment, platform)) {
    const text = await versionOf(path, environment, platform);
    const match = /^git version (\d+)\.(\d+)/.exec(text ?? '');
    if (match === null) continue;
    const version = [Number(match[1]), Number(match[2])] as const;
    if (version[0] > OLDEST_GIT[0] || version[1] >= OLDEST_GIT[1]) {
      return { kind: 'found', program: { path, version } };
    }
    tooOld ??= `${version[0]}.${version[1]}`;
  }
  return tooOld === null ? { kind: 'missing' } : { kind: 'too-old', version: tooOld };
}

async function candidates(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Promise<string[]> {
  const name = platform === 'win32' ? 'git.exe' : 'git';
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter).filter(isAbsolute);
  const paths = folders.map((folder) => join(folder, name));
  if (platform === 'win32') paths.push(...WINDOWS_PLACES);
  const usable: string[] = [];
  for (const path of paths) {
    if ((await isProgram(path)) && !(await isMacStub(path, platform))) usable.push(path);
  }
  return usable;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function isMacStub(path: string, platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'darwin' || (await realpath(path)) !== '/usr/bin/git') return false;
  const tools = ['/Library/Developer/CommandLineTools/usr/bin/git', '/Applications/Xcode.app'];
  const present = await Promise.all(
    tools.map((tool) =>
      access(tool).then(
        () => true,
        () => false,
      ),
    ),
  );
  return !present.includes(true);
}

async function versionOf(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Promise<string | null> {
  const result = await runGit({ path }, ['version'], {
    cwd: join(path, '..'),
    environment: gitEnvironment(environment, platform),
    timeoutMs: 15_000,
  });
  return succeeded(result) ? outputOf(result) : null;
}
