import type { CallError, Notice, ReadOnlyReason } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { applyPatch, splitLines, type TextPatch } from '../../shared/text-patch.ts';
import { saveAtomically } from './atomic-save.ts';
import { type DiskError, diskError } from './errno.ts';
import type { FilePort } from './file-port.ts';
import { type FileSnapshot, type FileVersion, readSnapshot, sameOnDisk } from './file-version.ts';
import type { Journals } from './journal/journals.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { decodeNote, encodeNote } from './note-text.ts';
import { type JoinTexts, type OutsideChange, readOutsideChange } from './outside-change.ts';
import { NO_ANSWER, PATIENCE_MS, within } from './patience.ts';
import { createSaveTimer } from './save-timer.ts';
import { isSuspiciousShrink } from './shrink.ts';
import type { ChangedBy, NoteTrack } from './time-track/time-track.ts';

/** What happens to held notes, for the window and the sync. */
export interface NoteListener {
  readonly onDisk: (name: string, version: number) => void;
  readonly onProblem: (name: string, error: CallError) => void;
  readonly onReplaced: (name: string, version: number, text: string) => void;
  readonly onNotice: (notice: Notice) => void;
  /** The file on disk has new content, from whom ever. */
  readonly onFileChanged: (name: string) => void;
}

/** A note whose text main holds. All its work on disk runs in order. */
export interface HeldNote {
  readonly name: string;
  readonly text: () => string;
  readonly version: () => number;
  readonly readOnly: ReadOnlyReason | null;
  /** False while an edit is not durable. */
  readonly isClean: () => boolean;
  /** Takes an edit; the save follows by itself. */
  readonly edit: (baseVersion: number, patch: TextPatch) => Result<number, CallError>;
  /** Saves what is pending now; null when all is durable, else why not. */
  readonly flush: () => Promise<DiskError | null>;
  /** Looks whether the file changed outside and takes it over or joins it. */
  readonly checkDisk: () => Promise<void>;
  /** Takes over what the sync brings: `theirs` grew from `base`; edits made meanwhile stay. */
  readonly takeShared: (base: string, theirs: string) => Promise<DiskError | null>;
  /** Writes the note again where its file went; the next edit would do so too. */
  readonly putBack: () => void;
  /** Takes the text from before the last suspicious change from outside, as an edit. */
  readonly restoreEarlier: () => boolean;
  /** The newest version that is durable in the folder. */
  readonly durableVersion: () => number;
  /** What the file says, as far as main knows. */
  readonly fileText: () => string;
  /** Why the last save failed, while it is not made good. */
  readonly problem: () => CallError | null;
  /** When lines were first written, as wall-clock minutes; null where nobody knows. */
  readonly writtenAt: (indices: readonly number[]) => Promise<readonly (number | null)[]>;
  /** Runs a task between two saves: meanwhile nothing of the note is read or written. */
  readonly exclusively: <Value>(task: () => Promise<Value>) => Promise<Value>;
  /**
   * The note's text is about to be held elsewhere, or its file to go on purpose: nothing is read or
   * written any more, and edits only wait in memory. Settles when its journal is put down.
   */
  readonly leave: () => Promise<void>;
  /** Drops what has not begun; only for a clean note or at the very end. Settles with its journal. */
  readonly release: () => Promise<void>;
}

export interface HeldNoteOptions {
  readonly name: string;
  readonly path: string;
  /** Null where there is no file, of a note that only a journal holds. */
  readonly snapshot: FileSnapshot | null;
  /** Text that a journal brought back and the file lacks. */
  readonly unsaved: string | null;
  readonly readOnly: ReadOnlyReason | null;
  /** Versions never repeat, so that a late edit cannot fit by chance. */
  readonly nextVersion: () => number;
  /** Makes the note's folder where it went, inside a notebook that is still there. */
  readonly makeFolder: () => Promise<void>;
  /** False while the whole notebook is gone: its disk was unplugged, or its folder renamed. */
  readonly isNotebookThere: () => Promise<boolean>;
  /** The file, last seen as `last`, went: where it has another name now, the note is left and goes on there. */
  readonly followRenamed: (last: FileVersion) => Promise<void>;
  readonly files: FilePort;
  readonly journals: Journals;
  /** Follows when lines are written, where anybody asks for it. */
  readonly track?: NoteTrack | undefined;
  readonly join: JoinTexts;
  readonly listener: NoteListener;
}

/** A journal that takes longer than this is not waited for: the folder itself is as good. */
const JOURNAL_PATIENCE_MS = 100;
/** Saving gives up for now when the file changes again at every attempt. */
const MAX_JOINS_PER_SAVE = 5;

/**
 * Holds the text of one note between the window and the disk.
 *
 * The window's text may die at any time; this one is what is saved. Invariants: `base` is the text
 * of `disk`; the file is written only when an edit made the text differ from it (law 1).
 */
