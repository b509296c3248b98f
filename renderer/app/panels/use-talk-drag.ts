import { type PointerEvent, useEffect, useRef, useState } from 'react';

/** A talk on its way: the row it came from, and the one before which it would be dropped. */
export interface TalkDrag {
  readonly from: number;
  readonly to: number;
}

/** A press becomes a drag when the mouse has gone so far. */
const DRAG_PX = 5;

/**
 * Drags a row of a list with the mouse; Escape gives up.
 *
 * `onDrop` is told by how many places the row goes. The list draws again only when the place does.
 */
export function useTalkDrag(onDrop: ((from: number, places: number) => void) | null) {
  const [drag, setDrag] = useState<TalkDrag | null>(null);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    const list = event.currentTarget;
    const rows = [...list.children];
    const { target, button, clientY: startY, pointerId } = event;
    const isRow = target instanceof Element && target.closest('[data-row]') !== null;
    const from = rows.findIndex((row) => target instanceof Node && row.contains(target));
    if (onDrop === null || button !== 0 || !isRow || from < 0 || event.pointerType !== 'mouse')
      return;
    let to: number | null = null;

    function onMove({ clientY }: globalThis.PointerEvent): void {
      if (to === null && Math.abs(clientY - startY) < DRAG_PX) return;
      if (to === null) list.setPointerCapture(pointerId);
      const below = rows.findIndex((row) => {
        const { top, height } = row.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      const next = below < 0 ? rows.length : below;
      if (next === to) return;
      to = next;
      setDrag({ from, to });
    }

    function onUp(): void {
      const at = to;
      end();
      if (at === null) return;
      const places = at > from ? at - from - 1 : at - from;
      if (places !== 0) onDrop?.(from, places);
    }

    function onKey(key: KeyboardEvent): void {
      if (key.key !== 'Escape' || to === null) return;
      key.preventDefault();
      key.stopPropagation();
      end();
    }

    function end(): void {
      if (list.hasPointerCapture(pointerId)) list.releasePointerCapture(pointerId);
      list.removeEventListener('pointermove', onMove);
      list.removeEventListener('pointerup', onUp);
      list.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', onKey, true);
      to = null;
      setDrag(null);
    }

    list.addEventListener('pointermove', onMove);
    list.addEventListener('pointerup', onUp);
    list.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKey, true);
    stop.current = end;
  }

  return { drag, onPointerDown };
}

/** Where the drop line of a row is: before it, behind it, or nowhere. */
export function dropLine(drag: TalkDrag | null, index: number, count: number) {
  if (drag === null || drag.to === drag.from || drag.to === drag.from + 1) return undefined;
  if (drag.to === index) return 'before';
  return drag.to === count && index === count - 1 ? 'after' : undefined;
}
