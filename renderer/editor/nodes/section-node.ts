import { $create, ElementNode, type LexicalNode } from 'lexical';
import { BlockNode } from './block-node.ts';

/** How many blocks a section is given when a note is read. */
export const SECTION_BLOCKS = 100;
/** How high a block is on average, in the note's text size: a line and the room before some. */
const BLOCK_GUESS_EM = 1.85;
/** Above this many a section is split; it leaves room for typing before that happens. */
const SECTION_LIMIT = 200;

/**
 * A run of neighbouring blocks that the browser may skip when it is off screen.
 *
 * It means nothing in the note. `content-visibility` on about 100 blocks at a time is what keeps
 * a key cheap in a note of 10,000 items; on each block it made things worse (DESIGN 4.1).
 */
export class SectionNode extends ElementNode {
  override $config() {
    return this.config('section', { extends: ElementNode });
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'section';
    element.setAttribute('role', 'list');
    // What a section is taken for until it is first seen; a good guess keeps scrolling true.
    element.style.setProperty('--guess', `${this.__size * BLOCK_GUESS_EM}em`);
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }

  override canBeEmpty(): boolean {
    return false;
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

/** The block before `block` in the note, across sections. */
export function $blockBefore(block: BlockNode): BlockNode | null {
  const sibling = block.getPreviousSibling();
  if (sibling instanceof BlockNode) return sibling;
  let section = block.getParent()?.getPreviousSibling() ?? null;
  while (section instanceof SectionNode) {
    const last = section.getLastChild();
    if (last instanceof BlockNode) return last;
    section = section.getPreviousSibling();
  }
  return null;
}

/** The block after `block` in the note, across sections. */
export function $blockAfter(block: BlockNode): BlockNode | null {
  const sibling = block.getNextSibling();
  if (sibling instanceof BlockNode) return sibling;
  let section = block.getParent()?.getNextSibling() ?? null;
  while (section instanceof SectionNode) {
    const first = section.getFirstChild();
    if (first instanceof BlockNode) return first;
    section = section.getNextSibling();
  }
  return null;
}
