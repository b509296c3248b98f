import {
  $createTextNode,
  $isLineBreakNode,
  $isTextNode,
  type LexicalNode,
  type TextNode,
} from 'lexical';
import type { Talk } from '../../../shared/note/event.ts';
import { readTalk, type TalkHeading } from '../../../shared/note/talk.ts';
import { editTalk, type Splice } from '../../../shared/note/talk-edit.ts';
import type { BlockNode } from '../nodes/block-node.ts';

/** A text node, with where its words begin in those of its block. */
interface Place {
  readonly node: TextNode;
  readonly start: number;
}

/**
 * Makes a talk's heading say something else, in its own shape.
 *
 * `shown` is the talk as the reader saw it: a start that was read from a stamp further down is not
 * written into the heading unless it was changed.
 */
export function $editTalk(block: BlockNode, shown: Talk, wanted: TalkHeading): void {
  const { words, places } = $wordsOf(block);
  const startMinute =
    wanted.startMinute === shown.startMinute ? readTalk(words).startMinute : wanted.startMinute;
  for (const splice of editTalk(words, { ...wanted, startMinute }).toReversed())
    $splice(block, places, splice);
}

function $wordsOf(block: BlockNode): { words: string; places: readonly Place[] } {
  const places: Place[] = [];
  let words = '';
  for (const node of $leaves(block)) {
    if ($isLineBreakNode(node)) words += ' ';
    if (!$isTextNode(node)) continue;
    places.push({ node, start: words.length });
    words += node.getTextContent();
  }
  return { words, places };
}

function $leaves(block: BlockNode): readonly LexicalNode[] {
  return block
    .getChildren()
    .flatMap((child): readonly LexicalNode[] =>
      'getChildren' in child ? (child as BlockNode).getChildren() : [child],
    );
}

function $splice(block: BlockNode, places: readonly Place[], { start, end, text }: Splice): void {
  let rest = text;
  for (const { node, start: from } of places) {
    const to = from + node.getTextContentSize();
    const isHit = start === end ? from <= start && start <= to : from < end && start < to;
    if (!isHit) continue;
    const at = Math.max(0, start - from);
    node.spliceText(at, Math.min(end, to) - (from + at), rest);
    rest = '';
    if (start === end) return;
  }
  if (rest !== '') block.append($createTextNode(rest));
}
