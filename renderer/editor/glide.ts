import { caretPlace } from './caret-place.ts';
import { KEEP_EVENT } from './keep-view.ts';

/** How long the view takes to reach the caret. */
const GLIDE_MS = 110;

/** The frame in which a glide begins shows a part of the way already. */
const FRAME_MS = 16;

/** Scrolls of keys that follow one another faster than this are jumps: nobody waits for a glide. */
const REST_MS = 250;

/** A scroll that comes so long after a key is not the key's, however busy the window is. */
const OF_KEY_MS = 1000;

/** The caret is shown at once where it went farther than this: a glide over pages is a blur. */
const LONGEST_PX = 200;

/** A caret that was brought into view lies so near to the edge. */
const EDGE_PX = 48;

/**
 * Lets the view glide to the caret, where browser and editor jump.
 *
 * They scroll as they always do, so that whatever reads the scroll position finds the caret shown;
 * only before the frame is drawn, in its scroll event, the view is put back and goes the way in a
 * few frames. A key costs nothing where nothing scrolls, and what is done next never waits: another
 * scroll ends a glide, and keys held down or typed fast jump from line to line. While an IME
 * composes the view does nothing of its own (law 5). Returns the cleanup.
 */
export function glideToCaret(scroller: HTMLElement): () => void {
  const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
  let pressedAt = Number.NEGATIVE_INFINITY;
  let scrolledAt = Number.NEGATIVE_INFINITY;
  let isComposing = false;
  let top = scroller.scrollTop;
  let glide: { readonly from: number; readonly to: number; readonly began: number } | null = null;
  let frame = 0;

  function put(wanted: number): void {
    scroller.scrollTop = wanted;
    top = scroller.scrollTop;
  }

  function step(): void {
    if (glide === null) return;
    const { from, to, began } = glide;
    const share = Math.min(1, (performance.now() - began) / GLIDE_MS);
    put(from + (to - from) * (1 - (1 - share) ** 2));
    if (share === 1) glide = null;
    else frame = requestAnimationFrame(step);
  }

  /** Shows the caret at once: an IME begins to compose there, or a hand takes the view. */
  function finish(): void {
    if (glide === null) return;
    cancelAnimationFrame(frame);
    put(glide.to);
    glide = null;
  }

  function onScroll(): void {
    const now = scroller.scrollTop;
    const moved = now - top;
    if (Math.abs(moved) < 1) return;
    const from = top;
    top = now;
    cancelAnimationFrame(frame);
    glide = null;
    const at = performance.now();
    if (isComposing || at - pressedAt > OF_KEY_MS) return;
    const isResting = at - scrolledAt > REST_MS;
    scrolledAt = at;
    pressedAt = Number.NEGATIVE_INFINITY;
    if (!isResting || stillness.matches || Math.abs(moved) > LONGEST_PX) return;
    if (!isCaretAtEdge(scroller, moved)) return;
    glide = { from, to: now, began: at - FRAME_MS };
    step();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) finish();
    else if (!event.repeat) pressedAt = performance.now();
  }

  function onComposition({ type }: Event): void {
    isComposing = type === 'compositionstart';
    finish();
  }

  /** What is shown stays where it is: that is measured at rest, and no way to go. */
  function onKeep(): void {
    finish();
    top = scroller.scrollTop;
  }

  /** A hand scrolls now. */
  function onHand(): void {
    pressedAt = Number.NEGATIVE_INFINITY;
    finish();
  }

  const listeners = [
    ['scroll', onScroll],
    ['keydown', onKey],
    ['compositionstart', onComposition],
    ['compositionend', onComposition],
    [KEEP_EVENT, onKeep],
    ['wheel', onHand],
    ['pointerdown', onHand],
  ] as const;
  for (const [kind, listener] of listeners)
    scroller.addEventListener(kind, listener as EventListener, { capture: true, passive: true });
  return () => {
    cancelAnimationFrame(frame);
    for (const [kind, listener] of listeners)
      scroller.removeEventListener(kind, listener as EventListener, { capture: true });
  };
}

/** Whether the view came to show the caret: it lies at the edge towards which the view went. */
function isCaretAtEdge(scroller: HTMLElement, moved: number): boolean {
  const place = caretPlace(scroller);
  if (place === null) return false;
  const view = scroller.getBoundingClientRect();
  return moved > 0 ? place.bottom > view.bottom - EDGE_PX : place.top < view.top + EDGE_PX;
}
