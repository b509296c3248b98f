import {
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  BEFORE_INPUT_COMMAND,
  COMMAND_PRIORITY_HIGH,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  type LexicalEditor,
  type TextNode,
} from 'lexical';
import { $writeAtCaret, caretWithin, type TextCaret } from './carry-caret.ts';
import { $isBlockNode } from './nodes/block-node.ts';

/**
 * Puts typed letters into the editor's state, which then draws them, instead of the other way round.
 *
 * Left to the browser, a letter is first an edit of the page with an undo step and a dozen forced
 * layouts of its own, and then three updates of the editor that read it back (input, mutation,
 * selection): half of what a key cost. What an IME composes is the browser's as ever (law 5), and
 * so is all typing where a spell checker follows it.
 */
export function registerInsertText(editor: LexicalEditor): () => void {
  return editor.registerCommand(
    BEFORE_INPUT_COMMAND,
    (event) => {
      const { data, inputType, isComposing } = event;
      if (inputType !== 'insertText' || data === null || isComposing || editor.isComposing())
        return false;
      if (!isPlainLetter(data) || editor.getRootElement()?.spellcheck === true) return false;
      const selection = $getSelection();
      if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
      const { offset } = selection.anchor;
      const node = selection.anchor.getNode();
      if (!$isTextNode(node) || !isAtCaret(event)) return false;
      event.preventDefault();
      const isInBlock = node.isSimpleText() && $isBlockNode(node.getParent());
      const caret = isInBlock ? caretWithin(editor, node, offset) : null;
      const isInserted = editor.dispatchCommand(CONTROLLED_TEXT_INSERTION_COMMAND, data);
      if (caret !== null && $isWritten(node, data, caret)) $writeAtCaret(editor, caret, data);
      return isInserted;
    },
    COMMAND_PRIORITY_HIGH,
  );
}

/** Whether just these letters came to where the caret was, and it stands behind them. */
function $isWritten(node: TextNode, data: string, { text, offset }: TextCaret): boolean {
  const selection = $getSelection();
  const { data: drawn } = text;
  return (
    $isRangeSelection(selection) &&
    selection.isCollapsed() &&
    selection.anchor.key === node.getKey() &&
    selection.anchor.offset === offset + data.length &&
    node.getTextContent() === drawn.slice(0, offset) + data + drawn.slice(offset)
  );
}

/** One key's worth of text; line ends have commands of their own. */
function isPlainLetter(data: string): boolean {
  return data !== '' && data.length <= 2 && !/[\r\n]/.test(data);
}

/** False where the browser means another place, as when it corrects a word. */
function isAtCaret(event: InputEvent): boolean {
  const [range] = event.getTargetRanges();
  const caret = document.getSelection();
  return (
    range?.collapsed === true &&
    range.startContainer === caret?.anchorNode &&
    range.startOffset === caret.anchorOffset
  );
}
