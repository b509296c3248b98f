/** Where the page's caret is on the screen, or null where it is not inside of `box`. */
export function caretPlace(box: HTMLElement): DOMRect | null {
  const selection = document.getSelection();
  const node = selection?.focusNode ?? null;
  if (selection === null || node === null || !box.contains(node)) return null;
  const range = document.createRange();
  range.setStart(node, selection.focusOffset);
  const place = range.getBoundingClientRect();
  if (place.height > 0) return place;
  // A caret without a letter beside it has no place of its own.
  const block = node instanceof Element ? node : node.parentElement;
  return block?.getBoundingClientRect() ?? null;
}
