import { $createTextNode, HISTORY_PUSH_TAG, type LexicalEditor, type NodeKey } from 'lexical';
import type { BackrowApi, CallError, Notice } from '../../../shared/ipc/contract.ts';
import type { NoteText } from '../../../shared/markdown/index.ts';
import { findFirstStamp } from '../../../shared/note/stamp.ts';
import {
  formatWritten,
  type WallTime,
  wallMinuteOf,
  wallTimeOf,
} from '../../../shared/note/wall-time.ts';
import { splitLines } from '../../../shared/text-patch.ts';
import type { MirroredNote } from '../mirrored-note.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { $createPartNode, entityParts } from '../nodes/entity-node.ts';
import { $blockByKey } from '../nodes/section-node.ts';
import { $selectedBlocks } from './run.ts';

export interface WrittenHost {
  readonly editor: LexicalEditor;
  readonly api: Pick<BackrowApi, 'linesWritten'>;
  readonly name: () => string;
  /** Sends all that waits, then gives what main holds and what of it lies in which block. */
  readonly settled: () => Promise<{
    readonly text: NoteText;
    readonly version: number;
    readonly shown: MirroredNote;
  }>;
  /** The event's date as `YYYY-MM-DD`. */
  readonly eventDate: () => string | null;
  readonly afterComposition: () => Promise<void>;
  readonly onNotice: (notice: Notice) => void;
  readonly onError: (error: CallError) => void;
}

/** A line that is written to while it is asked about is asked about again. */
const MOST_TRIES = 4;
/** As many as the call takes. */
const MOST_LINES = 1000;
/** What a line of a block's text is when its words have not begun. */
const BEFORE_WORDS = /^[\s>]*$/;

/**
 * Puts the time at which it was written in front of each selected line, as one step of undo.
 *
 * A line that begins with a time keeps the one it has. Main knows the times; where it does not,
 * because the line came from another computer or program, that is said quietly.
 */
export async function stampWritten(host: WrittenHost): Promise<void> {
  const { editor, onNotice } = host;
  const found = editor.read(() =>
    $selectedBlocks()
      .filter($isWritten)
      .map((block) => ({ key: block.getKey(), isStamped: $isStamped(block) })),
  );
  const keys = found.flatMap(({ key, isStamped }) => (isStamped ? [] : [key]));
  if (keys.length === 0) {
    const id = found.length > 0 ? 'written-stamped' : 'written-unknown';
    return onNotice({ id, values: {} });
  }
  const written = await askWritten(host, keys.slice(0, MOST_LINES));
  if (written === null) return;
  if (written.size > 0) {
    await host.afterComposition();
    const today = wallTimeOf(wallMinuteOf(new Date())).date;
    const event = { date: host.eventDate(), today };
    editor.update(
      () => {
        for (const [key, time] of written) $stamp($blockByKey(key), formatWritten(time, event));
      },
      { tag: HISTORY_PUSH_TAG },
    );
  }
  if (written.size < keys.length) onNotice({ id: 'written-unknown', values: {} });
}

/** The times of those blocks of which main knows; null where it cannot be asked. */
async function askWritten(
  host: WrittenHost,
  keys: readonly NodeKey[],
): Promise<ReadonlyMap<NodeKey, WallTime> | null> {
  for (let tries = 1; ; tries++) {
    const { text, version, shown } = await host.settled();
    const lines = new Map<NodeKey, number>();
    for (const key of keys) {
      const line = firstLineOf(text, shown.keys.indexOf(key));
      if (line !== null) lines.set(key, line);
    }
    if (lines.size === 0) return new Map();
    const asked = { name: host.name(), version, lines: [...lines.values()] };
    const answer = await host.api.linesWritten(asked);
    if (!answer.ok) {
      if (answer.error.kind === 'stale' && tries < MOST_TRIES) continue;
      host.onError(answer.error);
      return null;
    }
    const { written } = answer.value;
    return new Map(
      [...lines.keys()].flatMap((key, index) => {
        const time = written[index] ?? null;
        return time === null ? [] : [[key, time] as const];
      }),
    );
  }
}

/** The index of the line in which a block's words begin; null where the text does not hold them. */
function firstLineOf(text: NoteText, index: number): number | null {
  const own = splitLines(text.entries.at(index)?.text ?? '');
  const first = own.findIndex((line) => !BEFORE_WORDS.test(line));
  return first === -1 ? null : text.entries.linesBefore(index) + first;
}

/** Whether a block has words of its own that a time can stand before. */
function $isWritten(block: BlockNode): boolean {
  const { kind } = block.getShape().leaf;
  return (kind === 'text' || kind === 'heading') && !block.isEmpty();
}

function $isStamped(block: BlockNode): boolean {
  return findFirstStamp(block.getTextContent().trimStart())?.start === 0;
}

function $stamp(block: BlockNode | null, stamp: string): void {
  const first = block?.getFirstChild() ?? null;
  if (block === null || first === null || $isStamped(block)) return;
  for (const part of entityParts(stamp)) first.insertBefore($createPartNode(part, 0));
  first.insertBefore($createTextNode(' '));
}
