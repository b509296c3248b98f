import {
  $getNearestNodeFromDOMNode,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import type { OutlineView } from '../hiding/view.ts';
import { $blockByKey } from '../nodes/section-node.ts';
import { $blockOf } from '../outline.ts';
import { $moveTo } from '../outline-edit.ts';
import { scrollerOf } from '../view.ts';
import { beginDrag } from './drag.ts';

export interface GutterHost {
  readonly view: OutlineView;
  readonly isComposing: () => boolean;
  readonly titleKey: () => NodeKey | null;
  readonly words: { readonly drag: () => string; readonly fold: () => string };
}

/**
 * The handle and the fold button that stand before the line under the mouse.
 *
 * They lie above the note and not in it, so that selecting words with the mouse is the browser's as
 * ever. Keys do all of it, too, so neither is a stop of the Tab key.
 */
export function registerGutter(
  element: HTMLElement,
  editor: LexicalEditor,
  host: GutterHost,
): () => void {
  const gutter = document.createElement('div');
  gutter.className = 'gutter';
  gutter.setAttribute('aria-hidden', 'true');
  gutter.hidden = true;
  const grip = gutter.appendChild(document.createElement('span'));
  grip.className = 'grip';
  const fold = gutter.appendChild(document.createElement('span'));
  fold.className = 'fold';
  let block: HTMLElement | null = null;
  let stopDrag: (() => void) | null = null;

  function show(next: HTMLElement): void {
    const scroller = scrollerOf(editor);
    if (scroller === null || !editor.isEditable()) return;
    if (gutter.parentElement !== scroller) scroller.append(gutter);
    block = next;
    const key = keyOf(next);
    fold.hidden = next.hasAttribute('data-folded') || key === null || !host.view.canFold(key);
    grip.title = host.words.drag();
    fold.title = host.words.fold();
    place(next, scroller);
    gutter.hidden = false;
  }

  function place(next: HTMLElement, scroller: HTMLElement): void {
    const style = getComputedStyle(next);
    const em = Number.parseFloat(style.fontSize);
    const marker = next.dataset.marker === undefined ? 1.15 : 2.3;
    const room = next.dataset.kind === 'item' ? marker : 0.1;
    const mark = next.hasAttribute('data-folded') ? 1.1 : 0;
    const at = next.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    const text = at.left + Number.parseFloat(style.paddingInlineStart);
    gutter.style.left = `${text - (room + mark) * em - frame.left}px`;
    gutter.style.top = `${at.top - frame.top + scroller.scrollTop}px`;
    gutter.style.height = style.lineHeight;
  }

  function keyOf(of: HTMLElement): NodeKey | null {
    return editor.read(() => $blockOf($getNearestNodeFromDOMNode(of))?.getKey() ?? null);
  }

  const onMove = ({ target, buttons }: PointerEvent): void => {
    if (buttons !== 0 || stopDrag !== null || !(target instanceof Element)) return;
    const next = target.closest<HTMLElement>('.block');
    if (next !== null && next !== block) show(next);
  };

  const hide = (): void => {
    if (stopDrag !== null || block === null) return;
    block = null;
    gutter.hidden = true;
  };

  const onLeave = ({ relatedTarget }: PointerEvent): void => {
    const stays =
      relatedTarget instanceof Node &&
      (gutter.contains(relatedTarget) || element.contains(relatedTarget));
    if (!stays) hide();
  };

  const onDown = (event: PointerEvent): void => {
    // The caret and what is selected stay as they are.
    event.preventDefault();
    const key = block === null ? null : keyOf(block);
    if (event.button !== 0 || key === null || host.isComposing()) return;
    if (event.target === fold) {
      host.view.toggle(key);
      hide();
    } else if (event.target === grip) {
      stopDrag = beginDrag(grip, editor, event, {
        key,
        view: host.view,
        titleKey: host.titleKey(),
        isComposing: host.isComposing,
        onDrop: drop,
        onEnd: () => {
          stopDrag = null;
          hide();
        },
      });
    }
  };

  function drop(key: NodeKey, target: NodeKey | null, level: number): void {
    editor.update(
      () => {
        const moved = $blockByKey(key);
        const before = target === null ? null : $blockByKey(target);
        if (moved === null || (target !== null && before === null)) return;
        $moveTo(moved, before, level);
      },
      { tag: HISTORY_PUSH_TAG },
    );
  }

  const listen: [HTMLElement, string, (event: never) => void][] = [
    [element, 'pointermove', onMove],
    [element, 'pointerleave', onLeave],
    [element, 'keydown', hide],
    [gutter, 'pointerleave', onLeave],
    [gutter, 'pointerdown', onDown],
    // A press on it must not move the caret.
    [gutter, 'mousedown', (event: Event) => event.preventDefault()],
  ];
  for (const [on, name, listener] of listen) on.addEventListener(name, listener as EventListener);
  return mergeRegister(
    () => {
      for (const [on, name, listener] of listen)
        on.removeEventListener(name, listener as EventListener);
    },
    () => stopDrag?.(),
    () => gutter.remove(),
  );
}
