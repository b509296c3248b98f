import { dirname, join } from 'node:path';
import type { CallError } from '../../shared/ipc/contract.ts';
import { err } from '../../shared/result.ts';
import { access, readFile, realpath } from '../disk/calls.ts';
import { isTemporaryName, saveAtomically } from '../notebook/atomic-save.ts';
import { type DiskError, diskError } from '../notebook/errno.ts';
import { hashBytes } from '../notebook/file-version.ts';
import { createKeyedQueue } from '../notebook/keyed-queue.ts';
import { pathOfNote } from '../notebook/note-path.ts';
import { filesBelow, nodeDisk } from '../notebook/operations/disk.ts';
import { unwrittenFolder } from '../notebook/operations/ground.ts';
import { hashOf } from '../notebook/operations/same-file.ts';
import { NO_ANSWER, PATIENCE_MS, within } from '../notebook/patience.ts';
import type { FoundImage, ImageWish } from '../security/app-route.ts';
import { readNotebookImage } from './route.ts';
import { type KeepImage, type NamedImage, storeNamed } from './store.ts';

/** The images of a notebook that its disk refuses, kept in app data until it takes them (law 2). */
export interface UnwrittenImages {
  /** Keeps an image durably under the link that it will have in the notebook. */
  readonly keep: KeepImage;
  /** Reads an image of the notebook for the window, also one that is not there yet. */
  readonly read: (encodedPath: string, want?: ImageWish) => Promise<FoundImage | null>;
  /** Writes what the disk takes by now, and tells what it refuses; null where nothing waits. */
  readonly write: () => Promise<CallError | null>;
  /** Writes no more by itself; what is left is written when the notebook is opened again. */
  readonly close: () => void;
}

export interface UnwrittenOptions {
  /** The notebook's real path. */
  readonly folder: string;
  /** The notebook's folder in the app's own data. */
  readonly dataFolder: string;
  /** Images wait, for this reason. */
  readonly onWaits: (refused: CallError) => void;
  /** An image lies in the notebook now. */
  readonly onWritten: () => void;
  /** None waits any more. */
  readonly onOver: () => void;
}

/** What was refused is tried again after this long … */
const FIRST_RETRY_MS = 2000;
/** … then after longer and longer, but never longer than this. */
const LONGEST_RETRY_MS = 15_000;
const GROWTH = 1.5;
/** Hexadecimal digits of an image's hash in its name. */
const HASH_DIGITS = 8;

/**
 * Keeps the images that a notebook refuses, below one folder of app data, each at the path that it is
 * to have in the notebook.
 *
 * So the path is all there is to remember, and the link is written at once: where the image belongs
 * is told by the note, which may be changed, undone, moved or journalled meanwhile like any other. Its
 * name has a part of its hash, for a name that is free may be taken when the disk is there again. A
 * copy goes when the notebook has the same bytes under the same name, also after a death in between.
 */
export function openUnwritten(options: UnwrittenOptions): UnwrittenImages {
  const { folder, onWaits, onWritten, onOver } = options;
  const unwritten = unwrittenFolder(options.dataFolder);
  const queue = createKeyedQueue();
  let waits: CallError | null = null;
  let retryMs = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  /** The disk has not answered to this one: none is begun beside it, and no image held up by it. */
  let stuck: Promise<void> | null = null;

  const keep: KeepImage = (image, refused) =>
    queue.run(unwritten, async () => {
      try {
        await nodeDisk.makeFolder(unwritten);
      } catch (thrown) {
        diskError(thrown);
        return err(refused);
      }
      const kept = await storeNamed(unwritten, unmistakable(image));
      if (!kept.ok) return err(refused);
      if (waits === null) retryMs = FIRST_RETRY_MS;
      waits = refused;
      onWaits(refused);
      schedule();
      return kept;
    });

  function attempt(): Promise<CallError | null> {
    return queue.run(unwritten, async () => {
      stop();
      const before = waits;
      waits = stuck === null ? await writeEach() : NO_ANSWER;
      if (waits === null && before !== null) onOver();
      schedule();
      return waits;
    });
  }

  async function writeEach(): Promise<CallError | null> {
    let refused: CallError | null = null;
    for (const name of await namesBelow(unwritten)) {
      const writing = writeOne(name);
      const answer = await within(
        PATIENCE_MS,
        writing.then((error) => ({ error })),
      );
      if (answer === null) {
        stuck = writing.then(() => {
          stuck = null;
          if (!closed) void attempt();
        });
        return NO_ANSWER;
      }
      refused = answer.error ?? refused;
    }
    return refused;
  }

  /** Null where the image is in the notebook, or can never be: another file has its name there. */
  async function writeOne(name: string): Promise<DiskError | null> {
    const kept = join(unwritten, name);
    try {
      // The folders of a notebook that is gone are not made anew: its disk may only be unplugged.
      await access(folder);
      const path = await pathOfNote(folder, name);
      if (!path.ok) return path.error;
      await nodeDisk.makeFolder(dirname(path.value));
      const bytes = await readFile(kept);
      const outcome = await saveAtomically({ path: path.value, bytes, expected: 'absent' });
      if (outcome.kind === 'refused') return outcome.error;
      if (outcome.kind === 'changed' && (await hashOf(nodeDisk, path.value)) !== hashBytes(bytes))
        return null;
      await nodeDisk.unlink(kept);
      onWritten();
      return null;
    } catch (thrown) {
      return diskError(thrown);
    }
  }

  function schedule(): void {
    if (timer !== null || waits === null || closed) return;
    timer = setTimeout(() => void attempt(), retryMs);
    timer.unref();
    retryMs = Math.min(LONGEST_RETRY_MS, retryMs * GROWTH);
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  async function read(encodedPath: string, want?: ImageWish): Promise<FoundImage | null> {
    // A disk that hangs must not hide what is kept. Otherwise the notebook's own file counts.
    const early = waits === null ? null : await readKept(encodedPath, want);
    if (early !== null) return early;
    return (
      (await readNotebookImage(folder, encodedPath, want)) ?? (await readKept(encodedPath, want))
    );
  }

  async function readKept(encodedPath: string, want?: ImageWish): Promise<FoundImage | null> {
    const kept = await realpath(unwritten).catch(() => null);
    return kept === null ? null : readNotebookImage(kept, encodedPath, want);
  }

  return {
    keep,
    read,
    write: async () => {
      const refused = await attempt();
      if (refused !== null) onWaits(refused);
      return refused;
    },
    close: () => {
      closed = true;
      stop();
    },
  };
}

/** The image under a name that no other one can have. */
function unmistakable({ note, bytes, nameAt }: NamedImage): NamedImage {
  const hash = hashBytes(bytes).slice(0, HASH_DIGITS);
  return {
    note,
    bytes,
    nameAt: (n, extension) => {
      const name = nameAt(n, extension);
      const end = name.lastIndexOf('.');
      return `${name.slice(0, end)}-${hash}${name.slice(end)}`;
    },
  };
}

/** Not what a death left of one that was never whole. */
async function namesBelow(folder: string): Promise<readonly string[]> {
  try {
    const names = await filesBelow(folder);
    return names.filter((name) => !isTemporaryName(name.slice(name.lastIndexOf('/') + 1)));
  } catch (thrown) {
    diskError(thrown);
    return [];
  }
}
