import type { Block } from '../markdown/model.ts';
import { adoptMarker } from './markers.ts';
import { itemAt, normalise, runEnd, siblingBefore } from './structure.ts';

/**
 * Puts the blocks of a range, with their children, one step deeper: below the item before them.
 *
 * The same array comes back where there is no such item.
 */
export function indent(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const first = blocks[from];
  if (first === undefined) return blocks;
  const level = first.inside.length;
  if (itemAt(blocks[siblingBefore(blocks, from)], level) === null) return blocks;
  return relevel(blocks, from, to, (block) => ({
    ...block,
    inside: block.inside.toSpliced(level, 0, 'item'),
  }));
}

/**
 * Takes the blocks of a range, with their children, one step out, in place.
 *
 * The order of lines never changes: siblings that follow become children of the last one, so that
 * a difference shows these lines only (DESIGN 4.1). The same array comes back at the outermost level.
 */
export function outdent(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const level = blocks[from]?.inside.length ?? 0;
  if (blocks[from]?.inside[level - 1] !== 'item') return blocks;
  return relevel(blocks, from, to, (block) =>
    block.inside.length < level
      ? block
      : { ...block, inside: block.inside.toSpliced(level - 1, 1) },
  );
}

function relevel(
  blocks: readonly Block[],
  from: number,
  to: number,
  change: (block: Block) => Block,
): readonly Block[] {
  const end = runEnd(blocks, from, to);
  const level = blocks[from]?.inside.length ?? 0;
  const changed = blocks.slice();
  const roots: number[] = [];
  for (let index = from; index < end; index++) {
    const block = blocks[index];
    if (block === undefined) continue;
    changed[index] = change(block);
    if (block.inside.length === level) roots.push(index);
  }
  for (const index of roots) {
    const adopted = adoptMarker(changed, index);
    if (adopted !== null) changed[index] = adopted;
  }
  return normalise(changed);
}
