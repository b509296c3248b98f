import { ElementNode, type LexicalNode, type RangeSelection } from 'lexical';

/** An item of the flat outline: its depth is a number. */
export class ItemNode extends ElementNode {
  __depth = 0;

  static override getType(): string {
    return 'item';
  }

  static override clone(node: ItemNode): ItemNode {
    return new ItemNode(node.__key);
  }

  override afterCloneFrom(node: this): void {
    super.afterCloneFrom(node);
    this.__depth = node.__depth;
  }

  getDepth(): number {
    return this.getLatest().__depth;
  }

  setDepth(depth: number): void {
    this.getWritable().__depth = Math.max(0, depth);
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'item';
    element.style.setProperty('--depth', String(this.__depth));
    return element;
  }

  override updateDOM(before: this, element: HTMLElement): boolean {
    if (before.__depth !== this.__depth) element.style.setProperty('--depth', String(this.__depth));
    return false;
  }

  override insertNewAfter(_selection: RangeSelection, restoreSelection = true): ItemNode {
    const next = $createItem(this.getDepth());
    this.insertAfter(next, restoreSelection);
    return next;
  }
}

/** Some hundred items, which the browser skips while they are out of view. */
export class SectionNode extends ElementNode {
  static override getType(): string {
    return 'section';
  }

  static override clone(node: SectionNode): SectionNode {
    return new SectionNode(node.__key);
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'section';
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }
}

export function $createItem(depth: number): ItemNode {
  const item = new ItemNode();
  item.__depth = depth;
  return item;
}

export function $createSection(): SectionNode {
  return new SectionNode();
}

export function $isItem(node: LexicalNode | null): node is ItemNode {
  return node instanceof ItemNode;
}
