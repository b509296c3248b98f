import './code.css';
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  HISTORY_PUSH_TAG,
  type LexicalCommand,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import type { Words } from '../../app/words.ts';
import { $isBlockNode } from '../nodes/block-node.ts';
import { $blockOf } from '../outline.ts';
import { createOverlay } from '../overlay.tsx';
import { placeInCorner } from '../overlay-place.ts';
import { registerHighlight } from './highlight.ts';
import { registerCodeKeys } from './keys.ts';
import { LanguageForm } from './LanguageForm.tsx';
import { registerLettersOnly } from './letters-only.ts';

/** Asks for the language of the code at the caret, or of the block with this key. */
export const CODE_LANGUAGE_COMMAND: LexicalCommand<NodeKey | undefined> =
  createCommand('CODE_LANGUAGE');

/** Everything that code does besides showing its text. */
export function registerCode(
  editor: LexicalEditor,
  host: { readonly words: () => Words },
): () => void {
  const overlay = createOverlay(editor, 'note-form');
  const ask = (key: NodeKey | undefined): boolean => {
    const block = key === undefined ? $codeAtCaret() : $getNodeByKey(key);
    const leaf = $isBlockNode(block) ? block.getShape().leaf : null;
    const element = block === null ? null : editor.getElementByKey(block.getKey());
    if (block === null || element === null || leaf?.kind !== 'code') return false;
    const onDone = (info: string | null): void => {
      overlay.render(null);
      if (info !== null) setLanguage(editor, block.getKey(), info);
      editor.focus();
    };
    overlay.render(
      <LanguageForm
        key={performance.now()}
        info={leaf.info}
        at={placeInCorner(editor, element)}
        words={host.words()}
        onDone={onDone}
      />,
    );
    return true;
  };
  return mergeRegister(
    registerCodeKeys(editor),
    registerLettersOnly(editor),
    registerHighlight(editor),
    editor.registerCommand(CODE_LANGUAGE_COMMAND, ask, COMMAND_PRIORITY_EDITOR),
    () => overlay.dispose(),
  );
}

function $codeAtCaret() {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? $blockOf(selection.focus.getNode()) : null;
}

function setLanguage(editor: LexicalEditor, key: NodeKey, info: string): void {
  editor.update(
    () => {
      const block = $getNodeByKey(key);
      const shape = $isBlockNode(block) ? block.getShape() : null;
      if (!$isBlockNode(block) || shape?.leaf.kind !== 'code' || shape.leaf.info === info) return;
      block.setShape({ ...shape, leaf: { kind: 'code', info } });
    },
    { tag: HISTORY_PUSH_TAG },
  );
}
