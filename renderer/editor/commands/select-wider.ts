import { $createRangeSelection, $getSelection, $isRangeSelection, $setSelection } from 'lexical';
import { $selectedEnds } from '../clipboard/selected.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { $blockBefore } from '../nodes/section-node.ts';
import { $runOf } from '../outline.ts';
import { $isAtEnd, $isAtStart } from './typing.ts';

/** What a selection can grow to. */
export interface WiderHost {
  /** True for the heading of a talk that is shown. */
  readonly $isTalk: (block: BlockNode) => boolean;
  /** The first and the last block of all that is shown, with what is folded at its end. */
  readonly $all: () => readonly [BlockNode, BlockNode] | null;
}

/**
 * Selects more: the words of the line, what belongs to it, its talk, everything that is shown.
 *
 * What is selected now decides what is next, so that the key can be pressed again at any time.
 */
export function $selectWider(host: WiderHost): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const [first, last] = $selectedEnds(selection);
  if (first === null || last === null) return;
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus];
  const isWhole = $isAtStart(start, first) && $isAtEnd(end, last);
  const all = host.$all();
  let talk: BlockNode | null = first;
  while (talk !== null && !host.$isTalk(talk)) talk = $blockBefore(talk);
  const rungs: (readonly [BlockNode, BlockNode])[] = [[first, first], $runEnds(first)];
  if (talk !== null) rungs.push($runEnds(talk));
  const next = rungs.find(
    ([from, to]) =>
      $isWithin([first, last], from, to) &&
      (!(from.is(first) && to.is(last)) || (!isWhole && !first.isEmpty())),
  );
  const wider = next ?? all;
  if (wider !== null) $selectBlocks(wider[0], wider[1]);
}

function $runEnds(block: BlockNode): readonly [BlockNode, BlockNode] {
  return [block, $runOf(block).at(-1) ?? block];
}

function $isWithin(blocks: readonly BlockNode[], from: BlockNode, to: BlockNode): boolean {
  return blocks.every(
    (block) => block.is(from) || block.is(to) || (from.isBefore(block) && block.isBefore(to)),
  );
}

function $selectBlocks(from: BlockNode, to: BlockNode): void {
  const selection = $createRangeSelection();
  const start = from.selectStart().anchor;
  selection.anchor.set(start.key, start.offset, start.type);
  const end = to.selectEnd().focus;
  selection.focus.set(end.key, end.offset, end.type);
  $setSelection(selection);
}
