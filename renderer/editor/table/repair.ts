import type { BlockNode } from '../nodes/block-node.ts';
import { $createCellNode, $isCellNode, $isRowNode } from '../nodes/table-node.ts';

/**
 * Makes a block's children fit its kind again; a node transform.
 *
 * Only for what other parts of the editor may do to a table without knowing it: rows have as many
 * cells as there are columns, a table has a row, and words outside of tables lie in no cell.
 */
export function $repairTable(block: BlockNode): void {
  const shape = block.getShape();
  if (shape.leaf.kind !== 'table') {
    for (const child of block.getChildren())
      if ($isRowNode(child)) {
        for (const cell of child.getCells()) block.append(...cell.getChildren());
        child.remove();
      }
    return;
  }
  const columns = shape.leaf.align.length;
  for (const row of block.getChildren()) {
    if (!$isRowNode(row)) {
      row.remove();
      continue;
    }
    for (const cell of row.getChildren()) if (!$isCellNode(cell)) cell.remove();
    for (const cell of row.getCells().slice(columns)) cell.remove();
    while (row.getChildrenSize() < columns) row.append($createCellNode([]));
  }
  if (block.isEmpty()) block.setShape({ ...shape, leaf: { kind: 'text' } });
}
