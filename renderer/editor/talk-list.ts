import { $getSelection, $isRangeSelection, type LexicalEditor, type NodeKey } from 'lexical';
import type { Block } from '../../shared/markdown/model.ts';
import { type EventOutline, readEvent } from '../../shared/note/event.ts';
import type { MirroredNote } from './mirror.ts';

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
  const range = changedRange(before.blocks, after.blocks);
  if (range.from >= range.beforeTo && range.from >= range.afterTo) return false;
  const firstTalk = list.event.talks[0]?.blockIndex ?? Number.POSITIVE_INFINITY;
  if (range.from <= firstTalk) return true;
  const changed = [
    ...before.blocks.slice(range.from, range.beforeTo),
    ...after.blocks.slice(range.from, range.afterTo),
  ];
  return changed.some(matters);
}

function matters({ body }: Block): boolean {
  if (body.kind === 'heading') return true;
  if (body.kind !== 'paragraph') return false;
  return body.content.some((inline) => inline.type === 'text' && /\[\d/.test(inline.text));
}

/** The blocks that differ by reference, as [from, beforeTo) and [from, afterTo). */
function changedRange(before: readonly Block[], after: readonly Block[]) {
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
export function talkOfCaret(editor: LexicalEditor, list: TalkList): number {
  const key = editor.read(() => {
    const selection = $getSelection();
    return $isRangeSelection(selection) ? selection.focus.key : null;
  });
  return key === null ? -1 : indexAt(editor, list, key);
}

/** The title of the talk that holds a block; empty before the first one. */
export function talkAt(editor: LexicalEditor, list: TalkList, key: NodeKey): string {
  return list.event.talks[indexAt(editor, list, key)]?.title ?? '';
}

/** Asks the page which headings stand before an element: the cost grows with the talks' number only. */
function indexAt(editor: LexicalEditor, list: TalkList, key: NodeKey): number {
  const element = editor.getElementByKey(key);
  if (element === null) return -1;
  let low = 0;
  let high = list.keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const heading = editor.getElementByKey(list.keys[middle] ?? '');
    const before =
      heading !== null &&
      (heading.contains(element) ||
        (heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
    if (before) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
