import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_HIGH,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
} from 'lexical';
import type { BlockNode } from '../nodes/block-node.ts';
import { $fillSection, $isSectionNode } from '../nodes/section-node.ts';

/**
 * Takes the caret to the note's first and last letter: Ctrl+Home and Ctrl+End, on macOS Cmd+Up and
 * Cmd+Down, with Shift for a selection.
 *
 * The browser would stop before the last block: it does not look into sections that are out of
 * view. `$edgeShown` gives the block to go to where folds or a zoom hide others. Returns the cleanup.
 */
export function registerEdgeKeys(
  editor: LexicalEditor,
  $edgeShown: (edge: Edge) => BlockNode | null,
): () => void {
  return editor.registerCommand(
    KEY_DOWN_COMMAND,
    (event) => {
      const edge = edgeOfKey(event);
      if (edge === null || !$goToEdge(edge, event.shiftKey, $edgeShown(edge))) return false;
      event.preventDefault();
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
}

export type Edge = 'first' | 'last';

function edgeOfKey(event: KeyboardEvent): Edge | null {
  if (event.isComposing || event.keyCode === 229 || event.altKey) return null;
  if (event.ctrlKey && !event.metaKey) {
    if (event.key === 'End') return 'last';
    return event.key === 'Home' ? 'first' : null;
  }
  if (!event.metaKey || event.ctrlKey) return null;
  if (event.key === 'ArrowDown') return 'last';
  return event.key === 'ArrowUp' ? 'first' : null;
}

/** Moves the caret, or only the end of the selection that moves. False where there is no caret. */
function $goToEdge(edge: Edge, keepAnchor: boolean, shown: BlockNode | null): boolean {
  const before = $getSelection();
  if (!$isRangeSelection(before)) return false;
  const root = $getRoot();
  const section = edge === 'last' ? root.getLastChild() : root.getFirstChild();
  if ($isSectionNode(section)) $fillSection(section);
  const { key, offset, type } = before.anchor;
  const target = shown ?? root;
  const { focus } = edge === 'last' ? target.selectEnd() : target.selectStart();
  if (!keepAnchor) return true;
  const selection = $createRangeSelection();
  selection.anchor.set(key, offset, type);
  selection.focus.set(focus.key, focus.offset, focus.type);
  $setSelection(selection);
  return true;
}
