import { $getNodeByKey, $getRoot, type NodeKey } from 'lexical';
import { blockText, fingerprint } from '../../shared/markdown/index.ts';
import type { Block } from '../../shared/markdown/model.ts';
import type { MirroredNote } from './mirror.ts';
import {
  $createBlockNode,
  $isBlockNode,
  type BlockNode,
  PARAGRAPH_SHAPE,
} from './nodes/block-node.ts';
import { $nodeOfBlock } from './nodes/blocks.ts';
import {
  $createSectionNode,
  $isSectionNode,
  SECTION_BLOCKS,
  type SectionNode,
} from './nodes/section-node.ts';

/** Fills an empty editor with a note's blocks and gives their keys. */
export function $fillEditor(blocks: readonly Block[]): NodeKey[] {
  const root = $getRoot().clear();
  const keys: NodeKey[] = [];
  let section = $createSectionNode();
  for (const block of blocks) {
    if (section.getChildrenSize() >= SECTION_BLOCKS || startsTalk(block, section)) {
      root.append(section);
      section = $createSectionNode();
    }
    const node = $nodeOfBlock(block, blockText);
    keys.push(node.getKey());
    section.append(node);
  }
  if (blocks.length === 0) section.append($createBlockNode(PARAGRAPH_SHAPE));
  root.append(section);
  return keys;
}

/** A talk begins a section of its own, unless that would make very many tiny ones. */
function startsTalk(block: Block, section: SectionNode): boolean {
  return block.body.kind === 'heading' && section.getChildrenSize() >= SECTION_BLOCKS / 4;
}

/** Never leaves the note without a line to write on; a transform of the root. */
export function $keepOneBlock(): void {
  const root = $getRoot();
  if (root.getChildren().some((child) => $isSectionNode(child) && child.getChildrenSize() > 0))
    return;
  const block = $createBlockNode(PARAGRAPH_SHAPE);
  root.clear().append($createSectionNode().append(block));
  block.select();
}

/**
 * Makes the editor show other blocks, keeping the node of every block that stays.
 *
 * So the caret, the scroll position and the undo history of all that did not change survive a
 * change from outside. Gives the keys in the new order.
 */
export function $replaceBlocks(shown: MirroredNote, blocks: readonly Block[]): NodeKey[] {
  const before = shown.blocks.map(fingerprint);
  const kept = matchBlocks(before, blocks.map(fingerprint));
  const keys: NodeKey[] = [];
  let place: BlockNode | null = null;
  const stays = new Set<NodeKey>();
  for (const index of kept) if (index !== null) stays.add(shown.keys[index] ?? '');
  for (const [index, block] of blocks.entries()) {
    const from = kept[index] ?? null;
    const node = $keptNode(from === null ? null : (shown.keys[from] ?? null), block);
    if (node === null) place = $insertAfter(place, $nodeOfBlock(block, blockText));
    else place = node;
    keys.push(place.getKey());
  }
  for (const key of shown.keys) if (!stays.has(key)) $removeBlock(key);
  return keys;
}

function $keptNode(key: NodeKey | null, block: Block): BlockNode | null {
  const node = key === null ? null : $getNodeByKey(key);
  if (!$isBlockNode(node)) return null;
  const source = node.getSource();
  if (source?.text !== block.source?.text || source?.lead !== block.source?.lead)
    node.setSource(block.source);
  return node;
}

function $insertAfter(place: BlockNode | null, node: BlockNode): BlockNode {
  if (place !== null) place.insertAfter(node);
  else {
    const section = $getRoot().getFirstChild();
    if ($isSectionNode(section)) {
      const first = section.getFirstChild();
      if (first === null) section.append(node);
      else first.insertBefore(node);
    } else $getRoot().append($createSectionNode().append(node));
  }
  return node;
}

function $removeBlock(key: NodeKey): void {
  const node = $getNodeByKey(key);
  if (!$isBlockNode(node)) return;
  const section = node.getParent();
  node.remove();
  if (section?.isAttached() && section.getChildrenSize() === 0) section.remove();
}

/**
 * For each new block the old one that stays in its place, or null.
 *
 * Equal blocks are matched from both ends, then in between in order; what a merge changes is
 * small, so nothing cleverer is needed.
 */
function matchBlocks(
  before: readonly string[],
  after: readonly string[],
): readonly (number | null)[] {
  const matched: (number | null)[] = after.map(() => null);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  for (; head < shorter && before[head] === after[head]; head++) matched[head] = head;
  let tail = 0;
  for (; tail < shorter - head; tail++) {
    const from = before.length - 1 - tail;
    const to = after.length - 1 - tail;
    if (before[from] !== after[to]) break;
    matched[to] = from;
  }
  const places = new Map<string, number[]>();
  for (let index = before.length - tail - 1; index >= head; index--) {
    const print = before[index] ?? '';
    places.set(print, [...(places.get(print) ?? []), index]);
  }
  let last = head - 1;
  for (let index = head; index < after.length - tail; index++) {
    const candidates = places.get(after[index] ?? '');
    let from = candidates?.pop();
    while (from !== undefined && from <= last) from = candidates?.pop();
    if (from === undefined) continue;
    matched[index] = from;
    last = from;
  }
  return matched;
}
