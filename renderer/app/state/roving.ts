/**
 * The row that a key leads to from `row` in a list of `count`; null where the key is not for lists.
 *
 * A list is one stop of the Tab key; inside, the arrows move (the ARIA practice of roving focus).
 */
export function rowOfKey(key: string, row: number, count: number, page: number): number | null {
  const last = count - 1;
  if (last < 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, row + 1);
    case 'ArrowUp':
      return Math.max(0, row - 1);
    case 'PageDown':
      return Math.min(last, row + page);
    case 'PageUp':
      return Math.max(0, row - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
