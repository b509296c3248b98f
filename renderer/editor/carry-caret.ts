import {
  $flushSyncAfterUpdate,
  $onUpdate,
  getDOMTextNode,
  type LexicalEditor,
  type TextNode,
} from 'lexical';

/** A caret that nobody sets blinks on; half a second after it was set it goes out (Chromium). */
const SOLID_MS = 250;

/** Where the caret of the window stands, alone, within one text of the page. */
export interface TextCaret {
  readonly text: Text;
  readonly offset: number;
}

/** The caret, where it is in the page as in the editor: in the words of `node`, not before them. */
export function caretWithin(
  editor: LexicalEditor,
  node: TextNode,
  offset: number,
): TextCaret | null {
  const text = getDOMTextNode(editor.getElementByKey(node.getKey()));
  const caret = document.getSelection();
  const isThere =
    text !== null &&
    offset > 0 &&
    caret?.isCollapsed === true &&
    caret.anchorNode === text &&
    caret.anchorOffset === offset &&
    text.data === node.getTextContent();
  return isThere ? { text, offset } : null;
}

/**
 * Draws letters that were put into the editor's state so that they take the page's caret along.
 *
 * Whoever sets the caret while a key is handled makes the browser read the whole text of the note
 * that is drawn, twice, to tell the system's input methods of it; it does the same again for each
 * frame. That was 0.8 of the 9.4 ms that a letter cost the main thread. A caret that lies within
 * letters which are written stays where they are, without being set: so the letter before the caret
 * is written again, with the new ones, and what followed it is taken away. Lexical then finds all as
 * it wants it.
 */
export function $writeAtCaret(
  editor: LexicalEditor,
  { text, offset }: TextCaret,
  data: string,
): void {
  const before = text.data.charAt(offset - 1);
  text.insertData(offset - 1, before + data);
  text.deleteData(offset + data.length, 1);
  // At once: until then Lexical takes what happens in the page for the browser's own edit.
  $flushSyncAfterUpdate();
  $onUpdate(() => showCaret(editor));
}

let litMs = 0;

/** What Lexical does for a caret that it sets: brings it into view. */
function showCaret(editor: LexicalEditor): void {
  const scroller = editor.getRootElement()?.closest('.note-scroller');
  const caret = document.getSelection();
  if (scroller == null || caret === null || caret.rangeCount === 0) return;
  const place = caret.getRangeAt(0).getBoundingClientRect();
  if (place.height === 0) return;
  const view = scroller.getBoundingClientRect();
  if (place.top < view.top) scroller.scrollTop -= view.top - place.top;
  else if (place.bottom > view.bottom) scroller.scrollTop += place.bottom - view.bottom;
  const now = performance.now();
  if (now - litMs < SOLID_MS) return;
  litMs = now;
  // In the letter's own frame: out of the key, and no second frame for the caret alone.
  requestAnimationFrame(() => lightCaret(editor));
}

/** Begins the caret's blinking anew, as setting it does: whoever types sees it all the time. */
function lightCaret(editor: LexicalEditor): void {
  const caret = document.getSelection();
  const hasKeyboard = document.activeElement === editor.getRootElement();
  if (caret === null || !caret.isCollapsed || !hasKeyboard || editor.isComposing()) return;
  const { anchorNode, anchorOffset } = caret;
  if (anchorNode === null || anchorOffset === 0) return;
  caret.setPosition(anchorNode, anchorOffset - 1);
  caret.setPosition(anchorNode, anchorOffset);
}
