import { join } from 'node:path';
import { mergeNotes } from '../../shared/merge/merge.ts';
import type { KeptBoth } from '../../shared/merge/print.ts';
import { mkdir, rm, writeFile } from '../disk/calls.ts';
import { must } from './git-failure.ts';
import { fileKind } from './paths.ts';
import type { GitSession } from './session.ts';

/** Three versions of one file. */
export interface Versions {
  readonly base: Uint8Array | null;
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

export type MergedContents =
  | { readonly kind: 'merged'; readonly bytes: Uint8Array; readonly keptBoth: readonly KeptBoth[] }
  /** The versions do not join: both must be kept as files. */
  | { readonly kind: 'apart' };

/** Largest note that is merged by its outline, in bytes; as large as notes may be edited. */
const MAX_NOTE_BYTES = 10 * 1024 * 1024;

/** Merges one file: a note by its outline, any other text by git's own merge. */
export async function mergeContents(
  git: GitSession,
  path: string,
  { base, first, second }: Versions,
): Promise<MergedContents> {
  const size = Math.max(base?.length ?? 0, first.length, second.length);
  const texts = [base ?? new Uint8Array(), first, second].map(textOf);
  const [was, one, two] = texts;
  if (was == null || one == null || two == null || size > MAX_NOTE_BYTES) return { kind: 'apart' };
  if (fileKind(path) === 'note') {
    const { text, keptBoth } = mergeNotes(was, one, two, 'ours');
    return { kind: 'merged', bytes: Buffer.from(text, 'utf8'), keptBoth };
  }
  return base === null ? { kind: 'apart' } : mergeByLines(git, base, first, second);
}

/** The text, or null where the bytes are not UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

async function mergeByLines(
  git: GitSession,
  base: Uint8Array,
  first: Uint8Array,
  second: Uint8Array,
): Promise<MergedContents> {
  const folder = join(git.stateFolder, 'merge');
  await mkdir(folder, { recursive: true });
  const paths = ['first', 'base', 'second'].map((name) => join(folder, name));
  const [firstPath = '', basePath = '', secondPath = ''] = paths;
  await writeFile(firstPath, first);
  await writeFile(basePath, base);
  await writeFile(secondPath, second);
  const result = await git.run(['merge-file', '-p', '-q', ...paths]);
  await rm(folder, { recursive: true, force: true });
  // A git that died says nothing of the versions: two files for them would stay for ever.
  if (result.code === null) must(result, 'merge by lines');
  return result.code === 0
    ? { kind: 'merged', bytes: result.stdout, keptBoth: [] }
    : { kind: 'apart' };
}
