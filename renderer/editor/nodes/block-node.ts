import {
  $create,
  $getEditor,
  $getState,
  $setState,
  createState,
  type ElementDOMSlot,
  ElementNode,
  type LexicalNode,
  type NodeKey,
  type RangeSelection,
} from 'lexical';
import type {
  BlockBody,
  Container,
  ContainerKind,
  Source,
  Table,
} from '../../../shared/markdown/model.ts';
import { foldMarkIn } from '../hiding/draw.ts';

/**
 * What a block is, without its words: the words are the node's children.
 *
 * `opaque` holds the kinds whose words have no marks: those of `SOURCE_KINDS`, which are edited as
 * Markdown, and link definitions, whose label is a link (`definition.ts`). `text` is what the children
 * showed when `body` was read, so an untouched block gives back its `body` unchanged.
 */
export type Leaf =
  | { readonly kind: 'text' }
  | { readonly kind: 'heading'; readonly level: HeadingLevel }
  | { readonly kind: 'code'; readonly info: string }
  | { readonly kind: 'rule' }
  /** A grid: its children are rows of cells. */
  | { readonly kind: 'table'; readonly align: Table['align'] }
  | { readonly kind: 'opaque'; readonly body: BlockBody; readonly text: string };

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** Where a block stands and what it is. */
export interface BlockShape {
  readonly inside: readonly ContainerKind[];
  readonly opens: readonly Container[];
  readonly leaf: Leaf;
}

export const PARAGRAPH_SHAPE: BlockShape = { inside: [], opens: [], leaf: { kind: 'text' } };

const shapeState = createState('shape', {
  parse: (value) => (value === undefined ? PARAGRAPH_SHAPE : (value as BlockShape)),
});

/** The lines a block was read from; never copied to a second block, never exported. */
const sourceState = createState('source', {
  parse: (): Source | null => null,
  unparse: () => undefined,
  resetOnCopyNode: true,
});

/** The innermost container that a block opens, where that is a list item; else null. */
export function openedItem(shape: BlockShape): Extract<Container, { kind: 'item' }> | null {
  const last = shape.opens.at(-1);
  return last?.kind === 'item' ? last : null;
}

/** The item that begins with a quote, `- > words`: its own first line is the quote's. */
function itemAroundQuote({ opens }: BlockShape): Extract<Container, { kind: 'item' }> | null {
  const [outer, ...others] = opens.slice(-2);
  const isQuote = others.length === 1 && others[0]?.kind === 'quote';
  return outer?.kind === 'item' && isQuote ? outer : null;
}

/** How many list items hold a block, not counting one that it opens itself. */
function itemDepth(shape: BlockShape): number {
  let depth = 0;
  for (const kind of shape.inside) if (kind === 'item') depth++;
  for (const container of shape.opens.slice(0, -1)) if (container.kind === 'item') depth++;
  return depth;
}

/**
 * One block of a note: a list item, a paragraph, a heading, and so on.
 *
 * Blocks are flat siblings inside sections; nesting is data. So an edit never re-parents DOM, and
 * the cost of a key does not grow with the outline's depth (DESIGN 4.1).
 */
export class BlockNode extends ElementNode {
  override $config() {
    return this.config('block', {
      extends: ElementNode,
      stateConfigs: [
        { flat: true, stateConfig: shapeState },
        { flat: true, stateConfig: sourceState },
      ],
    });
  }

  getShape(): BlockShape {
    return $getState(this, shapeState);
  }

  setShape(shape: BlockShape): this {
    return $setState(this, shapeState, shape);
  }

  getSource(): Source | null {
    return $getState(this, sourceState);
  }

  setSource(source: Source | null): this {
    return $setState(this, sourceState, source);
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('div');
    const shape = $getState(this, shapeState, 'direct');
    const frame = frameOf(shape.leaf);
    if (frame !== null) element.append(frame === 'heading' ? headingFrame() : tableFrame());
    drawShape(element, shape);
    drawGap(element, $getState(this, sourceState, 'direct'));
    return element;
  }

  override updateDOM(previous: this, element: HTMLElement): boolean {
    const source = $getState(this, sourceState, 'direct');
    if (source !== $getState(previous, sourceState, 'direct')) drawGap(element, source);
    const shape = $getState(this, shapeState, 'direct');
    const before = $getState(previous, shapeState, 'direct');
    if (shape === before) return false;
    if (frameOf(shape.leaf) !== frameOf(before.leaf)) return true;
    drawShape(element, shape);
    return false;
  }

  override getDOMSlot(element: HTMLElement): ElementDOMSlot<HTMLElement> {
    const slot = super.getDOMSlot(element);
    const frame = frameOf($getState(this, shapeState, 'direct').leaf);
    if (frame === null) {
      const mark = foldMarkIn(element);
      return mark === null ? slot : slot.withBefore(mark);
    }
    const inner = frame === 'heading' ? element.firstElementChild : element.querySelector('tbody');
    return inner instanceof HTMLElement ? slot.withElement(inner) : slot;
  }

  override canBeEmpty(): boolean {
    return true;
  }

  /** The block that Lexical itself makes when it splits one; the outline's Enter does not come here. */
  override insertNewAfter(_selection: RangeSelection, restoreSelection?: boolean): BlockNode {
    const shape = this.getShape();
    const next = $createBlockNode(shape.leaf.kind === 'heading' ? PARAGRAPH_SHAPE : shape);
    this.insertAfter(next, restoreSelection);
    return next;
  }
}

