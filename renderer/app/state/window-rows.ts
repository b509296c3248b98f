/** The rows of a long list that are drawn: `from` up to `to`. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/**
 * Rows drawn beyond the visible ones, on both sides.
 *
 * Generous, so that lists of an ordinary length are drawn as a whole and fast scrolling shows no
 * gaps; ten thousand rows still cost what two hundred do.
 */
const BEYOND = 80;

/** Chooses the rows to draw; all lengths in pixels. */
export function windowRows(options: {
  readonly count: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  readonly viewHeight: number;
}): RowWindow {
  const { count, rowHeight, scrollTop, viewHeight } = options;
  const first = Math.floor(scrollTop / rowHeight) - BEYOND;
  const last = Math.ceil((scrollTop + viewHeight) / rowHeight) + BEYOND;
  const to = Math.min(count, Math.max(0, last));
  return { from: Math.max(0, Math.min(first, to)), to };
}

/** Where to scroll so that a row is visible, moving as little as possible; pixels. */
export function scrollToRow(options: {
  readonly row: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  readonly viewHeight: number;
}): number {
  const { row, rowHeight, scrollTop, viewHeight } = options;
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - viewHeight);
}
