import { succeeded } from '../sync/git.ts';
import type { GitSession } from '../sync/session.ts';

/** A commit that changed a note. */
export interface GitVersion {
  readonly commit: string;
  /** The note's path then, relative to the repository's root. */
  readonly path: string;
  readonly atEpochMs: number;
  /** Who wrote it, as git knows them. */
  readonly author: string;
}

/** Nobody looks further back in a list; the history itself keeps everything. */
const MOST_VERSIONS = 200;
/** Following renames compares contents; in a huge history that is given up. */
const LIST_MS = 10_000;
/** More is no note that can be edited here. */
const MOST_BYTES = 11 * 1024 * 1024;

/** The commits that changed a note, newest first, under its former names too. */
export async function listGitVersions(
  git: GitSession,
  name: string,
): Promise<readonly GitVersion[]> {
  const path = git.repository.prefix + name;
  const format = '--format=%x01%H%x00%at%x00%an';
  const options = ['--follow', '--name-status', '-z', `--max-count=${MOST_VERSIONS}`, format];
  const result = await git.run(['--literal-pathspecs', 'log', ...options, '--', path], {
    timeoutMs: LIST_MS,
  });
  if (!succeeded(result)) return [];
  return result.stdout.toString('utf8').split('\x01').slice(1).flatMap(readEntry);
}

/** One commit: its three fields, then a status with one path, or two where it was renamed. */
function readEntry(entry: string): GitVersion[] {
  const [commit = '', seconds = '', author = '', ...rest] = entry.split('\0');
  const [status = '', from = '', to = ''] = rest.map((part) => part.trimStart());
  const path = /^[RC]/.test(status) ? to : from;
  // A deletion is no version of a note.
  if (!/^[0-9a-f]{40,64}$/.test(commit) || path === '' || status === 'D') return [];
  return [{ commit, path, atEpochMs: Number(seconds) * 1000, author }];
}

/** The note's bytes in a commit, as a checkout would write them; null where that cannot be had. */
export async function readGitVersion(
  git: GitSession,
  { commit, path }: GitVersion,
): Promise<Uint8Array | null> {
  const result = await git.run(['cat-file', '--filters', `${commit}:${path}`]);
  return succeeded(result) && result.stdout.length <= MOST_BYTES ? result.stdout : null;
}
