import type { Block, BlockBody, Inline } from '../markdown/model.ts';
import { type Item, itemAfter, itemOf, itemsBeside } from './markers.ts';
import { isItem, pathOf, splice, subtreeEnd } from './structure.ts';

type Content = readonly Inline[];

/** A paragraph's body. */
function words(content: Content): BlockBody {
  return { kind: 'paragraph', content };
}

/** A new item that stands below a block: its first child where it has any, else its next sibling. */
export function insertItemAfter(
  blocks: readonly Block[],
  index: number,
  content: Content = [],
): readonly Block[] {
  const block = blocks[index];
  if (block === undefined) return blocks;
  const next = blocks[index + 1];
  const child = next !== undefined && next.inside.length > block.inside.length && isItem(next);
  const like = child ? next : block;
  return splice(blocks, index + 1, index + 1, [
    itemLike(like, content, child, itemsBeside(blocks, index)),
  ]);
}

function itemLike(
  like: Block,
  content: Content,
  first: boolean,
  beside: readonly (Item | null)[],
): Block {
  const item = itemOf(like);
  const opened =
    item === null
      ? ({ kind: 'item', marker: '-', task: null } as const)
      : first
        ? ({ ...item, task: item.task === null ? null : 'open' } as const)
        : itemAfter(item, beside);
  return { inside: like.inside, opens: [opened], body: words(content), source: null };
}

/**
 * Splits a block's words in two lines.
 *
 * The second line of an item is an item, of a heading or a paragraph a paragraph; the children
 * follow the second line.
 */
export function split(
  blocks: readonly Block[],
  index: number,
  before: Content,
  after: Content,
): readonly Block[] {
  const block = blocks[index];
  if (block === undefined || !hasWords(block)) return blocks;
  const first = { ...block, body: { ...block.body, content: before } };
  const second: Block = isItem(block)
    ? itemBeside(block, after, itemsBeside(blocks, index))
    : { inside: pathOf(block), opens: [], body: words(after), source: null };
  return splice(blocks, index, index + 1, [first, second]);
}

/** The next item of the innermost list that a block begins. */
function itemBeside(block: Block, content: Content, beside: readonly (Item | null)[]): Block {
  const last = block.opens.at(-1);
  const inside = [...block.inside, ...block.opens.slice(0, -1).map(({ kind }) => kind)];
  const opens = last?.kind === 'item' ? [itemAfter(last, beside)] : [];
  return { inside, opens, body: words(content), source: null };
}

/** Joins a block's words to those of the block before it, which takes its children, too. */
export function join(blocks: readonly Block[], index: number): readonly Block[] {
  const above = blocks[index - 1];
  const block = blocks[index];
  if (above === undefined || block === undefined) return blocks;
  if (!hasWords(above) || !hasWords(block)) return blocks;
  const content = [...above.body.content, ...block.body.content];
  const joined: Block = { ...above, body: { ...above.body, content } };
  const end = block.opens.length > 0 ? subtreeEnd(blocks, index) : index + 1;
  const path = pathOf(above);
  const own = block.inside.length + block.opens.length;
  const children = blocks
    .slice(index + 1, end)
    .map((child) => ({ ...child, inside: [...path, ...child.inside.slice(own)] }));
  return splice(blocks, index - 1, end, [joined, ...children]);
}

type WithWords = Block & {
  readonly body: Extract<BlockBody, { kind: 'paragraph' } | { kind: 'heading' }>;
};

/** True for blocks that hold running text. */
export function hasWords(block: Block): block is WithWords {
  return block.body.kind === 'paragraph' || block.body.kind === 'heading';
}
