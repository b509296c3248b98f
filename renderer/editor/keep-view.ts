/** Sections take their real height a frame after they are drawn; a few frames see the end of it. */
const FRAMES = 5;

/** Told to a view that is about to be kept, and when it was scrolled for that: nobody sees it move. */
export const KEEP_EVENT = 'keepview';

/**
 * Makes a change to the note's sections while what the reader looks at stays where it is.
 *
 * What is above the view may turn out higher or lower than it was taken for. It stops as soon as
 * somebody else scrolls: the reader's hand counts more.
 */
export function keepView(scroller: HTMLElement, change: () => void): void {
  scroller.dispatchEvent(new Event(KEEP_EVENT));
  const anchor = blockInView(scroller);
  const wanted = anchor?.getBoundingClientRect().top ?? 0;
  change();
  if (anchor === null) return;
  let left = scroller.scrollTop;
  let frames = FRAMES;
  const look = (): void => {
    if (!anchor.isConnected || Math.abs(scroller.scrollTop - left) > 1) return;
    const off = anchor.getBoundingClientRect().top - wanted;
    if (Math.abs(off) > 1) {
      scroller.scrollTop += off;
      scroller.dispatchEvent(new Event(KEEP_EVENT));
    }
    left = scroller.scrollTop;
    frames -= 1;
    if (frames > 0) requestAnimationFrame(look);
  };
  look();
}

/** A block that is on screen, the caret's where it is. */
function blockInView(scroller: HTMLElement): Element | null {
  const view = scroller.getBoundingClientRect();
  const isSeen = (element: Element | null | undefined): element is Element => {
    const place = element?.getBoundingClientRect();
    return place !== undefined && place.bottom > view.top && place.top < view.bottom;
  };
  const caret = document.getSelection()?.focusNode?.parentElement?.closest('.block');
  if (scroller.contains(caret ?? null) && isSeen(caret)) return caret;
  for (const share of [0.5, 0.25, 0.75, 0.05, 0.95]) {
    const at = document.elementFromPoint(
      view.left + view.width / 2,
      view.top + view.height * share,
    );
    const block = at?.closest('.block');
    if (isSeen(block)) return block;
  }
  return null;
}
