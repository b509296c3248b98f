import {
  $create,
  $getNodeByKey,
  $getRoot,
  $getState,
  $setState,
  createState,
  ElementNode,
  isCurrentlyReadOnlyMode,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import type { Block } from '../../../shared/markdown/model.ts';
import { leaveRun } from '../waiting-runs.ts';
import { $isBlockNode, BlockNode } from './block-node.ts';
import { $nodeOfBlock } from './blocks.ts';
import { BLOCK_GUESS_EM, guessHeight } from './height-guess.ts';

/**
 * How many blocks a section is given when a note is read.
 *
 * Enter moves the lines below it in its section, which are painted anew, and what is drawn in whole
 * sections is read for input methods with every key: less of both in small ones. Each one that is
 * filled is a box to lay out and to watch, so very small ones cost more again (test/bench/README.md).
 */
export const SECTION_BLOCKS = 50;
/** Above this many a section is split; it leaves room for typing before that happens. */
const SECTION_LIMIT = 100;

/**
 * The blocks of a section that has no nodes yet, with the keys that their nodes will have.
 *
 * The keys are given when the note is read, so that whoever remembers a block by its key need not
 * know whether its section was filled meanwhile, or was emptied again by an undo.
 */
export interface Waiting {
  readonly blocks: readonly Block[];
  readonly keys: readonly NodeKey[];
}

const waitingState = createState('waiting', {
  parse: (): Waiting | null => null,
  unparse: () => undefined,
});

/**
 * A run of neighbouring blocks that the browser may skip when it is off screen.
 *
 * It means nothing in the note. `content-visibility` on some dozen blocks at a time is what
 * keeps a key cheap in a note of 10,000 items; on each block it made things worse (DESIGN 4.1).
 */
export class SectionNode extends ElementNode {
  override $config() {
    return this.config('section', {
      extends: ElementNode,
      stateConfigs: [{ flat: true, stateConfig: waitingState }],
    });
  }

  /** What the section holds while it is not filled; null when its children are its blocks. */
  getWaiting(): Waiting | null {
    return $getState(this, waitingState);
  }

  setWaiting(waiting: Waiting | null): this {
    return $setState(this, waitingState, waiting);
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'section';
    element.setAttribute('role', 'list');
    // What a section is taken for until it is first seen; a good guess keeps scrolling true.
    const waiting = $getState(this, waitingState, 'direct');
    const guess = waiting === null ? this.__size * BLOCK_GUESS_EM : guessHeight(waiting.blocks);
    element.style.setProperty('--guess', `${guess}em`);
    if (waiting !== null) element.dataset.waiting = 'true';
    return element;
  }

  override updateDOM(previous: this, element: HTMLElement): boolean {
    const waiting = $getState(this, waitingState, 'direct');
    if (waiting === $getState(previous, waitingState, 'direct')) return false;
    leaveRun(element);
    if (waiting === null) delete element.dataset.waiting;
    else element.dataset.waiting = 'true';
    return false;
  }

  /** One that waits has no children; any other that loses its last one goes. */
  override canBeEmpty(): boolean {
    return this.getWaiting() !== null;
  }
}

export function $createSectionNode(): SectionNode {
  return $create(SectionNode);
}

export function $isSectionNode(node: LexicalNode | null | undefined): node is SectionNode {
  return node instanceof SectionNode;
}

/** Splits a section that has grown too long; a node transform. */
export function $splitLongSection(section: SectionNode): void {
  if (section.getChildrenSize() <= SECTION_LIMIT) return;
  const rest = section.getChildren().slice(SECTION_BLOCKS);
  const next = $createSectionNode();
  section.insertAfter(next);
  next.append(...rest);
}

/** Gives a section the nodes of the blocks that wait in it. */
export function $fillSection(section: SectionNode): void {
  const waiting = section.getWaiting();
  if (waiting === null) return;
  const nodes = waiting.blocks.map((block, index) => $nodeOfBlock(block, waiting.keys[index]));
  section.setWaiting(null).append(...nodes);
}

/** Takes away the nodes of a section, which then waits with what they say. */
export function $emptySection(section: SectionNode, waiting: Waiting): void {
  section.setWaiting(waiting).splice(0, section.getChildrenSize(), []);
}

/** The block with a key, filled where it waits. Null for a key that is not in the note. */
export function $blockByKey(key: NodeKey): BlockNode | null {
  const known = $getNodeByKey(key);
  if (known !== null) return $isBlockNode(known) ? known : null;
  for (const section of $getRoot().getChildren()) {
    if (!$isSectionNode(section) || section.getWaiting()?.keys.includes(key) !== true) continue;
    $fillSection(section);
    const filled = $getNodeByKey(key);
    return $isBlockNode(filled) ? filled : null;
  }
  return null;
}

/** True for a section that holds any block, filled or not. */
export function $holdsBlocks(node: LexicalNode | null): boolean {
  return $isSectionNode(node) && (node.getChildrenSize() > 0 || node.getWaiting() !== null);
}

/**
 * The block before `block` in the note, across sections.
 *
 * It fills the section that it steps into. Where nothing may change (a reading of the editor), a
 * section that waits is the end of what can be seen.
 */
export function $blockBefore(block: BlockNode): BlockNode | null {
  const sibling = block.getPreviousSibling();
  if (sibling instanceof BlockNode) return sibling;
  let section = block.getParent()?.getPreviousSibling() ?? null;
  while (section instanceof SectionNode) {
    if (!isCurrentlyReadOnlyMode()) $fillSection(section);
    const last = section.getLastChild();
    if (last instanceof BlockNode) return last;
    if (section.getWaiting() !== null) return null;
    section = section.getPreviousSibling();
  }
  return null;
}

/** The block after `block` in the note, across sections; fills as `$blockBefore` does. */
export function $blockAfter(block: BlockNode): BlockNode | null {
  const sibling = block.getNextSibling();
  if (sibling instanceof BlockNode) return sibling;
  let section = block.getParent()?.getNextSibling() ?? null;
  while (section instanceof SectionNode) {
    if (!isCurrentlyReadOnlyMode()) $fillSection(section);
    const first = section.getFirstChild();
    if (first instanceof BlockNode) return first;
    if (section.getWaiting() !== null) return null;
    section = section.getNextSibling();
  }
  return null;
}