/** Makes a block without words; with a key that was reserved for it, where one is given. */
export function $createBlockNode(
  shape: BlockShape,
  source: Source | null = null,
  key: NodeKey | null = null,
): BlockNode {
  const node = (key === null ? $create(BlockNode) : $createWithKey(key)).setShape(shape);
  return source === null ? node : node.setSource(source);
}

let reserved = 0;

/** A key for a block whose node is made later. No key that Lexical gives out itself has a letter. */
export function reserveKey(): NodeKey {
  reserved += 1;
  return `b${reserved}`;
}

/**
 * Makes a node with a key of our choice.
 *
 * Lexical takes a key in the constructor, for its clones, and then expects the node to be known. So
 * what it does for a node with a new key is done here; looked up in Lexical 0.52 (`$setNodeKey`).
 */
function $createWithKey(key: NodeKey): BlockNode {
  const editor = $getEditor();
  const node = new BlockNode(key);
  editor._pendingEditorState?._nodeMap.set(key, node);
  editor._dirtyElements.set(key, true);
  editor._cloneNotNeeded.set(key, node);
  return node;
}

export function $isBlockNode(node: LexicalNode | null | undefined): node is BlockNode {
  return node instanceof BlockNode;
}

/**
 * The inner element that some blocks keep their children in: a heading's role has to be below the
 * list item's, and rows lie in a table.
 */
function frameOf(leaf: Leaf): 'heading' | 'table' | null {
  return leaf.kind === 'heading' || leaf.kind === 'table' ? leaf.kind : null;
}

function headingFrame(): HTMLElement {
  return document.createElement('div');
}

function tableFrame(): HTMLElement {
  const scroller = document.createElement('div');
  scroller.className = 'table-scroller';
  const table = document.createElement('table');
  table.append(document.createElement('tbody'));
  scroller.append(table);
  return scroller;
}

function drawShape(element: HTMLElement, shape: BlockShape): void {
  const item = openedItem(shape);
  const depth = itemDepth(shape);
  const { leaf } = shape;
  setAttribute(element, 'class', 'block');
  setData(element, 'kind', item === null ? leaf.kind : 'item');
  setData(element, 'leaf', leaf.kind === 'text' ? null : leaf.kind);
  setData(element, 'info', leaf.kind === 'code' ? leaf.info : null);
  const isDefinition = leaf.kind === 'opaque' && leaf.body.kind === 'definition';
  setData(element, 'definition', isDefinition ? 'true' : null);
  setData(element, 'source', leaf.kind === 'opaque' && !isDefinition ? leaf.body.kind : null);
  setData(element, 'marker', item !== null && /\d/.test(item.marker) ? item.marker : null);
  setData(element, 'task', item?.task ?? null);
  const around = item === null ? itemAroundQuote(shape) : null;
  setData(
    element,
    'around',
    around === null ? null : /\d/.test(around.marker) ? around.marker : '',
  );
  setData(element, 'footnote', labelOf(shape));
  const quotes = quotesOf(shape);
  // The bar of a quote around goes on beside the first line of one within it.
  const isInside = quotes > 0 && shape.inside.includes('quote');
  setData(element, 'quote', quotes === 0 ? null : isInside ? 'more' : 'first');
  if (quotes > 0) {
    element.style.setProperty('--quotes', String(quotes));
    element.style.setProperty('--quote-depth', String(quoteDepth(shape)));
  }
  // A paragraph that belongs to an item stands under the item's words, one step in from its marker.
  element.style.setProperty('--depth', String(item === null ? depth : depth + 1));
  setAttribute(element, 'role', 'listitem');
  setAttribute(element, 'aria-level', item === null ? null : String(depth + 1));
  const inner = element.firstElementChild;
  if (leaf.kind === 'heading' && inner !== null) {
    inner.className = 'heading';
    inner.setAttribute('role', 'heading');
    inner.setAttribute('aria-level', String(leaf.level));
    setData(element, 'level', String(leaf.level));
  } else setData(element, 'level', null);
}

/** The label of the footnote that a block begins; null where it begins none. */
function labelOf({ opens }: BlockShape): string | null {
  const footnote = opens.findLast(({ kind }) => kind === 'footnote');
  return footnote?.kind === 'footnote' ? footnote.label : null;
}

/** How many quotes a block lies in. */
function quotesOf(shape: BlockShape): number {
  return kindsAround(shape).filter((kind) => kind === 'quote').length;
}

/** How many list items hold the outermost quote of a block, whose bar stands below their words. */
function quoteDepth(shape: BlockShape): number {
  const kinds = kindsAround(shape);
  return kinds.slice(0, kinds.indexOf('quote')).filter((kind) => kind === 'item').length;
}

/** The containers of a block, from the outermost on, with those that it opens itself. */
export function kindsAround({ inside, opens }: BlockShape): readonly ContainerKind[] {
  return [...inside, ...opens.map(({ kind }) => kind)];
}

function setData(element: HTMLElement, name: string, value: string | null): void {
  setAttribute(element, `data-${name}`, value);
}

/** Leaves alone what is so already: a Tab draws an item with all below it, of which little changes. */
function setAttribute(element: HTMLElement, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Blank lines between groups of items are the writer's, and are shown as a little room. */
function drawGap(element: HTMLElement, source: Source | null): void {
  if (source !== null && /[\r\n]/.test(source.lead)) element.dataset.gap = 'true';
  else delete element.dataset.gap;
}
