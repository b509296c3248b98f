import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { wallMinuteOf } from '../../../shared/note/wall-time.ts';
import { copyFile, readdir, rename, stat, unlink } from '../../disk/calls.ts';
import { diskError } from '../errno.ts';
import { readJson, writeJson } from '../json-file.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import { followLines, type Mark, recogniseLines } from './follow-lines.ts';
import { rememberGone } from './gone.ts';

/** Who changed a note: somebody at this computer now, or another program or computer at any time. */
export type ChangedBy = 'here' | 'elsewhere';

/** When the lines of a note that main holds were first written. */
export interface NoteTrack {
  /** The lines changed; returns at once. */
  readonly changed: (
    before: readonly string[],
    after: readonly string[],
    changedBy: ChangedBy,
  ) => void;
  /** The wall-clock minutes of lines by their index; null where nobody knows. */
  readonly writtenAt: (
    lines: readonly string[],
    indices: readonly number[],
  ) => Promise<readonly (number | null)[]>;
  /** Writes what is pending; the note is not held any more. */
  readonly close: () => Promise<void>;
}

/**
 * When each line of a notebook's notes was first written, kept in app data.
 *
 * No note depends on it: what is lost or broken only means that nobody knows the time.
 */
export interface TimeTrack {
  /** The track of a note that is held now. */
  readonly of: (name: string) => NoteTrack;
  /** A note that nobody holds has another name now. */
  readonly move: (from: string, to: string) => Promise<void>;
  /** A note was copied: its lines were written when those of the original were. */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** Lets the times of notes that were not written to for longest go, where all together are large. */
  readonly prune: () => Promise<void>;
}

export interface TimeTrackOptions {
  readonly folder: string;
  readonly now: () => Date;
  /** The files of one notebook may be as large as this together, in bytes. */
  readonly mostBytes?: number;
  /** How long after a change the times are written, in milliseconds. */
  readonly saveDelayMs?: number;
}

/** A quarter of a megabyte for a note of 10,000 lines: not after every word. */
const SAVE_DELAY_MS = 3000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Raised whenever lines get other keys. */
const FORMAT = 1;

const schema = v.object({
  format: v.literal(FORMAT),
  name: v.string(),
  lines: v.array(v.tuple([v.string(), v.nullable(v.number())])),
});

/** Opens the track of a notebook in a folder of app data, which need not exist. */
export function openTimeTrack(options: TimeTrackOptions): TimeTrack {
  const { folder, now, mostBytes = MOST_BYTES, saveDelayMs = SAVE_DELAY_MS } = options;
  const queue = createKeyedQueue();
  /** One thing at a time: a note's times are read when those of its former name are written. */
  const inTurn = <Value>(task: () => Promise<Value>): Promise<Value> => queue.run(folder, task);
  const gone = rememberGone();
  const open = new Map<string, { readonly save: () => Promise<void> }>();

  function pathOf(name: string): string {
    const id = createHash('sha256').update(name).digest('hex').slice(0, 24);
    return join(folder, `${id}.json`);
  }

  async function load(name: string): Promise<readonly Mark[]> {
    const parsed = v.safeParse(schema, await readJson(pathOf(name)));
    return parsed.success ? parsed.output.lines : [];
  }

  function of(name: string): NoteTrack {
    /** Null until somebody changes the note or asks. */
    let marks: readonly Mark[] | null = null;
    let loading: Promise<void> | null = null;
    /** Changes that came while the file was being read. */
    let waiting: (() => void)[] = [];
    let timer: NodeJS.Timeout | null = null;
    const self = { save };
    open.set(name, self);

    function begin(lines: readonly string[]): Promise<void> {
      loading ??= inTurn(() => load(name)).then((known) => {
        const recognised = recogniseLines(lines, known);
        marks = recognised.marks;
        gone.add(recognised.gone);
        for (const follow of waiting) follow();
        waiting = [];
      });
      return loading;
    }

    function changed(
      before: readonly string[],
      after: readonly string[],
      changedBy: ChangedBy,
    ): void {
      const nowMinute = changedBy === 'here' ? wallMinuteOf(now()) : null;
      const follow = (): void => {
        const followed = followLines(marks ?? [], {
          before,
          after,
          nowMinute,
          recall: gone.recall,
        });
        marks = followed.marks;
        gone.add(followed.gone);
        timer ??= setTimeout(() => void save(), saveDelayMs);
      };
      if (marks === null) {
        waiting.push(follow);
        void begin(before);
      } else follow();
    }

    async function save(): Promise<void> {
      await loading;
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      await inTurn(() => writeJson(pathOf(name), { format: FORMAT, name, lines: marks }));
    }

    return {
      changed,
      writtenAt: async (lines, indices) => {
        await begin(lines);
        return indices.map((index) => marks?.[index]?.[1] ?? null);
      },
      close: () => {
        if (open.get(name) === self) open.delete(name);
        return save();
      },
    };
  }

  async function move(from: string, to: string): Promise<void> {
    await inTurn(() => rename(pathOf(from), pathOf(to)).catch(diskError));
  }

  async function copy(from: string, to: string): Promise<void> {
    await open.get(from)?.save();
    await inTurn(() => copyFile(pathOf(from), pathOf(to)).catch(diskError));
  }

  async function prune(): Promise<void> {
    const names = await readdir(folder).catch(() => []);
    const found = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
        return { path, size, mtimeMs };
      }),
    );
    let bytes = 0;
    for (const { path, size } of found.sort((one, other) => other.mtimeMs - one.mtimeMs)) {
      bytes += size;
      if (bytes > mostBytes) await unlink(path).catch(diskError);
    }
  }

  return { of, move, copy, prune };
}
