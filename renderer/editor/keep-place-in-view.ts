import { caretOf, caretPlace, type PagePoint, placeOfPoint } from './caret-place.ts';
import { KEEP_EVENT } from './keep-view.ts';

/** Room between the caret's line and the edge of the view, as for a line that a key leads to. */
const MARGIN_PX = 8;

/** The view is looked at when it has rested for this long. */
const REST_MS = 150;

/** Sections take their real height a frame after they are drawn; a few frames see the end of it. */
const FRAMES = 5;

/** What holds its place on the screen: the caret where it is shown, else what the view begins with. */
interface Anchor extends PagePoint {
  readonly isCaret: boolean;
  /** Its distance from the top of the view, in CSS pixels. */
  readonly top: number;
}

/** Who keeps the view's place while its size changes. */
export interface PlaceInView {
  /** The text gets another size with the next frame, and what is shown is as it was until then. */
  readonly textResizes: () => void;
  readonly dispose: () => void;
}

/**
 * Keeps what is looked at in view where lines wrap anew: the window or the text gets another size, a
 * panel or a bar opens. That is the caret where it is shown; who has scrolled away from it stays
 * where they read. After the change nobody can tell where anything was, so it is noted at each
 * rest, never on a key. While an IME composes the view does nothing of its own (law 5).
 */
export function keepPlaceInView(scroller: HTMLElement): PlaceInView {
  let anchor: Anchor | null = null;
  let rest: ReturnType<typeof setTimeout> | null = null;
  /** The caret has gone somewhere since what is noted, and is shown there. */
  let isCaretNew = false;
  let size = sizeOf(scroller);
  let isComposing = false;
  let frames = 0;
  let left = 0;

  function onScroll(): void {
    if (rest !== null) clearTimeout(rest);
    rest = setTimeout(note, REST_MS);
  }

  function onCaret(): void {
    isCaretNew = true;
    onScroll();
  }

  function note(): void {
    rest = null;
    // What is shown meanwhile is not what anybody chose to look at; the last frame begins a new rest.
    if (frames > 0) return;
    isCaretNew = false;
    anchor = caretInView(scroller) ?? firstInView(scroller);
  }

  function onSize(): void {
    const now = sizeOf(scroller);
    if (now.width === size.width && now.height === size.height) return;
    size = now;
    if (isCaretNew) showCaret();
    else resized();
  }

  function textResizes(): void {
    if (frames === 0) note();
    resized();
  }

  function resized(): void {
    if (isComposing || anchor === null) return;
    const isUnderWay = frames > 0;
    frames = FRAMES;
    left = scroller.scrollTop;
    if (!isUnderWay) step();
    else hold();
  }

  function step(): void {
    // Somebody else scrolls: a hand counts more. But a note that got shorter ends the view higher up.
    const isScrolled = Math.abs(scroller.scrollTop - left) > 1 && !isAtEnd(scroller);
    if (isComposing || isScrolled) frames = 0;
    if (frames === 0) {
      onScroll();
      return;
    }
    hold();
    frames -= 1;
    requestAnimationFrame(step);
  }

  /** Puts the anchor back to its place, or into the view where that place is no part of it any more. */
  function hold(): void {
    const place = anchor === null ? null : placeOfPoint(anchor);
    if (anchor === null || place === null) return;
    const lowest = size.height - MARGIN_PX - place.height;
    const wanted = anchor.isCaret ? Math.max(0, Math.min(anchor.top, lowest)) : anchor.top;
    move(place.top - scroller.getBoundingClientRect().top - wanted);
    left = scroller.scrollTop;
  }

  function showCaret(): void {
    const caret = isComposing ? null : caretPlace(scroller);
    if (caret === null) return;
    const top = caret.top - scroller.getBoundingClientRect().top;
    const hidden = top + caret.height - size.height;
    if (hidden > 0) move(hidden + MARGIN_PX);
    else if (top < 0) move(top - MARGIN_PX);
  }

  function move(byPx: number): void {
    if (Math.abs(byPx) <= 1) return;
    scroller.scrollTop += byPx;
    scroller.dispatchEvent(new Event(KEEP_EVENT));
  }

  function onComposition({ type }: Event): void {
    isComposing = type === 'compositionstart';
  }

  const sizes = new ResizeObserver(onSize);
  sizes.observe(scroller);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  document.addEventListener('selectionchange', onCaret);
  for (const kind of ['compositionstart', 'compositionend'])
    scroller.addEventListener(kind, onComposition);
  return {
    textResizes,
    dispose: () => {
      sizes.disconnect();
      if (rest !== null) clearTimeout(rest);
      frames = 0;
      scroller.removeEventListener('scroll', onScroll);
      document.removeEventListener('selectionchange', onCaret);
      for (const kind of ['compositionstart', 'compositionend'])
        scroller.removeEventListener(kind, onComposition);
    },
  };
}

function isAtEnd({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean {
  return scrollTop + clientHeight >= scrollHeight - 1;
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement): { width: number; height: number } {
  return { width: clientWidth, height: clientHeight };
}

function caretInView(scroller: HTMLElement): Anchor | null {
  const caret = caretOf(scroller);
  const place = caret === null ? null : placeOfPoint(caret);
  if (caret === null || place === null) return null;
  const top = place.top - scroller.getBoundingClientRect().top;
  const isSeen = top + place.height > 0 && top < scroller.clientHeight;
  return isSeen ? { ...caret, isCaret: true, top } : null;
}

function firstInView(scroller: HTMLElement): Anchor | null {
  const view = scroller.getBoundingClientRect();
  const first = document.caretRangeFromPoint(view.left + view.width / 2, view.top + 1);
  if (first === null || !scroller.contains(first.startContainer)) return null;
  const point = { node: first.startContainer, offset: first.startOffset };
  const place = placeOfPoint(point);
  return place === null ? null : { ...point, isCaret: false, top: place.top - view.top };
}
