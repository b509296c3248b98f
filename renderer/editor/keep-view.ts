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
  const top = anchor === null ? 0 : topInView(scroller, anchor);
  change();
  if (anchor !== null) holdInView(scroller, anchor, top);
}

/** How far a block's top is below the top of the view, in px. */
export function topInView(scroller: HTMLElement, block: Element): number {
  return block.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

/**
 * Scrolls until a block's top is so far below the top of the view, and keeps it there until what is
 * around it has its real height, or somebody else scrolls.
 */
export function holdInView(scroller: HTMLElement, block: Element, top: number): void {
  let left = scroller.scrollTop;
  let frames = FRAMES;
  const look = (): void => {
    if (!block.isConnected || Math.abs(scroller.scrollTop - left) > 1) return;
    const off = topInView(scroller, block) - top;
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

/**
 * A block that is on screen: the caret's where it is, else the one nearest to the middle.
 *
 * Found by where the blocks are: a dialog that lies above the note hides it from a look at the page's points.
 */
export function blockInView(scroller: HTMLElement): HTMLElement | null {
  const view = scroller.getBoundingClientRect();
  const isSeen = (element: Element): boolean => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > Math.max(top, view.top) && top < view.bottom;
  };
  const caret = document.getSelection()?.focusNode?.parentElement?.closest<HTMLElement>('.block');
  if (caret != null && scroller.contains(caret) && isSeen(caret)) return caret;
  let nearest: HTMLElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const section of scroller.querySelectorAll('.section')) {
    // Others are not drawn, and asking their blocks would lay them out.
    if (!isSeen(section)) continue;
    for (const block of section.querySelectorAll<HTMLElement>(':scope > .block')) {
      if (!isSeen(block)) continue;
      const { top, bottom } = block.getBoundingClientRect();
      const far = Math.abs(top + bottom - view.top - view.bottom);
      if (far >= least) continue;
      nearest = block;
      least = far;
    }
  }
  return nearest;
}
