import { $getNearestNodeFromDOMNode, type LexicalEditor, type NodeKey } from 'lexical';
import type { OutlineView } from '../hiding/view.ts';
import { $blockOf } from '../outline.ts';
import { scrollerOf } from '../view.ts';
import { type Dragged, type DropPlace, dropPlace } from './drop-place.ts';

export interface DragHost {
  readonly key: NodeKey;
  readonly view: OutlineView;
  readonly titleKey: NodeKey | null;
  readonly isComposing: () => boolean;
  /** `target` is the block to stand in front of; null is the end of the note. */
  readonly onDrop: (key: NodeKey, target: NodeKey | null, level: number) => void;
  readonly onEnd: () => void;
}

/** A press becomes a drag when the mouse has moved so far. */
const THRESHOLD_PX = 4;
/** So near to the edge of the note it scrolls, by so much in a frame at the very edge. */
const EDGE_PX = 48;
const SCROLL_PX = 16;

/** Follows a drag that began with a press on the handle; returns what gives it up. */
export function beginDrag(
  grip: HTMLElement,
  editor: LexicalEditor,
  start: PointerEvent,
  host: DragHost,
): () => void {
  const scroller = scrollerOf(editor);
  const line = document.createElement('div');
  line.className = 'drop-line';
  let dragged: Dragged | null = null;
  let place: DropPlace | null = null;
  let pointer = { x: start.clientX, y: start.clientY };
  let frame = 0;

  const onMove = (event: PointerEvent): void => {
    pointer = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(pointer.x - start.clientX, pointer.y - start.clientY);
    if (dragged !== null || far < THRESHOLD_PX || scroller === null) return;
    dragged = host.view.rowsFor(host.key, host.titleKey);
    scroller.append(line);
    scroller.setAttribute('data-dragging', '');
    editor.getElementByKey(host.key)?.setAttribute('data-dragged', '');
    frame = requestAnimationFrame(look);
  };

  function look(): void {
    frame = requestAnimationFrame(look);
    if (dragged === null || scroller === null) return;
    const view = scroller.getBoundingClientRect();
    const above = EDGE_PX - (pointer.y - view.top);
    const below = EDGE_PX - (view.bottom - pointer.y);
    if (above > 0) scroller.scrollTop -= (Math.min(above, EDGE_PX) / EDGE_PX) * SCROLL_PX;
    if (below > 0) scroller.scrollTop += (Math.min(below, EDGE_PX) / EDGE_PX) * SCROLL_PX;
    const found = placeAt(dragged, view);
    if (found !== undefined) place = found;
    line.hidden = place === null;
  }

  /** Undefined where the pointer is over no line: then the last place stays. */
  function placeAt(of: Dragged, view: DOMRect): DropPlace | null | undefined {
    const note = editor.getRootElement()?.getBoundingClientRect();
    if (note === undefined || scroller === null) return undefined;
    const y = Math.min(view.bottom - 2, Math.max(view.top + 2, pointer.y));
    const over = document
      .elementFromPoint(note.left + note.width / 2, y)
      ?.closest<HTMLElement>('.block');
    const key =
      over == null ? null : editor.read(() => $blockOf($getNearestNodeFromDOMNode(over))?.getKey());
    const index = of.rows.findIndex((row) => row.key === key);
    if (over == null || index < 0) return undefined;
    const at = over.getBoundingClientRect();
    const step =
      1.6 * Number.parseFloat(getComputedStyle(scroller.firstElementChild ?? over).fontSize);
    const own = of.rows[of.from]?.inside.length ?? 0;
    const level = own + Math.round((pointer.x - start.clientX) / step);
    const found = dropPlace(of, { over: index, isLower: y > at.top + at.height / 2, level });
    if (found !== null) draw(of, found, step, view, note);
    return found;
  }

  function draw(of: Dragged, at: DropPlace, step: number, view: DOMRect, note: DOMRect): void {
    if (scroller === null) return;
    const target = editor.getElementByKey(of.rows[at.at]?.key ?? '');
    const above = of.rows.slice(0, at.at).findLast((row) => row.isShown);
    const before = editor.getElementByKey(above?.key ?? '');
    const y =
      before === null || of.rows[at.at]?.heading != null
        ? (target?.getBoundingClientRect().top ??
          before?.getBoundingClientRect().bottom ??
          view.top)
        : before.getBoundingClientRect().bottom;
    const padding = Number.parseFloat(
      getComputedStyle(scroller.firstElementChild ?? line).paddingLeft,
    );
    const left = note.left + padding + at.level * step;
    line.style.top = `${y - view.top + scroller.scrollTop}px`;
    line.style.left = `${left - view.left}px`;
    line.style.width = `${Math.max(40, note.right - padding - left)}px`;
  }

  const onUp = (): void => {
    const target = dragged === null || place === null ? null : dragged.rows[place.at];
    const drop = place;
    stop();
    if (drop !== null && !host.isComposing())
      host.onDrop(host.key, target?.key ?? null, drop.level);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    event.stopPropagation();
    stop();
  };

  function stop(): void {
    cancelAnimationFrame(frame);
    place = null;
    line.remove();
    scroller?.removeAttribute('data-dragging');
    editor.getElementByKey(host.key)?.removeAttribute('data-dragged');
    grip.removeEventListener('pointermove', onMove);
    grip.removeEventListener('pointerup', onUp);
    grip.removeEventListener('pointercancel', stop);
    window.removeEventListener('keydown', onKey, true);
    host.onEnd();
  }

  grip.setPointerCapture(start.pointerId);
  grip.addEventListener('pointermove', onMove);
  grip.addEventListener('pointerup', onUp);
  grip.addEventListener('pointercancel', stop);
  window.addEventListener('keydown', onKey, true);
  return stop;
}
