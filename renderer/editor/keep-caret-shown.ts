import { caretPlace } from './caret-place.ts';

/** Room between the caret's line and the edge of the view, as for a line that a key leads to. */
const MARGIN_PX = 8;

/**
 * Keeps the caret's line in view where the view gets smaller: the window is made smaller, a bar
 * opens above the note. The browser keeps the first line that is seen, and the caret may be in the
 * last. Who has scrolled away from the caret stays there, and while an IME composes the view does
 * nothing of its own (law 5). Returns the cleanup.
 */
export function keepCaretShown(scroller: HTMLElement): () => void {
  let height = scroller.clientHeight;
  let isComposing = false;

  function onSize(): void {
    const before = height;
    height = scroller.clientHeight;
    if (height >= before || isComposing) return;
    const caret = caretPlace(scroller);
    if (caret === null) return;
    const { top } = scroller.getBoundingClientRect();
    const hidden = caret.bottom - top - height;
    if (hidden > 0 && caret.top - top < before) scroller.scrollTop += hidden + MARGIN_PX;
  }

  function onComposition({ type }: Event): void {
    isComposing = type === 'compositionstart';
  }

  const sizes = new ResizeObserver(onSize);
  sizes.observe(scroller);
  for (const kind of ['compositionstart', 'compositionend'])
    scroller.addEventListener(kind, onComposition);
  return () => {
    sizes.disconnect();
    for (const kind of ['compositionstart', 'compositionend'])
      scroller.removeEventListener(kind, onComposition);
  };
}
