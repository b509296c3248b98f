import {
  $createRangeSelection,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  type LexicalNode,
  type PointType,
} from 'lexical';
import { nextMarker } from '../../../shared/outline/index.ts';
import { type BlockNode, openedItem } from '../nodes/block-node.ts';
import { $blockOfNode, $nodeOfBlock } from '../nodes/blocks.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import { $blockOf, $runOf, headingLevel, isFrontMatter, levelOf } from '../outline.ts';

/** The blocks of a selection with everything that belongs to them, in order. */
function $runsOf(blocks: readonly BlockNode[]): readonly BlockNode[] {
  const last = blocks.at(-1);
  let at = blocks[0] ?? null;
  const runs: BlockNode[] = [];
  let reached = false;
  while (at !== null && !reached) {
    const run = $runOf(at);
    runs.push(...run);
    reached = run.some((block) => block.is(last));
    at = $blockAfter(run.at(-1) ?? at);
  }
  return runs;
}

/** Puts a copy of the blocks, with what belongs to them, behind them; the caret goes to the copy. */
export function $duplicate(blocks: readonly BlockNode[]): void {
  const runs = $runsOf(blocks).filter((block) => !isFrontMatter(block));
  const selection = $getSelection();
  const level = Math.min(...runs.map(levelOf));
  let place = runs.at(-1);
  let marker = place === undefined ? null : $lastMarker(runs, level);
  const copies = runs.map((block) => {
    const copy = $nodeOfBlock($blockOfNode(block));
    const item = openedItem(copy.getShape());
    if (
      marker !== null &&
      item !== null &&
      levelOf(copy) === level &&
      copy.getShape().opens.length === 1
    ) {
      marker = nextMarker(marker);
      copy.setShape({ ...copy.getShape(), opens: [{ ...item, marker }] });
    }
    place?.insertAfter(copy);
    place = copy;
    return copy;
  });
  if ($isRangeSelection(selection)) $selectIn(runs, copies, selection);
}

/** The number of the last item at a level; null where its items have none. */
function $lastMarker(runs: readonly BlockNode[], level: number): string | null {
  const last = runs.findLast((block) => levelOf(block) === level);
  const marker = last === undefined ? undefined : openedItem(last.getShape())?.marker;
  return marker !== undefined && /^\d/.test(marker) ? marker : null;
}

/** Selects in the copies what is selected in the originals. */
function $selectIn(
  originals: readonly BlockNode[],
  copies: readonly BlockNode[],
  { anchor, focus }: { readonly anchor: PointType; readonly focus: PointType },
): void {
  const selection = $createRangeSelection();
  for (const [from, to] of [
    [anchor, selection.anchor],
    [focus, selection.focus],
  ] as const) {
    const block = $blockOf(from.getNode());
    const copy = copies[originals.findIndex((each) => each.is(block))];
    if (block === null || copy === undefined) return;
    $setAlike(from, block, to, copy);
  }
  $setSelection(selection);
}

function $setAlike(from: PointType, block: BlockNode, to: PointType, copy: BlockNode): void {
  const path: number[] = [];
  for (let node: LexicalNode | null = from.getNode(); node !== null && !node.is(block); ) {
    path.unshift(node.getIndexWithinParent());
    node = node.getParent();
  }
  let target: LexicalNode = copy;
  for (const index of path) {
    const child = $isElementNode(target) ? target.getChildAtIndex(index) : null;
    if (child !== null) target = child;
  }
  const isText = $isTextNode(target);
  const size = $isElementNode(target) ? target.getChildrenSize() : target.getTextContentSize();
  to.set(target.getKey(), Math.min(from.offset, size), isText ? 'text' : 'element');
}

/** Takes the blocks away with what belongs to them; the caret goes where it can go on. */
export function $deleteRuns(
  blocks: readonly BlockNode[],
  $isShown: (block: BlockNode) => boolean,
): void {
  const runs = $runsOf(blocks);
  const [first] = runs;
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return;
  const after = $blockAfter(last);
  let before = $blockBefore(first);
  while (before !== null && !$isShown(before)) before = $blockBefore(before);
  const goesOn =
    after !== null &&
    $isShown(after) &&
    (headingLevel(first) !== null || headingLevel(after) === null) &&
    levelOf(after) >= levelOf(first);
  if (goesOn || before === null) after?.selectStart();
  else before.selectEnd();
  for (const block of runs) block.remove();
}
