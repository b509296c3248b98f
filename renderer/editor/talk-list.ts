import { $getNodeByKey, type LexicalEditor, type NodeKey } from 'lexical';
import type { Block } from '../../shared/markdown/model.ts';
import { type EventOutline, readEvent, type Talk } from '../../shared/note/event.ts';
import type { MirroredNote } from './mirrored-note.ts';
import type { BlockNode } from './nodes/block-node.ts';
import { $blockBefore } from './nodes/section-node.ts';
import { $blockOf, $focusNode } from './outline.ts';

/** The event as the note tells it, with the node of each talk's heading. */
export interface TalkList {
  readonly event: EventOutline;
  readonly keys: readonly NodeKey[];
  /** The heading that is the event's title and no talk; null where there is none. */
  readonly titleKey: NodeKey | null;
}

/** Reads the talks of a note. */
export function readTalkList(note: MirroredNote): TalkList {
  const event = readEvent(note.blocks);
  const first = note.blocks.findIndex(({ body }) => body.kind === 'heading');
  const isTalk = event.talks.some((talk) => talk.blockIndex === first);
  return {
    event,
    keys: event.talks.map((talk) => note.keys[talk.blockIndex] ?? ''),
    titleKey: isTalk ? null : (note.keys[first] ?? null),
  };
}

/**
 * Whether a change of a note can have changed its event or its talks.
 *
 * Most keys change an item's words, and then nothing has to be read: only headings, stamps and
 * what stands before the first talk matter.
 */
export function touchesTalks(before: MirroredNote, after: MirroredNote, list: TalkList): boolean {
  const { from, changed } = changedBlocks(before, after);
  if (changed.length === 0) return false;
  const firstTalk = list.event.talks[0]?.blockIndex ?? Number.POSITIVE_INFINITY;
  return from <= firstTalk || changed.some(matters);
}

function matters({ body }: Block): boolean {
  if (body.kind === 'heading') return true;
  if (body.kind !== 'paragraph') return false;
  return body.content.some((inline) => inline.type === 'text' && /\[\d/.test(inline.text));
}

/** The blocks that differ by reference, of both notes, and where they begin. */
function changedBlocks(before: MirroredNote, after: MirroredNote) {
  const runs = changedRange(
    before.sections.map(({ blocks }) => blocks),
    after.sections.map(({ blocks }) => blocks),
  );
  let from = 0;
  for (const { blocks } of before.sections.slice(0, runs.from)) from += blocks.length;
  const blocksOf = (note: MirroredNote, to: number): readonly Block[] =>
    note.sections.slice(runs.from, to).flatMap(({ blocks }) => blocks);
  const one = blocksOf(before, runs.beforeTo);
  const other = blocksOf(after, runs.afterTo);
  const range = changedRange(one, other);
  return {
    from: from + range.from,
    changed: [...one.slice(range.from, range.beforeTo), ...other.slice(range.from, range.afterTo)],
  };
}

/** What differs by reference, as [from, beforeTo) and [from, afterTo). */
function changedRange(before: readonly unknown[], after: readonly unknown[]) {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let tail = 0;
  while (
    tail < shorter - from &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  return { from, beforeTo: before.length - tail, afterTo: after.length - tail };
}

/** The index of the talk that holds the caret; -1 before the first one. */
export function talkOfCaret(editor: LexicalEditor, note: MirroredNote, list: TalkList): number {
  return editor.read(() => {
    const block = $blockOf($focusNode());
    return block === null ? -1 : $talkOf(block, note, list);
  });
}

/** The talk that holds a block; undefined before the first one. */
export function talkAt(
  editor: LexicalEditor,
  note: MirroredNote,
  list: TalkList,
  key: NodeKey,
): Talk | undefined {
  const index = editor.read(() => {
    const block = $blockOf($getNodeByKey(key));
    return block === null ? -1 : $talkOf(block, note, list);
  });
  return list.event.talks[index];
}

/** A block that was made since the note was last read stands where the one before it stands. */
function $talkOf(block: BlockNode, note: MirroredNote, list: TalkList): number {
  let known: BlockNode | null = block;
  let index = -1;
  while (known !== null) {
    index = note.indexOf(known.getKey());
    if (index >= 0) break;
    known = $blockBefore(known);
  }
  return list.event.talks.findLastIndex(({ blockIndex }) => blockIndex <= index);
}
