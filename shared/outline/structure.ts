import type { Block, Container, ContainerKind } from '../markdown/model.ts';

/** The kinds of all containers that hold a block's words, those it opens included. */
export function pathOf({ inside, opens }: Block): readonly ContainerKind[] {
  return opens.length === 0 ? inside : [...inside, ...opens.map(({ kind }) => kind)];
}

/** True for a block that begins a list item. */
export function isItem(block: Block | undefined): boolean {
  return block?.opens[0]?.kind === 'item';
}

/** The level of a heading that leads a section; null for all else, a heading in an item included. */
export function sectionLevel(block: Block | undefined): number | null {
  if (block === undefined || block.body.kind !== 'heading') return null;
  return block.inside.length === 0 && block.opens.length === 0 ? block.body.level : null;
}

/**
 * The index behind a block and everything that belongs to it.
 *
 * An item and a quote have what lies inside them; a heading has its section, up to the next heading
 * of its level or above; any other block has itself.
 */
export function subtreeEnd(blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  if (block === undefined) return index;
  const section = sectionLevel(block);
  let end = index + 1;
  if (section !== null) {
    while (end < blocks.length && (sectionLevel(blocks[end]) ?? 7) > section) end++;
  } else if (block.opens.length > 0) {
    while ((blocks[end]?.inside.length ?? 0) > block.inside.length) end++;
  }
  return end;
}

/** The index behind the subtrees of all blocks of a range. */
export function runEnd(blocks: readonly Block[], from: number, to: number): number {
  let end = from;
  while (end < to && end < blocks.length) end = subtreeEnd(blocks, end);
  return Math.max(end, Math.min(to, blocks.length));
}

/**
 * The index of the block before that has the same parent, or -1.
 *
 * It may be the block that begins the parent: a quote's first line is one of its lines, and so is
 * an item that begins on its list's line.
 */
export function siblingBefore(blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  if (block === undefined) return -1;
  const level = block.inside.length;
  const isInQuote = block.inside.at(-1) === 'quote';
  for (let at = index - 1; at >= 0; at--) {
    const { inside, opens } = blocks[at] ?? block;
    if (inside.length < level) {
      const depth = inside.length + opens.length;
      return depth > level || (depth === level && isInQuote) ? at : -1;
    }
    if (inside.length === level && (opens.length !== 0 || level === 0 || isInQuote)) return at;
  }
  return -1;
}

/** The item that a block begins at a level; null where it begins none there. */
export function itemAt(
  block: Block | undefined,
  level: number,
): Extract<Container, { kind: 'item' }> | null {
  const container = block?.opens[level - block.inside.length];
  return container?.kind === 'item' ? container : null;
}

/**
 * Repairs blocks whose containers are gone.
 *
 * A block can only lie inside what the block before it opened or lay in. A quote does not end because
 * its first line went: the next one begins it. Blocks that are sound are the same objects afterwards,
 * and so is the array where nothing was wrong.
 */
export function normalise(blocks: readonly Block[]): readonly Block[] {
  let changed: Block[] | null = null;
  let path: readonly ContainerKind[] = [];
  for (const [index, block] of blocks.entries()) {
    const held = sharedLength(path, block.inside);
    const sound = held === block.inside.length ? block : repaired(block, held);
    if (sound !== block) changed ??= blocks.slice();
    if (changed !== null) changed[index] = sound;
    path = pathOf(sound);
  }
  return changed ?? blocks;
}

/** A block of whose containers only so many are still there. */
export function repaired<Shape extends Pick<Block, 'inside' | 'opens'>>(
  block: Shape,
  held: number,
): Shape {
  const quotes = block.inside.slice(held).filter((kind) => kind === 'quote');
  const opens = [...quotes.map((kind) => ({ kind })), ...block.opens];
  return { ...block, inside: block.inside.slice(0, held), opens };
}

function sharedLength(path: readonly ContainerKind[], inside: readonly ContainerKind[]): number {
  if (path === inside) return path.length;
  const shorter = Math.min(path.length, inside.length);
  let length = 0;
  while (length < shorter && path[length] === inside[length]) length++;
  return length;
}

/** The blocks with some of them replaced, from one index up to another. */
export function splice(
  blocks: readonly Block[],
  from: number,
  to: number,
  inserted: readonly Block[],
): readonly Block[] {
  return normalise([...blocks.slice(0, from), ...inserted, ...blocks.slice(to)]);
}
