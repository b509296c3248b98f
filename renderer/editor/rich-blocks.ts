import { type LexicalEditor, mergeRegister, TextNode } from 'lexical';
import type { CommandId } from '../../shared/commands.ts';
import type { Words } from '../app/words.ts';
import { registerCode } from './code/index.tsx';
import { registerLineRules } from './commands/line-rules.ts';
import { $applyMarkShortcut } from './commands/marks.ts';
import { registerLinks } from './links/index.tsx';
import { registerDefinitions } from './nodes/definition.ts';
import { registerInsertMenu } from './slash/index.tsx';
import { registerTables } from './table/index.ts';

export interface RichBlocksHost {
  readonly words: () => Words;
  readonly run: (id: CommandId) => unknown;
}

/**
 * What makes blocks more than lines: the insert menu, code, links, tables, marks as they are typed.
 *
 * The insert menu comes first: while it is open, the arrows and Enter are its own.
 */
export function registerRichBlocks(editor: LexicalEditor, host: RichBlocksHost): () => void {
  return mergeRegister(
    registerInsertMenu(editor, host),
    registerLineRules(editor),
    registerCode(editor, host),
    registerLinks(editor, host),
    registerTables(editor, host),
    registerDefinitions(editor),
    editor.registerNodeTransform(TextNode, (text) => {
      if (!editor.isComposing()) $applyMarkShortcut(text);
    }),
  );
}
