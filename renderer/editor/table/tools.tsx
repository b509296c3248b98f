import { $getSelection, $isRangeSelection, type LexicalEditor } from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import type { Words } from '../../app/words.ts';
import { createOverlay } from '../overlay.tsx';
import { $cellPlace } from './place.ts';
import { TableTools, type ToolsPlace } from './TableTools.tsx';

export interface TableToolsHost {
  readonly words: () => Words;
  readonly run: (id: CommandId) => unknown;
}

/** Shows the tools while the caret is in a table; they are drawn again only when they change. */
export function registerTableTools(editor: LexicalEditor, host: TableToolsHost): () => void {
  const overlay = createOverlay(editor, 'note-foot');
  let shown: string | null = null;
  const stop = editor.registerUpdateListener(({ editorState }) => {
    if (editor.isComposing() || !editor.isEditable()) return;
    const place = editorState.read($toolsPlace);
    const looks = JSON.stringify(place);
    if (looks === shown) return;
    shown = looks;
    const run = (id: CommandId): void => void host.run(id);
    overlay.render(
      place === null ? null : <TableTools place={place} words={host.words()} run={run} />,
    );
  });
  return () => {
    stop();
    overlay.dispose();
  };
}

function $toolsPlace(): ToolsPlace | null {
  const selection = $getSelection();
  const place = $isRangeSelection(selection) ? $cellPlace(selection.focus.getNode()) : null;
  const leaf = place?.block.getShape().leaf;
  if (place === null || leaf?.kind !== 'table') return null;
  return {
    isHead: place.row.getPreviousSibling() === null,
    alignment: leaf.align[place.column] ?? null,
  };
}