export function createHeldNote(options: HeldNoteOptions): HeldNote {
  const { name, path, files, join, listener, nextVersion, track } = options;
  const queue = createKeyedQueue();
  const timer = createSaveTimer(() => void flush());
  let base = options.snapshot === null ? '' : decodeNote(options.snapshot.bytes).text;
  let lines = splitLines(base);
  let version = nextVersion();
  let durableVersion = version;
  let disk: FileVersion | null = options.snapshot?.version ?? null;
  /** What the file was when it went; its new name may be there later than the old one is gone. */
  let gone: FileVersion | null = null;
  /** What our last save replaced, by the disk's own clock; see `grewFrom`. */
  let replaced: { readonly text: string; readonly fromMs: number; readonly toMs: number } | null =
    null;
  let reported: CallError | null = null;
  let left = false;
  /** What the note said before most of it went, from outside. */
  let earlier: { readonly text: string; readonly since: string } | null = null;
  const journal = options.journals.of(name, () => ({
    name,
    file: { hash: disk?.hash ?? null, text: base },
    lines,
  }));
  if (options.unsaved !== null) {
    lines = splitLines(options.unsaved);
    version = nextVersion();
    journal.begin();
    timer.request();
  }

  function edit(baseVersion: number, patch: TextPatch): Result<number, CallError> {
    if (options.readOnly !== null) return err({ kind: 'read-only', detail: options.readOnly });
    if (baseVersion !== version) return err({ kind: 'stale', detail: `main has ${version}` });
    const changed = applyPatch(lines, patch);
    if (changed === null)
      return err({ kind: 'invalid', detail: 'the patch is longer than the note' });
    become(changed, 'here');
    journal.edited(patch);
    if (!left) timer.request();
    return ok(version);
  }

  function become(next: string[], changedBy: ChangedBy): void {
    track?.changed(lines, next, changedBy);
    lines = next;
    version = nextVersion();
  }

  /** Puts down what is kept beside the note. */
  async function putDown(isSafe: boolean): Promise<void> {
    await Promise.all([journal.close(isSafe), track?.close()]);
  }

  function flush(): Promise<DiskError | null> {
    timer.cancel();
    return queue.run(path, () => attempt(save));
  }

  function checkDisk(): Promise<void> {
    return queue.run(path, async () => {
      await attempt(async () => {
        if (await looksUntouched()) return null;
        return takeOutside(await look());
      });
    });
  }

  /** What is on disk; a note that went with its whole notebook was not deleted. */
  async function look(): Promise<FileSnapshot | null> {
    const found = await readSnapshot(files, path);
    if (found !== null) return found;
    if (!(await options.isNotebookThere()))
      throw Object.assign(new Error('The notebook is gone'), { code: 'ENOENT' });
    const last = disk ?? gone;
    if (last === null) return null;
    await options.followRenamed(last);
    // That took its time, and somebody may have written the file anew.
    return left ? null : readSnapshot(files, path);
  }

  /**
   * Size and time answer a look only where they can tell: two programs that save within one step of
   * the clock, and write equally much, share both.
   */
  async function looksUntouched(): Promise<boolean> {
    if (disk === null) return false;
    try {
      return await sameOnDisk(files, path, await files.stat(path), disk);
    } catch (thrown) {
      if (diskError(thrown).kind === 'missing') return false;
      throw thrown;
    }
  }

  /** Runs a step whose disk errors are told once and tried again. */
  async function attempt(step: () => Promise<DiskError | null>): Promise<DiskError | null> {
    if (left) return null;
    const patience = setInterval(tellHanging, PATIENCE_MS);
    const error = await step().catch(diskError);
    clearInterval(patience);
    if (error === null) {
      timer.succeeded();
      // A note that waits for nothing has no save to say that all is well again.
      if (reported !== null && isClean()) listener.onDisk(name, version);
      reported = null;
      return null;
    }
    tell(error);
    if (!isClean()) timer.retry();
    return error;
  }

  /** The step goes on, also with what is typed meanwhile; when the disk answers, what was told is made good like any refusal. */
  function tellHanging(): void {
    if (!isClean()) tell(NO_ANSWER);
  }

  function tell(error: CallError): void {
    if (reported?.kind !== error.kind) listener.onProblem(name, error);
    reported = error;
  }

  async function save(): Promise<DiskError | null> {
    if (disk === null && gone !== null) await options.followRenamed(gone);
    return left ? null : write();
  }

  async function write(): Promise<DiskError | null> {
    for (let joins = 0; joins <= MAX_JOINS_PER_SAVE; joins++) {
      const text = lines.join('');
      const savedVersion = version;
      if (left || isClean()) return null;
      journal.saving();
      if (text === base && disk !== null) {
        journal.saved(disk.hash);
        return durable(savedVersion);
      }
      // The journal goes first, as long as it does not keep the save waiting.
      await within(JOURNAL_PATIENCE_MS, journal.settled());
      if (disk === null) await options.makeFolder();
      const request = { path, bytes: encodeNote(text), expected: disk ?? ('absent' as const) };
      const outcome = await saveAtomically(request, files);
      if (outcome.kind === 'refused') return outcome.error;
      if (outcome.kind === 'saved') {
        replaced = disk && { text: base, fromMs: disk.mtimeMs, toMs: outcome.replacedAtMs };
        base = text;
        disk = outcome.version;
        gone = null;
        journal.saved(disk.hash);
        listener.onFileChanged(name);
        return durable(savedVersion);
      }
      const unreadable = takeOutside(await look());
      if (unreadable !== null) return unreadable;
    }
    return { kind: 'failed', detail: `${path} changes faster than it can be saved` };
  }

  function durable(savedVersion: number): null {
    durableVersion = savedVersion;
    listener.onDisk(name, savedVersion);
    return null;
  }

  function takeOutside(found: FileSnapshot | null): DiskError | null {
    if (left) return null;
    const held = { ours: lines.join(''), base: grewFrom(found), baseHash: disk?.hash ?? null };
    const change = readOutsideChange(held, found, join);
    if (change.kind === 'unreadable') {
      return {
        kind: 'unreadable',
        detail: `${path} is no editable note any more: ${change.reason}`,
      };
    }
    apply(change);
    gone = found === null ? (disk ?? gone) : null;
    disk = found?.version ?? null;
    if (change.kind === 'none') return null;
    replaced = null;
    journal.restart();
    listener.onFileChanged(name);
    return null;
  }

  /**
   * The text that the file's content grew from.
   *
   * No system renames a file only where its target is still the same, so two programs that save at
   * the same moment can both find nothing changed, and the later one replaces what the earlier one
   * wrote. Its content was written before our save had the name, so it knows nothing of it: it did
   * not delete our words, and is joined on what both of us began with.
   */
  function grewFrom(found: FileSnapshot | null): string {
    if (found === null || replaced === null) return base;
    const { mtimeMs } = found.stat;
    return replaced.fromMs < mtimeMs && mtimeMs < replaced.toMs ? replaced.text : base;
  }

  function apply(change: Exclude<OutsideChange, { readonly kind: 'unreadable' }>): void {
    switch (change.kind) {
      case 'none':
        return;
      case 'deleted':
        listener.onNotice({ id: 'note-deleted-outside', values: { name } });
        return;
      case 'replaced': {
        const same = change.text === lines.join('');
        base = change.text;
        if (same) durable(version);
        else durable(takeOver(change.text));
        return;
      }
      case 'joined':
        base = change.theirs;
        takeOver(change.text);
        timer.request();
        listener.onNotice({ id: 'note-changed-outside', values: { name } });
    }
  }

  function takeOver(text: string): number {
    keepIfShrunk(lines.join(''), text);
    become(splitLines(text), 'elsewhere');
    listener.onReplaced(name, version, text);
    return version;
  }

  function keepIfShrunk(before: string, after: string): void {
    if (!isSuspiciousShrink(before, after)) return;
    earlier = { text: before, since: after };
    listener.onNotice({ id: 'note-shrunk-outside', values: { name } });
  }

  function restoreEarlier(): boolean {
    if (earlier === null) return false;
    // What was written since stays.
    become(splitLines(join(earlier.since, lines.join(''), earlier.text)), 'elsewhere');
    earlier = null;
    journal.begin();
    listener.onReplaced(name, version, lines.join(''));
    timer.request();
    return true;
  }

  function putBack(): void {
    if (disk !== null) return;
    version = nextVersion();
    journal.begin();
    listener.onReplaced(name, version, lines.join(''));
    timer.request();
  }

  function takeShared(sharedBase: string, theirs: string): Promise<DiskError | null> {
    return queue.run(path, () =>
      attempt(async () => {
        const unreadable = takeOutside(await readSnapshot(files, path));
        if (unreadable !== null) return unreadable;
        const ours = lines.join('');
        const joined = ours === sharedBase ? theirs : join(sharedBase, ours, theirs);
        if (joined !== ours) {
          takeOver(joined);
          journal.restart();
        }
        return save();
      }),
    );
  }

  function isClean(): boolean {
    return durableVersion === version;
  }

  return {
    name,
    text: () => lines.join(''),
    version: () => version,
    readOnly: options.readOnly,
    isClean,
    edit,
    flush,
    checkDisk,
    takeShared,
    putBack,
    restoreEarlier,
    durableVersion: () => durableVersion,
    fileText: () => base,
    problem: () => reported,
    writtenAt: async (indices) =>
      (await track?.writtenAt(lines, indices)) ?? indices.map(() => null),
    exclusively: (task) => queue.run(path, task),
    leave: () => {
      left = true;
      timer.cancel();
      return putDown(true);
    },
    release: () => {
      timer.cancel();
      return putDown(isClean());
    },
  };
}
