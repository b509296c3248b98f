import './table.css';
import { type LexicalEditor, mergeRegister } from 'lexical';
import { BlockNode } from '../nodes/block-node.ts';
import { registerTableArrows } from './arrows.ts';
import { registerTableClipboard } from './clipboard.ts';
import { registerTableKeys } from './keys.ts';
import { registerTablePoints } from './points.ts';
import { $repairTable } from './repair.ts';
import { registerTableSelection } from './selection.ts';
import { registerTableTools, type TableToolsHost } from './tools.tsx';

/** Everything that a table does besides showing its words. */
export function registerTables(editor: LexicalEditor, host: TableToolsHost): () => void {
  return mergeRegister(
    registerTablePoints(editor),
    registerTableSelection(editor),
    registerTableArrows(editor),
    registerTableKeys(editor),
    registerTableClipboard(editor),
    registerTableTools(editor, host),
    editor.registerNodeTransform(BlockNode, (block) => {
      if (!editor.isComposing()) $repairTable(block);
    }),
  );
}
