import {
  $getNearestNodeFromDOMNode,
  COMMAND_PRIORITY_HIGH,
  DRAGOVER_COMMAND,
  DROP_COMMAND,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import { CODE_LANGUAGE_COMMAND } from './code/index.tsx';
import { openedItem } from './nodes/block-node.ts';
import { $blockOf } from './outline.ts';

export interface PointerHooks {
  readonly openLink: (url: string) => void;
  /** Files were dropped on a block; null where that was beside all of them. */
  readonly onFiles: (files: readonly File[], block: NodeKey | null) => void;
}

/** What the mouse does in a note besides placing the caret: links, task boxes, dropped images. */
export function registerPointer(
  element: HTMLElement,
  editor: LexicalEditor,
  hooks: PointerHooks,
): () => void {
  const onClick = (event: MouseEvent): void => {
    const url = event.target instanceof Element ? addressAt(event.target) : null;
    if (url !== null) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) hooks.openLink(url);
    } else if (!askLanguageAt(event, editor)) toggleTaskAt(event, editor);
  };
  // The name of a language is a button: the caret stays where it is.
  const onDown = (event: MouseEvent): void => {
    if (codeOfLanguageAt(event) !== null) event.preventDefault();
  };
  element.addEventListener('mousedown', onDown);
  element.addEventListener('click', onClick);
  return mergeRegister(
    () => element.removeEventListener('mousedown', onDown),
    () => element.removeEventListener('click', onClick),
    editor.registerCommand(
      DRAGOVER_COMMAND,
      (event) => {
        if (event.dataTransfer?.types.includes('Files') !== true) return false;
        event.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      DROP_COMMAND,
      (event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (event.dataTransfer?.types.includes('Files') !== true) return false;
        event.preventDefault();
        if (files.length > 0) hooks.onFiles(files, $blockAt(event.target));
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}

function addressAt(target: Element): string | null {
  const link = target.closest('a');
  if (link !== null) return link.getAttribute('href');
  return target.closest('.url')?.textContent ?? null;
}

function $blockAt(target: EventTarget | null): NodeKey | null {
  const node = target instanceof Node ? $getNearestNodeFromDOMNode(target) : null;
  return $blockOf(node)?.getKey() ?? null;
}

/** The code on the name of whose language, in its corner, the mouse is. */
function codeOfLanguageAt({ target, clientX, clientY }: MouseEvent): HTMLElement | null {
  if (!(target instanceof HTMLElement) || target.dataset.info === undefined) return null;
  const { right, top } = target.getBoundingClientRect();
  const { fontSize, lineHeight } = getComputedStyle(target);
  const width = Number.parseFloat(fontSize) * Math.max(3, target.dataset.info.length);
  const isBeside = clientX < right - width || clientY > top + Number.parseFloat(lineHeight) * 1.4;
  return isBeside ? null : target;
}

/** Asks for a language whose name is clicked. */
function askLanguageAt(event: MouseEvent, editor: LexicalEditor): boolean {
  const target = codeOfLanguageAt(event);
  if (target === null) return false;
  const key = editor.read(() => $getNearestNodeFromDOMNode(target)?.getKey());
  return editor.dispatchCommand(CODE_LANGUAGE_COMMAND, key);
}

/** A click on the box that stands before a task's words. */
function toggleTaskAt(event: MouseEvent, editor: LexicalEditor): void {
  const { target } = event;
  if (!(target instanceof HTMLElement) || target.dataset.task === undefined) return;
  const inset = Number.parseFloat(getComputedStyle(target).paddingInlineStart);
  if (event.clientX - target.getBoundingClientRect().left > inset) return;
  editor.update(
    () => {
      const node = $getNearestNodeFromDOMNode(target);
      const block = node === null ? null : $blockOf(node);
      const shape = block?.getShape();
      const item = shape === undefined ? null : openedItem(shape);
      if (block === null || shape === undefined || item === null || item.task === null) return;
      const task = item.task === 'open' ? 'done' : 'open';
      block.setShape({ ...shape, opens: [...shape.opens.slice(0, -1), { ...item, task }] });
    },
    { tag: HISTORY_PUSH_TAG },
  );
}
