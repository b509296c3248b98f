import { join } from 'node:path';
import { lstat, readFile } from '../disk/calls.ts';
import { errnoCode } from '../notebook/errno.ts';
import { type ConfigEntry, readConfig } from './config-file.ts';
import { withoutCredentials } from './messages.ts';
import type { Repository } from './repository.ts';

/** Where the notebook's history is and goes; read from files, without git. */
export type Branch =
  | {
      readonly kind: 'branch';
      /** The local branch, without `refs/heads/`. */
      readonly name: string;
      readonly remote: Remote | null;
    }
  /** No branch: a commit was checked out by itself. */
  | { readonly kind: 'detached' }
  /** Another program's merge, rebase or the like waits for its end. */
  | { readonly kind: 'busy'; readonly what: string };

export interface Remote {
  readonly name: string;
  /** Without user and password. */
  readonly address: string;
  /** The branch there, without `refs/heads/`. */
  readonly branch: string;
  /** The local record of that branch. */
  readonly trackingRef: string;
}

/** REBASE_HEAD is left out: it stays behind after a rebase that went well. */
const BUSY: readonly (readonly [string, string])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

/**
 * Reads which branch is at hand and where it goes.
 *
 * The remote is the branch's own, else `origin`, else the only one; the branch there is the one
 * configured, else the one of the same name, so that nothing depends on an upstream being set.
 */
export async function readBranch(repository: Repository): Promise<Branch> {
  for (const [entry, what] of BUSY) {
    if (await exists(join(repository.gitFolder, entry))) return { kind: 'busy', what };
  }
  const head = await readFile(join(repository.gitFolder, 'HEAD'), 'utf8');
  const name = /^ref: refs\/heads\/(.+?)\s*$/.exec(head)?.[1];
  if (name === undefined) return { kind: 'detached' };
  const config = await readFile(join(repository.commonFolder, 'config'), 'utf8').catch(() => '');
  return { kind: 'branch', name, remote: chooseRemote(readConfig(config).entries, name) };
}

function chooseRemote(entries: readonly ConfigEntry[], branch: string): Remote | null {
  const addresses = new Map<string, string>();
  const own = new Map<string, string>();
  for (const { section, subsection, key, value } of entries) {
    if (section === 'remote' && subsection !== null && key === 'url')
      addresses.set(subsection, value);
    if (section === 'branch' && subsection === branch) own.set(key, value);
  }
  const only = addresses.size === 1 ? [...addresses.keys()] : [];
  const candidates = [own.get('remote'), 'origin', ...only];
  const name = candidates.find((candidate) => candidate !== undefined && addresses.has(candidate));
  const address = addresses.get(name ?? '');
  if (name === undefined || address === undefined) return null;
  const there =
    own.get('remote') === name ? own.get('merge')?.replace(/^refs\/heads\//, '') : undefined;
  const remoteBranch = there ?? branch;
  return {
    name,
    address: withoutCredentials(address),
    branch: remoteBranch,
    trackingRef: `refs/remotes/${name}/${remoteBranch}`,
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    if (errnoCode(thrown) === 'ENOENT' || errnoCode(thrown) === 'ENOTDIR') return false;
    throw thrown;
  }
}
