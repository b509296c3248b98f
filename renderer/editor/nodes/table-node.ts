import {
  $create,
  $getState,
  $isLineBreakNode,
  $setState,
  createState,
  ElementNode,
  type LexicalNode,
} from 'lexical';
import { inlinesEqual } from '../../../shared/markdown/index.ts';
import type { Inline, Table } from '../../../shared/markdown/model.ts';
import { $isBlockNode, type BlockNode } from './block-node.ts';
import { $contentNodes, $createBreakNode, $readContent } from './content.ts';

type Cells = Table['rows'][number];

/**
 * What a row was read with besides the cells that are shown.
 *
 * GFM shows a row with too few cells as if empty ones followed, and does not show the ones beyond
 * the head's (section 4.10). Neither may change the line of a row that nobody touched.
 */
interface RowRest {
  /** How many cells stand in the line at least. */
  readonly written: number;
  readonly beyond: Cells;
}

const restState = createState('row', {
  parse: (value): RowRest =>
    value === undefined ? { written: 0, beyond: [] } : (value as RowRest),
});

/** How a line end inside a cell is written: Markdown has only HTML for it. */
const breakState = createState('cell-break', {
  parse: (value) => (typeof value === 'string' ? value : '<br>'),
});

const BREAK = /^<br[ \t]*\/?>$/i;

/** A row of a table; the first one is the head. */
export class RowNode extends ElementNode {
  override $config() {
    return this.config('table-row', {
      extends: ElementNode,
      stateConfigs: [{ flat: true, stateConfig: restState }],
    });
  }

  override createDOM(): HTMLElement {
    return document.createElement('tr');
  }

  override updateDOM(): boolean {
    return false;
  }

  override canBeEmpty(): boolean {
    return false;
  }

  getCells(): CellNode[] {
    return this.getChildren().filter($isCellNode);
  }

  getRest(): RowRest {
    return $getState(this, restState);
  }

  setRest(rest: RowRest): this {
    return $setState(this, restState, rest);
  }
}

/** A cell; it holds inline content. Whether it is of the head, and its alignment, are its place's. */
export class CellNode extends ElementNode {
  override $config() {
    return this.config('table-cell', { extends: ElementNode });
  }

  override createDOM(): HTMLElement {
    const element = document.createElement($isInHead(this) ? 'th' : 'td');
    if (element.tagName === 'TH') element.setAttribute('scope', 'col');
    drawAlignment(element, $alignmentOf(this));
    return element;
  }

  override updateDOM(_previous: this, element: HTMLElement): boolean {
    if ((element.tagName === 'TH') !== $isInHead(this)) return true;
    drawAlignment(element, $alignmentOf(this));
    return false;
  }

  override canBeEmpty(): boolean {
    return true;
  }
}

function $isInHead(cell: CellNode): boolean {
  return cell.getParent()?.getPreviousSibling() === null;
}

function $alignmentOf(cell: CellNode): Table['align'][number] {
  const block = cell.getParent()?.getParent();
  const leaf = $isBlockNode(block) ? block.getShape().leaf : null;
  return leaf?.kind === 'table' ? (leaf.align[cell.getIndexWithinParent()] ?? null) : null;
}

function drawAlignment(element: HTMLElement, alignment: Table['align'][number]): void {
  if (alignment === null) delete element.dataset.align;
  else element.dataset.align = alignment;
}

export function $isRowNode(node: LexicalNode | null | undefined): node is RowNode {
  return node instanceof RowNode;
}

export function $isCellNode(node: LexicalNode | null | undefined): node is CellNode {
  return node instanceof CellNode;
}

/** Makes a row without words. */
export function $createRowNode(columns: number): RowNode {
  const row = $create(RowNode).setRest({ written: columns, beyond: [] });
  return row.append(...Array.from({ length: columns }, () => $createCellNode([])));
}

/** Makes a cell with its words. */
export function $createCellNode(content: readonly Inline[]): CellNode {
  const cell = $create(CellNode);
  if (!content.some(isBreakSource)) return cell.append(...$contentNodes(content));
  cell.append(...content.flatMap($cellPart));
  // What a line end in a cell cannot say is shown as it is written.
  return inlinesEqual($readCell(cell), content)
    ? cell
    : cell.clear().append(...$contentNodes(content));
}

function isBreakSource(inline: Inline): inline is Extract<Inline, { type: 'source' }> {
  return inline.type === 'source' && BREAK.test(inline.source);
}

function $cellPart(inline: Inline): LexicalNode[] {
  if (!isBreakSource(inline)) return $contentNodes([inline]);
  return [$setState($createBreakNode(inline.marks), breakState, inline.source)];
}

/** Makes the rows of a table. */
export function $rowNodes({ align, rows }: Table): RowNode[] {
  return rows.map((cells) => {
    const rest = { written: cells.length, beyond: cells.slice(align.length) };
    const nodes = align.map((_, index) => $createCellNode(cells[index] ?? []));
    return $create(RowNode)
      .setRest(rest)
      .append(...nodes);
  });
}

/** Reads a table's rows back, each with as many cells as its line needs. */
export function $readRows(block: BlockNode): readonly Cells[] {
  return block.getChildren().filter($isRowNode).map($readRow);
}

function $readRow(row: RowNode): Cells {
  const { written, beyond } = row.getRest();
  const cells = row.getCells().map($readCell);
  if (beyond.length > 0) return [...cells, ...beyond];
  let count = cells.length;
  while (count > written && cells[count - 1]?.length === 0) count--;
  return cells.slice(0, count);
}

function $readCell(cell: CellNode): readonly Inline[] {
  const content = $readContent(cell);
  if (!content.some(({ type }) => type === 'break')) return content;
  const spellings = cell
    .getChildren()
    .filter($isLineBreakNode)
    .map((node) => $getState(node, breakState));
  let next = 0;
  return content.map((inline): Inline => {
    if (inline.type !== 'break') return inline;
    return { type: 'source', source: spellings[next++] ?? '<br>', marks: inline.marks };
  });
}
