import { $getSelection, $isNodeSelection, $isRangeSelection, type RangeSelection } from 'lexical';
import { asItems, holdHeadings, isBullet, withBullet } from '../../../shared/clipboard/fit.ts';
import type { Block, ContainerKind, Inline } from '../../../shared/markdown/model.ts';
import { $placeBelow, type FoldedEnd } from '../below.ts';
import { $lastBlock } from '../last-block.ts';
import { type BlockNode, openedItem } from '../nodes/block-node.ts';
import { $nodeOfBlock } from '../nodes/blocks.ts';
import { $contentNodes } from '../nodes/content.ts';
import { $isImageNode } from '../nodes/image-node.ts';
import {
  $blockAfter,
  $blockBefore,
  $createSectionNode,
  SECTION_BLOCKS,
} from '../nodes/section-node.ts';
import { $blockOf, $runOf, levelOf } from '../outline.ts';

/**
 * The caret that a paste goes to.
 *
 * Beside an image that is selected, and at the end of a note that has no caret yet: what is pasted is
 * never dropped (law 2).
 */
export function $caretForPaste(): RangeSelection | null {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) return selection;
  const [node] = $isNodeSelection(selection) ? selection.getNodes() : [];
  if ($isImageNode(node)) return node.selectNext(0, 0);
  return $lastBlock()?.selectEnd() ?? null;
}

/** True where pasted letters mean nothing: in code, and in what is edited as source. */
export function takesLettersOnly(block: BlockNode): boolean {
  const { kind } = block.getShape().leaf;
  return kind !== 'text' && kind !== 'heading';
}

/** Puts part of a line between the letters at the caret. */
export function $insertWords(selection: RangeSelection, content: readonly Inline[]): void {
  const [only] = content;
  if (content.length === 1 && only?.type === 'text' && only.marks.length === 0)
    selection.insertRawText(only.text);
  else selection.insertNodes($contentNodes(content));
}

/** How pasted blocks are meant. */
export interface Meaning {
  /** They were written as an outline of talks: a heading among them begins one here, too. */
  readonly keepsHeadings: boolean;
  readonly $foldedEnd: FoldedEnd;
}

/**
 * Puts blocks below the caret's, at its level; an empty line gives its place to the first.
 *
 * Below an item that has children they are its first children, as a new line there would be. Blocks
 * with headings go behind the whole list: no item can hold a talk.
 */
export function $insertBlocks(
  selection: RangeSelection,
  blocks: readonly Block[],
  { keepsHeadings, $foldedEnd }: Meaning,
): void {
  if (!selection.isCollapsed()) selection.removeText();
  const caret = $blockOf(selection.anchor.getNode());
  if (caret === null || blocks.length === 0) return;
  const isOutline = openedItem(caret.getShape()) !== null;
  const leavesList = keepsHeadings && holdHeadings(blocks);
  const { after, inside } = leavesList ? $behindList(caret) : $below(caret, $foldedEnd);
  const fitted = isOutline && !leavesList ? $inList(asItems(blocks), caret, after, inside) : blocks;
  const nodes = fitted.map((block) => $nodeAt(inside, block));
  $insertRun(after, nodes);
  nodes.at(-1)?.selectEnd();
  if (caret.isEmpty() && caret.getShape().leaf.kind === 'text' && after.is(caret)) caret.remove();
}

interface Place {
  readonly after: BlockNode;
  readonly inside: readonly ContainerKind[];
}

/** An empty line gives its place away, so what comes takes its level and not its children's. */
function $below(caret: BlockNode, $foldedEnd: FoldedEnd): Place {
  if (!caret.isEmpty()) return $placeBelow(caret, $foldedEnd);
  const { inside, opens } = caret.getShape();
  const outer = opens.map(({ kind }) => kind);
  return {
    after: caret,
    inside: [...inside, ...(openedItem(caret.getShape()) === null ? outer : outer.slice(0, -1))],
  };
}

/** Items as the list has them that they come into: that of the caret, or of its children. */
function $inList(
  items: readonly Block[],
  caret: BlockNode,
  after: BlockNode,
  { length: level }: readonly ContainerKind[],
): readonly Block[] {
  for (const beside of [caret, $blockAfter(after)]) {
    const shape = beside?.getShape();
    const marker = shape === undefined ? undefined : openedItem(shape)?.marker;
    if (shape === undefined || marker === undefined || !isBullet(marker)) continue;
    if (shape.inside.length + shape.opens.length - 1 === level) return withBullet(items, marker);
  }
  return items;
}

function $behindList(caret: BlockNode): Place {
  let top = caret;
  while (levelOf(top) > 0) {
    const before = $blockBefore(top);
    if (before === null) break;
    top = before;
  }
  const isHeading = top.getShape().leaf.kind === 'heading' && top.getShape().opens.length === 0;
  const run = isHeading ? [top] : $runOf(top);
  let after = run.at(-1) ?? top;
  for (let next = $blockAfter(after); next !== null; next = $blockAfter(next)) {
    // A list is not cut in two.
    if (isHeading || (openedItem(next.getShape()) === null && levelOf(next) === 0)) break;
    after = next;
  }
  return { after, inside: [] };
}

function $nodeAt(inside: readonly ContainerKind[], block: Block): BlockNode {
  return $nodeOfBlock({ ...block, inside: [...inside, ...block.inside], source: null });
}

/** Puts blocks behind one; many of them in sections of their own, so that none grows too long. */
function $insertRun(after: BlockNode, nodes: readonly BlockNode[]): void {
  const section = after.getParentOrThrow();
  if (nodes.length <= SECTION_BLOCKS) {
    const index = after.getIndexWithinParent() + 1;
    section.splice(index, 0, [...nodes]);
    return;
  }
  const rest = after.getNextSiblings();
  let place = section;
  for (let from = 0; from < nodes.length; from += SECTION_BLOCKS) {
    const next = $createSectionNode().append(...nodes.slice(from, from + SECTION_BLOCKS));
    place.insertAfter(next);
    place = next;
  }
  if (rest.length > 0) place.insertAfter($createSectionNode().append(...rest));
}
