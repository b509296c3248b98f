import { $getNodeByKey, $getRoot, type NodeKey } from 'lexical';
import type { Block, Source } from '../../shared/markdown/model.ts';
import { $caretFollows } from './caret-follows.ts';
import { blocksThatStay } from './match-blocks.ts';
import type { MirroredNote } from './mirrored-note.ts';
import {
  $createBlockNode,
  $isBlockNode,
  type BlockNode,
  PARAGRAPH_SHAPE,
  reserveKey,
} from './nodes/block-node.ts';
import { $nodeOfBlock } from './nodes/blocks.ts';
import {
  $createSectionNode,
  $fillSection,
  $holdsBlocks,
  $isSectionNode,
  SECTION_BLOCKS,
  type SectionNode,
} from './nodes/section-node.ts';

/** A note of up to this many blocks is filled at once: what a day's notes are, and cheap. */
const FILLED_AT_ONCE = 1000;

/**
 * Fills an empty editor with a note's blocks and gives their keys.
 *
 * Of a long note only the section of block `near` and its neighbours get nodes; the others wait
 * until they come into view or something steps into them (ARCHITECTURE.md, "Long notes").
 */
export function $fillEditor(blocks: readonly Block[], near: number): readonly NodeKey[] {
  const root = $getRoot().clear();
  const parts = cutIntoSections(blocks);
  if (blocks.length === 0) {
    root.append($createSectionNode().append($createBlockNode(PARAGRAPH_SHAPE)));
    return [];
  }
  const keys = blocks.map(reserveKey);
  const home = parts.findIndex(({ to }) => near < to);
  for (const [index, { from, to }] of parts.entries()) {
    const section = $createSectionNode();
    section.setWaiting({ blocks: blocks.slice(from, to), keys: keys.slice(from, to) });
    root.append(section);
    if (blocks.length <= FILLED_AT_ONCE || Math.abs(index - home) <= 1) $fillSection(section);
  }
  return keys;
}

interface Part {
  readonly from: number;
  readonly to: number;
}

function cutIntoSections(blocks: readonly Block[]): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const [index, block] of blocks.entries()) {
    const size = index - from;
    if (size < SECTION_BLOCKS && !startsTalk(block, size)) continue;
    parts.push({ from, to: index });
    from = index;
  }
  return [...parts, { from, to: blocks.length }];
}

/** A talk begins a section of its own, unless that would make very many tiny ones. */
function startsTalk(block: Block, size: number): boolean {
  return block.body.kind === 'heading' && size >= SECTION_BLOCKS / 2;
}

/** Never leaves the note without a line to write on; a transform of the root. */
export function $keepOneBlock(): void {
  const root = $getRoot();
  // The first one does, as a rule; this runs with every key, so it lists no sections.
  for (let node = root.getFirstChild(); node !== null; node = node.getNextSibling())
    if ($holdsBlocks(node)) return;
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
  const kept = blocksThatStay(shown.blocks, blocks);
  const whole = $sectionsThatStay(shown, blocks, kept);
  const keys: NodeKey[] = [];
  let place: BlockNode | SectionNode | null = null;
  const stays = new Set<NodeKey>();
  for (const index of kept) if (index !== null) stays.add(shown.keys[index] ?? '');
  for (const [index, block] of blocks.entries()) {
    const from = kept[index] ?? null;
    const key = from === null ? undefined : shown.keys[from];
    const waits = key === undefined ? undefined : whole.get(key);
    if (key !== undefined && waits !== undefined) {
      place = waits;
      keys.push(key);
      continue;
    }
    const node: BlockNode =
      $keptNode(key ?? null, block) ?? $insertAfter(place, $nodeOfBlock(block));
    place = node;
    keys.push(node.getKey());
  }
  $caretFollows(shown, keys, kept);
  for (const key of shown.keys) if (!stays.has(key)) $removeBlock(key);
  return keys;
}

/**
 * The sections that wait and stay as they are, by the keys of their blocks; others are filled.
 *
 * A section may wait on if all of its blocks come again in a row, with the very same lines.
 */
function $sectionsThatStay(
  shown: MirroredNote,
  blocks: readonly Block[],
  kept: readonly (number | null)[],
): ReadonlyMap<NodeKey, SectionNode> {
  const after = new Map<number, number>();
  for (const [index, from] of kept.entries()) if (from !== null) after.set(from, index);
  const whole = new Map<NodeKey, SectionNode>();
  let begin = 0;
  for (const section of $getRoot().getChildren()) {
    if (!$isSectionNode(section)) continue;
    const waiting = section.getWaiting();
    const size = waiting?.keys.length ?? section.getChildrenSize();
    const first = after.get(begin) ?? Number.NaN;
    const stays = waiting?.keys.every((key, offset) => {
      const at = begin + offset;
      if (shown.keys[at] !== key || after.get(at) !== first + offset) return false;
      return sameSource(shown.blocks[at]?.source, blocks[first + offset]?.source);
    });
    if (stays === true && waiting !== null) {
      for (const key of waiting.keys) whole.set(key, section);
      section.setWaiting({ ...waiting, blocks: blocks.slice(first, first + waiting.keys.length) });
    } else $fillSection(section);
    begin += size;
  }
  return whole;
}

/** The same lines, behind the same blank ones, where the same things meet. */
function sameSource(one: Source | null | undefined, other: Source | null | undefined): boolean {
  return one?.text === other?.text && one?.lead === other?.lead && one?.gap === other?.gap;
}

function $keptNode(key: NodeKey | null, block: Block): BlockNode | null {
  const node = key === null ? null : $getNodeByKey(key);
  if (!$isBlockNode(node)) return null;
  // All know the lines of one reading: what stood where is compared by it.
  if (node.getSource() !== block.source) node.setSource(block.source);
  return node;
}

/** Behind a block, behind a section that waits, or at the very beginning. */
function $insertAfter(place: BlockNode | SectionNode | null, node: BlockNode): BlockNode {
  if ($isBlockNode(place)) {
    place.insertAfter(node);
    return node;
  }
  const next = place === null ? $getRoot().getFirstChild() : place.getNextSibling();
  const first = $isSectionNode(next) ? next.getFirstChild() : null;
  if (first !== null) first.insertBefore(node);
  else {
    const section = $createSectionNode().append(node);
    if (place !== null) place.insertAfter(section);
    else if (next !== null) next.insertBefore(section);
    else $getRoot().append(section);
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
