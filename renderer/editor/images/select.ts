import {
  $addUpdateTag,
  $createNodeSelection,
  $createRangeSelectionFromDom,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getSelection,
  $isNodeSelection,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  type EditorState,
  getDOMSelection,
  HISTORY_PUSH_TAG,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import { $isImageNode, type ImageNode } from '../nodes/image-node.ts';

/** What a selected image can be asked for. */
export interface ImageHooks {
  /** Shows it large; called where the editor can be read. */
  readonly $show: (image: ImageNode) => void;
}

/**
 * Images are selected as a whole, by a click or by the caret stepping on them; a selected one takes
 * keys.
 *
 * Enter shows it large, Backspace and Delete remove it. A letter goes behind it,
 * and so does an IME's first key, before it composes: nothing typed is lost.
 */
export function registerImages(editor: LexicalEditor, hooks: ImageHooks): () => void {
  const onMouseDown = (event: MouseEvent): void => extendFromImage(editor, event);
  return mergeRegister(
    editor.registerCommand(
      CLICK_COMMAND,
      (event) => {
        const image = $imageAt(event.target);
        if (image === null) return $goToClick(editor);
        if (event.ctrlKey || event.metaKey) return false;
        $selectImage(image);
        if (event.detail === 2) hooks.$show(image);
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        const image = $selectedImage();
        return image !== null && !event.isComposing && $onKey(event, image, hooks);
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerRootListener((root, before) => {
      before?.removeEventListener('mousedown', onMouseDown);
      root?.addEventListener('mousedown', onMouseDown);
    }),
    editor.registerUpdateListener(({ editorState, prevEditorState }) =>
      markSelected(editor, prevEditorState, editorState),
    ),
  );
}

function $imageAt(target: EventTarget | null): ImageNode | null {
  if (!(target instanceof HTMLElement) || target.closest('.image') === null) return null;
  const node = $getNearestNodeFromDOMNode(target);
  return $isImageNode(node) ? node : null;
}

/**
 * Goes from a selected image to where a click put the browser's caret; true where there is none.
 *
 * A tap's click comes before the browser tells of the caret that its press moved. Lexical would take that
 * caret away with the image's selection, and what is typed next would go to the beginning of the note; so
 * a click that moves no caret, such as one on a task's box, leaves the image selected.
 */
function $goToClick(editor: LexicalEditor): boolean {
  if (!$isNodeSelection($getSelection())) return false;
  const caret = $createRangeSelectionFromDom(getDOMSelection(window), editor);
  if (caret === null) return true;
  $setSelection(caret);
  return false;
}

/** Puts the caret behind an image that is selected as a whole; false where none is. */
export function $leaveImage(): boolean {
  const image = $selectedImage();
  image?.selectNext(0, 0);
  return image !== null;
}

/**
 * A selection that Shift and a click make begins at the selected image, and holds it.
 *
 * The browser knows of no caret there, and would select from the beginning of the note.
 */
function extendFromImage(editor: LexicalEditor, event: MouseEvent): void {
  const { button, shiftKey, target } = event;
  if (button !== 0 || !shiftKey || !(target instanceof Node)) return;
  editor.update(
    () => {
      const image = $selectedImage();
      const element = image === null ? null : editor.getElementByKey(image.getKey());
      if (image === null || element === null) return;
      const place = element.compareDocumentPosition(target);
      if ((place & Node.DOCUMENT_POSITION_PRECEDING) !== 0) image.selectNext(0, 0);
      else image.selectPrevious();
    },
    { discrete: true },
  );
}

function $selectImage(image: ImageNode): void {
  const selection = $createNodeSelection();
  selection.add(image.getKey());
  $setSelection(selection);
}

/** The one image that is selected, or null. */
export function $selectedImage(): ImageNode | null {
  const selection = $getSelection();
  if (!$isNodeSelection(selection)) return null;
  const [node, ...others] = selection.getNodes();
  return others.length === 0 && $isImageNode(node) ? node : null;
}

function $onKey(event: KeyboardEvent, image: ImageNode, hooks: ImageHooks): boolean {
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  switch (isChord ? '' : event.key) {
    case 'Enter':
      hooks.$show(image);
      break;
    case 'Backspace':
    case 'Delete':
      $removeImage(image);
      break;
    default:
      // The key itself goes on its way, to the caret that is there now.
      if (!isChord && isLetter(event)) image.selectNext(0, 0);
      return false;
  }
  event.preventDefault();
  return true;
}

/** What writes something, an IME's keys included; 229 is all that is known of those. */
function isLetter({ key, keyCode }: KeyboardEvent): boolean {
  return key.length === 1 || keyCode === 229;
}

function $removeImage(image: ImageNode): void {
  $addUpdateTag(HISTORY_PUSH_TAG);
  image.selectPrevious();
  image.remove();
}

function markSelected(editor: LexicalEditor, before: EditorState, after: EditorState): void {
  const was = keysIn(before);
  const is = keysIn(after);
  if (was.length === 0 && is.length === 0) return;
  for (const key of was)
    if (!is.includes(key)) editor.getElementByKey(key)?.classList.remove('selected');
  for (const key of is) editor.getElementByKey(key)?.classList.add('selected');
}

function keysIn(state: EditorState): readonly NodeKey[] {
  const selection = state._selection;
  return $isNodeSelection(selection) ? [...selection._nodes] : [];
}

/** Puts the keyboard back on an image, where it still is. */
export function returnToImage(editor: LexicalEditor, key: NodeKey): void {
  editor.getRootElement()?.focus({ preventScroll: true });
  editor.update(() => {
    const node = $getNodeByKey(key);
    if ($isImageNode(node)) $selectImage(node);
  });
}
