import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { lstat, readFile, realpath } from '../disk/calls.ts';

/** A notebook's place in its repository. All paths are absolute and real. */
export interface Repository {
  /** The working tree's top folder. */
  readonly root: string;
  /** This working tree's own git folder. */
  readonly gitFolder: string;
  /** The git folder shared by all working trees: configuration, hooks, objects, branches. */
  readonly commonFolder: string;
  /** The notebook inside the working tree, with `/`: empty, or ending in `/`. */
  readonly prefix: string;
}

/**
 * Finds the repository a folder belongs to, by reading alone: no git runs before it is trusted.
 *
 * Git is then told the folder explicitly, so that it cannot discover another one (a notebook laid
 * out like a bare repository, say). A home folder under git (dotfiles) does not make every folder
 * in it a notebook of that repository.
 */
export async function findRepository(
  notebook: string,
  home: string = homedir(),
): Promise<Repository | null> {
  const folder = await realpath(notebook);
  const realHome = await realpath(home).catch(() => home);
  for (let root = folder; ; root = dirname(root)) {
    if (root === realHome && root !== folder) return null;
    const gitFolder = await gitFolderOf(root);
    if (gitFolder !== null) {
      const inside = relative(root, folder).split(sep).join('/');
      return {
        root,
        gitFolder,
        commonFolder: await commonFolderOf(gitFolder),
        prefix: inside === '' ? '' : `${inside}/`,
      };
    }
    if (dirname(root) === root) return null;
  }
}

/** `.git` is a folder, or a file that names one (linked working trees, separate git folders). */
async function gitFolderOf(root: string): Promise<string | null> {
  const entry = join(root, '.git');
  const stats = await lstat(entry).catch(() => null);
  if (stats === null) return null;
  if (!stats.isFile()) return isGitFolder(await realpath(entry).catch(() => entry));
  const match = /^gitdir: ([^\r\n]+)/.exec(await readFile(entry, 'utf8').catch(() => ''));
  if (match === null) return null;
  const named = resolve(root, match[1] ?? '');
  return isGitFolder(await realpath(named).catch(() => named));
}

async function isGitFolder(folder: string): Promise<string | null> {
  const head = await lstat(join(folder, 'HEAD')).catch(() => null);
  return head === null ? null : folder;
}

async function commonFolderOf(gitFolder: string): Promise<string> {
  const text = await readFile(join(gitFolder, 'commondir'), 'utf8').catch(() => null);
  if (text === null) return gitFolder;
  const named = text.replace(/[\r\n]+$/, '');
  const folder = isAbsolute(named) ? named : join(gitFolder, named);
  return realpath(folder).catch(() => gitFolder);
}
