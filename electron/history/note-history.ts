import type { CallError, NoteVersion, VersionText } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Journals } from '../notebook/journal/journals.ts';
import type { JournalVersion } from '../notebook/journal/versions.ts';
import type { NoteStore } from '../notebook/note-store.ts';
import { decodeNote } from '../notebook/note-text.ts';
import type { GitSession } from '../sync/session.ts';
import { type GitVersion, listGitVersions, readGitVersion } from './git-versions.ts';
import { relinkEarlier } from './relink-earlier.ts';

/** The versions of a notebook's notes: those that were shared, and those of this computer. */
export interface NoteHistory {
  /** Newest first. */
  readonly list: (name: string) => Promise<readonly NoteVersion[]>;
  /** What a version of the last list says, and what the note says now. */
  readonly read: (name: string, id: string) => Promise<Result<VersionText, CallError>>;
}

export interface NoteHistoryOptions {
  /** The notebook's real path. */
  readonly folder: string;
  readonly journals: Journals;
  readonly store: NoteStore;
  /** Looks into the repository; null where there is none, or none that git may run in. */
  readonly lookIntoGit: <Value>(look: (git: GitSession) => Promise<Value>) => Promise<Value | null>;
}

/** Saves of one spell of writing are one version: the last of each such span is listed. */
const SPELL_MS = 2 * 60_000;

/** Makes the history of one notebook; nothing is read before it is asked for. */
export function createNoteHistory(options: NoteHistoryOptions): NoteHistory {
  const { folder, journals, store, lookIntoGit } = options;
  /** What the ids of the last list mean; only they can be read. */
  let listed: {
    readonly name: string;
    readonly git: readonly GitVersion[];
    readonly local: readonly JournalVersion[];
  } = { name: '', git: [], local: [] };

  async function list(name: string): Promise<readonly NoteVersion[]> {
    const [git, local] = await Promise.all([
      lookIntoGit((session) => listGitVersions(session, name)),
      journals.versions(name),
    ]);
    listed = { name, git: git ?? [], local: lastOfEachSpell(local) };
    const versions: NoteVersion[] = [
      ...listed.git.map(({ atEpochMs, author }, index) => ({
        id: `git-${index}`,
        atEpochMs,
        author,
      })),
      ...listed.local.map(({ atEpochMs }, index) => ({
        id: `local-${index}`,
        atEpochMs,
        author: null,
      })),
    ];
    return versions.sort((a, b) => b.atEpochMs - a.atEpochMs);
  }

  async function read(name: string, id: string): Promise<Result<VersionText, CallError>> {
    const [, source, digits] = /^(git|local)-(\d{1,6})$/.exec(id) ?? [];
    const index = Number(digits);
    const text =
      listed.name !== name
        ? null
        : source === 'git'
          ? await gitText(listed.git[index])
          : (listed.local[index]?.lines.join('') ?? null);
    if (text === null) return err({ kind: 'missing', detail: id });
    const opened = await store.open(name);
    if (!opened.ok) return opened;
    return ok({ text: await relinkEarlier(folder, name, text), now: opened.value.text });
  }

  async function gitText(version: GitVersion | undefined): Promise<string | null> {
    if (version === undefined) return null;
    const bytes = await lookIntoGit((session) => readGitVersion(session, version));
    if (bytes === null) return null;
    const { text, readOnly } = decodeNote(bytes);
    return readOnly === null ? text : null;
  }

  return { list, read };
}

function lastOfEachSpell(versions: readonly JournalVersion[]): readonly JournalVersion[] {
  return versions.filter(({ atEpochMs, lines }, index) => {
    const next = versions[index + 1];
    if (next === undefined) return true;
    return next.atEpochMs - atEpochMs > SPELL_MS && next.lines !== lines;
  });
}
