import type { NodeKey } from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { headingLevel, levelOf } from '../outline.ts';
import type { MayFold } from './folds.ts';
import { $pathTo } from './lines.ts';

/** What holds a block, the block itself at the end, without the event's title. */
export function $zoomPath(key: NodeKey, mayFold: MayFold): readonly NodeKey[] {
  return $pathTo(key)
    .map((line) => line.key)
    .filter(mayFold);
}

/** The block that zooming in at a block leads to: an item or a talk, else what holds it. */
export function $zoomTarget(key: NodeKey, mayFold: MayFold): NodeKey | null {
  const target = $pathTo(key).findLast(
    (line) => mayFold(line.key) && (line.heading !== null || line.opens.at(-1)?.kind === 'item'),
  );
  return target?.key ?? null;
}

/** Commands that would take the block zoomed into from its place, or put another one beside it. */
const MOVES_ROOT: ReadonlySet<CommandId> = new Set<CommandId>([
  'outline.indent',
  'outline.outdent',
  'outline.moveUp',
  'outline.moveDown',
  'outline.duplicate',
]);

/** Whether a command would carry the selected blocks out of what is shown: then it does nothing. */
export function $leavesZoom(root: BlockNode | null, id: CommandId, first: BlockNode | null) {
  if (root === null || first === null) return false;
  if (first.is(root)) return MOVES_ROOT.has(id);
  return id === 'outline.outdent' && $isAtTop(root, first);
}

/** True for a block that lies directly in the item zoomed into: one step out, it would be outside. */
export function $isAtTop(root: BlockNode, block: BlockNode): boolean {
  return headingLevel(root) === null && levelOf(block) <= levelOf(root) + 1;
}
