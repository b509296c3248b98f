import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOfKey } from '../../../renderer/app/state/roving.ts';
import { scrollToRow, windowRows } from '../../../renderer/app/state/window-rows.ts';

const view = fc.record({
  count: fc.nat(20_000),
  rowHeight: fc.integer({ min: 20, max: 120 }),
  scrollTop: fc.nat(2_000_000),
  viewHeight: fc.integer({ min: 0, max: 4000 }),
});

describe('the rows that are drawn', () => {
  it('are all of a list of ordinary length', () => {
    expect(windowRows({ count: 80, rowHeight: 52, scrollTop: 0, viewHeight: 700 })).toEqual({
      from: 0,
      to: 80,
    });
  });

  it('are a few hundred of ten thousand', () => {
    const { from, to } = windowRows({
      count: 10_000,
      rowHeight: 52,
      scrollTop: 260_000,
      viewHeight: 700,
    });
    expect(from).toBeLessThan(5000);
    expect(to).toBeGreaterThan(5014);
    expect(to - from).toBeLessThan(200);
  });

  it('hold every row that can be seen, and only rows there are', () => {
    fc.assert(
      fc.property(view, (options) => {
        const { count, rowHeight, scrollTop, viewHeight } = options;
        const { from, to } = windowRows(options);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(to);
        expect(to).toBeLessThanOrEqual(count);
        const first = Math.min(count, Math.floor(scrollTop / rowHeight));
        const last = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight));
        expect(from).toBeLessThanOrEqual(first);
        expect(to).toBeGreaterThanOrEqual(last);
      }),
    );
  });
});

describe('going to a row', () => {
  it('does not scroll where it is in view, and else no further than needed', () => {
    const at = { rowHeight: 50, scrollTop: 500, viewHeight: 300 };
    expect(scrollToRow({ ...at, row: 12 })).toBe(500);
    expect(scrollToRow({ ...at, row: 3 })).toBe(150);
    expect(scrollToRow({ ...at, row: 20 })).toBe(750);
  });

  it('by key stays inside the list', () => {
    expect(rowOfKey('ArrowDown', 4, 5, 3)).toBe(4);
    expect(rowOfKey('ArrowUp', 0, 5, 3)).toBe(0);
    expect(rowOfKey('PageDown', 0, 5, 3)).toBe(3);
    expect(rowOfKey('PageUp', 1, 5, 3)).toBe(0);
    expect(rowOfKey('End', 0, 5, 3)).toBe(4);
    expect(rowOfKey('ArrowDown', -1, 5, 3)).toBe(0);
    expect(rowOfKey('ArrowDown', 0, 0, 3)).toBeNull();
    expect(rowOfKey('a', 0, 5, 3)).toBeNull();
  });
});
