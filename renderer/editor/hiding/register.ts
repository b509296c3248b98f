import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $onUpdate,
  COMMAND_PRIORITY_CRITICAL,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  HISTORIC_TAG,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
  type UpdateListenerPayload,
} from 'lexical';
import { $isAtEnd, $isAtStart } from '../commands/typing.ts';
import { $isBlockNode, type BlockNode, openedItem } from '../nodes/block-node.ts';
import { $blockAfter, $blockBefore, $isSectionNode } from '../nodes/section-node.ts';
import { $blockOf } from '../outline.ts';
import type { Hidden } from './hidden.ts';
import { $sectionOf } from './lines.ts';

/**
 * Keeps what is hidden in step with the note, and the caret and the keys out of it.
 *
 * Whatever leads into hidden words (undo, a search, a jump, joining lines) shows them.
 */
export function registerHidden(editor: LexicalEditor, hidden: Hidden): () => void {
  const ofEdge = (isBackward: boolean) => hidden.isAny && $guardEdge(hidden, isBackward);
  return mergeRegister(
    editor.registerUpdateListener((payload) => {
      if (!hidden.isAny) return;
      follow(hidden, payload);
      showCaret(editor, hidden);
    }),
    editor.registerCommand(
      INSERT_PARAGRAPH_COMMAND,
      () => {
        if (hidden.isAny) $openBeforeEnter(hidden);
        return false;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      DELETE_CHARACTER_COMMAND,
      (isBackward) => ofEdge(isBackward) === 'outside',
      COMMAND_PRIORITY_CRITICAL,
    ),
    // Their reach is not known before: where it begins at hidden words they only show them.
    editor.registerCommand(
      DELETE_WORD_COMMAND,
      (isBackward) => ofEdge(isBackward) !== false,
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      DELETE_LINE_COMMAND,
      (isBackward) => ofEdge(isBackward) !== false,
      COMMAND_PRIORITY_CRITICAL,
    ),
  );
}

/** Looks again at what an update changed besides words. */
function follow(hidden: Hidden, payload: UpdateListenerPayload): void {
  const { dirtyElements, editorState, tags } = payload;
  if (tags.has(HISTORIC_TAG)) {
    hidden.refreshAll();
    return;
  }
  const sections = new Set<NodeKey>();
  editorState.read(() => {
    for (const [key, isIntended] of dirtyElements) {
      if (!isIntended) continue;
      const node = $getNodeByKey(key);
      if ($isSectionNode(node)) sections.add(key);
      else if ($isBlockNode(node)) sections.add(node.getParentOrThrow().getKey());
    }
  });
  if (sections.size > 0) hidden.refresh(sections);
  hidden.checkRoot();
}

/** A caret in hidden words shows them; a selection may reach over them. */
function showCaret(editor: LexicalEditor, hidden: Hidden): void {
  const shown = editor.read(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
    const block = $blockOf(selection.anchor.getNode());
    return block !== null && $show(hidden, block) ? block.getKey() : null;
  });
  if (shown !== null) editor.getElementByKey(shown)?.scrollIntoView({ block: 'nearest' });
}

/** Shows a block, whatever hides it; false where it was shown. */
function $show(hidden: Hidden, block: BlockNode): boolean {
  if (hidden.$coverOf(block) === undefined) return false;
  if (hidden.$coverOf(block) === null) hidden.zoom(null);
  for (let cover = hidden.$coverOf(block); typeof cover === 'string'; ) {
    hidden.folded.delete(cover);
    hidden.refresh($sectionOf(cover));
    cover = hidden.$coverOf(block);
  }
  return true;
}

/** Enter within a folded line, or below a folded heading, shows what is below before it splits. */
function $openBeforeEnter(hidden: Hidden): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const block = $blockOf(selection.anchor.getNode());
  if (block === null || !hidden.isFolded(block.getKey())) return;
  const stays =
    selection.isCollapsed() &&
    (($isAtEnd(selection.anchor, block) && openedItem(block.getShape()) !== null) ||
      $isAtStart(selection.anchor, block));
  if (!stays) $unfold(hidden, block.getKey());
}

/**
 * What a deletion at the edge of a block would run into: hidden words, which are shown first, or the
 * edge of the zoom. False where neither is there.
 */
function $guardEdge(hidden: Hidden, isBackward: boolean): 'shown' | 'outside' | false {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const block = $blockOf(selection.anchor.getNode());
  if (block === null) return false;
  const isAtEdge = isBackward
    ? $isAtStart(selection.anchor, block)
    : $isAtEnd(selection.anchor, block);
  const next = isBackward ? $blockBefore(block) : $blockAfter(block);
  if (!isAtEdge || next === null) return false;
  const cover = hidden.$coverOf(next);
  if (cover === undefined) return false;
  if (cover === null) return 'outside';
  $unfold(hidden, cover);
  return 'shown';
}

function $unfold(hidden: Hidden, key: NodeKey): void {
  hidden.folded.delete(key);
  const sections = $sectionOf(key);
  $onUpdate(() => hidden.refresh(sections));
}
