import type { LexicalEditor } from 'lexical';
import { scrollerOf } from './view.ts';

/** Room between the caret's line and what stands below it, in pixels. */
const GAP = 6;

/** A place in the element that scrolls the note, in pixels. */
export interface OverlayPlace {
  readonly left: number;
  readonly top: number;
}

/** The least height of a box beside the caret, in pixels. */
const LEAST_PX = 96;

/** A place with the height that is left there, in pixels. */
export interface CaretPlace extends OverlayPlace {
  readonly maxHeight: number;
}

/** Where a box of a size stands so that it is seen: below the caret, above it where more room is. */
export function placeBelowCaret(
  editor: LexicalEditor,
  { width, height }: { readonly width: number; readonly height: number },
): CaretPlace {
  const scroller = scrollerOf(editor);
  const selection = getSelection();
  if (scroller === null || selection === null || selection.rangeCount === 0)
    return { left: 0, top: scroller?.scrollTop ?? 0, maxHeight: height };
  const view = scroller.getBoundingClientRect();
  const caret = caretBox(selection.getRangeAt(0)) ?? view;
  const below = view.bottom - caret.bottom - 2 * GAP;
  const above = caret.top - view.top - 2 * GAP;
  const isLow = below < height && above > below;
  const maxHeight = Math.max(LEAST_PX, Math.min(height, isLow ? above : below));
  const top = isLow ? caret.top - GAP - maxHeight : caret.bottom + GAP;
  const left = Math.max(GAP, Math.min(caret.left - view.left, view.width - width - 3 * GAP));
  return { left, top: top - view.top + scroller.scrollTop, maxHeight };
}

/** Where a small form stands over the upper right corner of a block. */
export function placeInCorner(editor: LexicalEditor, element: HTMLElement): OverlayPlace {
  const scroller = scrollerOf(editor);
  const view = scroller?.getBoundingClientRect();
  const { right, top } = element.getBoundingClientRect();
  if (scroller === null || view === undefined) return { left: 0, top: 0 };
  const left = Math.max(GAP, right - view.left - CORNER_PX);
  return { left, top: top - view.top + scroller.scrollTop + GAP };
}

/** The width of a form, in pixels. */
const CORNER_PX = 360;

/** A caret in an empty line has no box of its own; its line has. */
function caretBox(range: Range): DOMRect | null {
  const [box] = range.getClientRects();
  if (box !== undefined) return box;
  const { startContainer } = range;
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  return element?.getBoundingClientRect() ?? null;
}
