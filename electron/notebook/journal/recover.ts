import { join as joinPath } from 'node:path';
import type { Notice } from '../../../shared/ipc/contract.ts';
import { saveAtomically } from '../atomic-save.ts';
import { diskError } from '../errno.ts';
import type { FilePort } from '../file-port.ts';
import { readSnapshot } from '../file-version.ts';
import { pathOfNote } from '../note-path.ts';
import type { NoteStore } from '../note-store.ts';
import { encodeNote } from '../note-text.ts';
import type { JoinTexts } from '../outside-change.ts';
import { answeredWithin, PATIENCE_MS } from '../patience.ts';
import type { Journals, LeftLog } from './journals.ts';
import { besideName, planRecovery, type Recovery } from './recovery.ts';
import type { Replayed } from './replay.ts';

export interface RecoverOptions {
  /** The notebook's real path. */
  readonly folder: string;
  readonly files: FilePort;
  readonly journals: Journals;
  readonly store: Pick<NoteStore, 'bringBack'>;
  readonly join: (...texts: [...Parameters<JoinTexts>, name: string]) => string;
  /** True for names that a notebook may hold; a log is a file like any other and not to be trusted. */
  readonly isNoteName: (name: string) => boolean;
}

const MAX_BESIDE = 100;
/** Once a disk hangs the window is not kept waiting as long for each further note. */
const NEXT_PATIENCE_MS = 300;

/**
 * Brings back what a death left in the journals of a notebook; answers with what to tell.
 *
 * Before any note is opened. Text that goes into its own note is held in main like an edit, so that
 * its save follows, and is tried again, as for any other; the log stays open until that is durable.
 */
export async function recoverNotes(options: RecoverOptions): Promise<readonly Notice[]> {
  const notices: Notice[] = [];
  let patienceMs = PATIENCE_MS;
  for (const log of await options.journals.left()) {
    try {
      const notice = await answeredWithin(patienceMs, recoverNote(options, log));
      if (notice !== null && 'kind' in notice) {
        // What has begun goes on when the disk answers, and the log is there until then.
        await log.setAside();
        patienceMs = NEXT_PATIENCE_MS;
        notices.push({ id: 'note-recovery-waits', values: { name: log.replayed?.name ?? '' } });
      } else if (notice !== null) notices.push(notice);
    } catch (thrown) {
      // A disk that refuses now may not at the next start; the log stays as it is.
      diskError(thrown);
    }
  }
  return notices;
}

async function recoverNote(options: RecoverOptions, log: LeftLog): Promise<Notice | null> {
  const { replayed } = log;
  if (replayed === null || !options.isNoteName(replayed.name)) {
    await log.settle();
    return null;
  }
  const { name } = replayed;
  const path = await pathOfNote(options.folder, name);
  // A way through a link leads out of the notebook.
  if (!path.ok) return putBeside(options, log, replayed, name.split('/').at(-1) ?? name);
  const found = await readSnapshot(options.files, path.value).catch(() => 'unreadable' as const);
  if (found === 'unreadable') return putBeside(options, log, replayed, name);
  const joinHere: JoinTexts = (base, ours, theirs) => options.join(base, ours, theirs, name);
  const plan = planRecovery(replayed, found, joinHere);
  switch (plan.kind) {
    case 'nothing':
      await log.settle();
      return null;
    case 'beside':
      return putBeside(options, log, replayed, name);
    case 'restore':
    case 'bring-back':
    case 'joined':
      if (!(await options.store.bringBack(name, plan.text))) {
        return putBeside(options, log, replayed, name);
      }
      return noticeOf(plan, name);
  }
}

function noticeOf({ kind }: Recovery, name: string): Notice | null {
  if (kind === 'joined') return { id: 'note-changed-outside', values: { name } };
  return kind === 'bring-back' ? { id: 'note-brought-back', values: { name } } : null;
}

async function putBeside(
  options: RecoverOptions,
  log: LeftLog,
  { name, lines, atEpochMs }: Replayed,
  near: string,
): Promise<Notice | null> {
  const bytes = encodeNote(lines.join(''));
  for (let count = 1; count <= MAX_BESIDE; count++) {
    const beside = besideName(near, atEpochMs, count);
    const path = joinPath(options.folder, beside);
    const outcome = await saveAtomically({ path, bytes, expected: 'absent' }, options.files);
    if (outcome.kind === 'refused') break;
    if (outcome.kind === 'changed' && !(await hasBytes(options.files, path, bytes))) continue;
    await log.settle();
    return { id: 'note-recovered-beside', values: { name, beside } };
  }
  await log.setAside();
  return { id: 'note-recovery-waits', values: { name } };
}

async function hasBytes(files: FilePort, path: string, bytes: Uint8Array): Promise<boolean> {
  const found = await readSnapshot(files, path).catch(() => null);
  return found !== null && Buffer.compare(found.bytes, bytes) === 0;
}
