import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const SHARED_NOTE = join(ROOT, '../shared/notes/kubernetes-meetup-tokyo-14.md');
const OWN_NOTE = join(ROOT, 'test/notes/outline-tools-night.md');

/** The acceptance note where it is present, and always the note of our own with the same traits. */
export const ACCEPTANCE_NOTES = [OWN_NOTE, ...(existsSync(SHARED_NOTE) ? [SHARED_NOTE] : [])];
/** A note with everything that Markdown knows, in as many spellings as fit. */
export const EVERY_CONSTRUCT = join(ROOT, 'test/notes/every-construct.md');
/** Tables in every place and spelling. */
export const TABLES = join(ROOT, 'test/notes/tables-everywhere.md');
/** The note that most journeys use. */
export const ACCEPTANCE_NOTE = existsSync(SHARED_NOTE) ? SHARED_NOTE : OWN_NOTE;

/** A notebook in a temp folder: a git working tree with one commit. */
export interface TestNotebook {
  readonly folder: string;
  readonly note: string;
  /** The note's path. */
  readonly file: string;
  read(): string;
  bytes(): Buffer;
  /** `added deleted` of the note against the last commit, as git counts them. */
  numstat(): { readonly added: number; readonly deleted: number };
  git(...args: string[]): string;
}

/** Runs git in a folder with an identity of its own and nothing from the machine's configuration. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Tester',
      GIT_AUTHOR_EMAIL: 'tester@example.org',
      GIT_COMMITTER_NAME: 'Tester',
      GIT_COMMITTER_EMAIL: 'tester@example.org',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A fresh folder below the system's temp folder. */
export function tempFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `backrow-${name}-`));
}

/** Makes a notebook that holds a copy of a note, or a note of the given text. */
export function makeNotebook(
  source: string | { name: string; text: string } = ACCEPTANCE_NOTE,
): TestNotebook {
  const folder = tempFolder('notebook');
  const note = typeof source === 'string' ? basename(source) : source.name;
  const file = join(folder, note);
  if (typeof source === 'string') copyFileSync(source, file);
  else writeFileSync(file, source.text);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'config', 'user.name', 'Tester');
  git(folder, 'config', 'user.email', 'tester@example.org');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'Start');
  const base = git(folder, 'rev-parse', 'HEAD').trim();
  return {
    folder,
    note,
    file,
    read: () => readFileSync(file, 'utf8'),
    bytes: () => readFileSync(file),
    numstat: () => {
      const line = git(folder, 'diff', '--numstat', base, '--', note).trim();
      const [added = '0', deleted = '0'] = line.split(/\s+/);
      return { added: Number(added), deleted: Number(deleted) };
    },
    git: (...args) => git(folder, ...args),
  };
}
