import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { readdir, readFile, stat } from '../disk/calls.ts';
import { errnoCode } from '../notebook/errno.ts';
import { type ConfigEntry, readConfig } from './config-file.ts';
import { isInert } from './inert.ts';
import type { Repository } from './repository.ts';

/** What a repository's own settings and hooks hold. */
export type Inspection =
  | { readonly kind: 'inert' }
  | {
      readonly kind: 'untrusted';
      /** Each thing that could run a program, in words a person can check. */
      readonly found: readonly string[];
      /** Names exactly this list: a trust given to it does not cover anything found later. */
      readonly fingerprint: string;
    };

/**
 * The hooks of git-lfs, which every repository with large files has. They are matched whole;
 * Backrow runs no hooks and uploads large files itself.
 */
const LFS_HOOK =
  /^#!\/bin\/sh\ncommand -v git-lfs >\/dev\/null 2>&1 \|\| \{ (?:echo|printf)[^\n`$]*; exit \d+; \}\ngit lfs (?:pre-push|post-checkout|post-commit|post-merge) "\$@"\n$/;

/**
 * Inspects a repository without running git (DESIGN law 7).
 *
 * Hardening flags are not enough: a `filter.*.clean` still runs on `git status` with hooks,
 * fsmonitor and signing switched off. So no git runs at all where more than the inert list is
 * found, until the user trusts it.
 */
export async function inspectRepository(repository: Repository): Promise<Inspection> {
  const found = [
    ...(await inspectOwner(repository)),
    ...(await inspectPlace(repository)),
    ...(await inspectConfig(join(repository.commonFolder, 'config'))),
    // Read always, also where `extensions.worktreeConfig` is off: it costs nothing to be strict.
    ...(await inspectConfig(join(repository.gitFolder, 'config.worktree'))),
    ...(await inspectHooks(join(repository.commonFolder, 'hooks'))),
  ];
  if (found.length === 0) return { kind: 'inert' };
  const fingerprint = createHash('sha256').update(found.join('\n')).digest('hex');
  return { kind: 'untrusted', found: found.map(printable), fingerprint };
}

/** A folder of another user on a shared disk: git itself refuses it, and its owner can change it. */
async function inspectOwner({ gitFolder }: Repository): Promise<string[]> {
  const self = process.getuid?.();
  if (self === undefined) return [];
  const { uid } = await stat(gitFolder);
  return uid === self ? [] : [`owner: user ${uid}`];
}

/**
 * A `.git` that leads elsewhere could make us write into another repository of the user. Only a
 * linked working tree is taken for granted: there the other repository names this folder, too.
 */
async function inspectPlace({ root, gitFolder, commonFolder }: Repository): Promise<string[]> {
  const own = join(root, '.git');
  if (gitFolder === own && commonFolder === own) return [];
  const back = (await readIfThere(join(gitFolder, 'gitdir')))?.trim() ?? '';
  const isLinked = resolve(gitFolder, back) === own && dirname(dirname(gitFolder)) === commonFolder;
  return back !== '' && isLinked ? [] : [`git folder elsewhere: ${gitFolder}`];
}

async function inspectConfig(path: string): Promise<string[]> {
  const text = await readIfThere(path);
  if (text === null) return [];
  const { entries, unread } = readConfig(text);
  return [
    ...unread.map((line) => `unreadable: ${line}`),
    ...entries.filter((entry) => !isInert(entry)).map(describe),
  ];
}

async function inspectHooks(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((thrown: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errnoCode(thrown) ?? '')) return [];
    throw thrown;
  });
  const hooks: string[] = [];
  for (const name of names.sort()) {
    if (name.endsWith('.sample') || /^README/i.test(name)) continue;
    const text = await readIfThere(join(folder, name));
    if (text === null || LFS_HOOK.test(text)) continue;
    hooks.push(`hook: ${name} (${createHash('sha256').update(text).digest('hex').slice(0, 12)})`);
  }
  return hooks;
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoCode(thrown) ?? '')) return null;
    if (errnoCode(thrown) === 'EISDIR') return '(folder)';
    throw thrown;
  }
}

function describe({ section, subsection, key, value }: ConfigEntry): string {
  const name = subsection === null ? `${section}.${key}` : `${section}.${subsection}.${key}`;
  return `${name} = ${value}`;
}

/** Control characters and length cannot disguise what was found. */
function printable(text: string): string {
  return [...text]
    .map((char) => (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(char) ? '\uFFFD' : char))
    .join('')
    .slice(0, 300);
}
