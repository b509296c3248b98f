/** A place between two letters of the page. */
export interface PagePoint {
  readonly node: Node;
  readonly offset: number;
}

/** The page's caret, or null where it is not inside of `box`. */
export function caretOf(box: HTMLElement): PagePoint | null {
  const selection = document.getSelection();
  const node = selection?.focusNode ?? null;
  if (selection === null || node === null || !box.contains(node)) return null;
  return { node, offset: selection.focusOffset };
}

/** Where the page's caret is on the screen, or null where it is not inside of `box`. */
export function caretPlace(box: HTMLElement): DOMRect | null {
  const caret = caretOf(box);
  return caret === null ? null : placeOfPoint(caret);
}

/** Where a place of the page is on the screen; null where it is in no page any more. */
export function placeOfPoint({ node, offset }: PagePoint): DOMRect | null {
  const length = node instanceof CharacterData ? node.length : node.childNodes.length;
  if (!node.isConnected || offset > length) return null;
  const range = document.createRange();
  range.setStart(node, offset);
  const place = range.getBoundingClientRect();
  if (place.height > 0) return place;
  // A caret without a letter beside it has no place of its own.
  const block = node instanceof Element ? node : node.parentElement;
  return block?.getBoundingClientRect() ?? null;
}
