import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { scrollToRow, windowRows } from '../state/window-rows.ts';

/** A long list's scroll box and the rows of it that are drawn. */
export interface RowWindowView {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly from: number;
  readonly to: number;
  /** Height of the rows that are not drawn, above and below; pixels. */
  readonly above: number;
  readonly below: number;
  readonly pageRows: number;
  readonly showRow: (row: number) => void;
}

/** Follows the scroll box of a list with rows of `rowRem` each and tells which rows to draw. */
export function useRowWindow(count: number, rowRem: number): RowWindowView {
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = rowRem * useRootFontSize();
  const [view, setView] = useState({ scrollTop: 0, viewHeight: window.innerHeight });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const read = () =>
      setView((known) => {
        const { scrollTop, clientHeight: viewHeight } = element;
        return known.scrollTop === scrollTop && known.viewHeight === viewHeight
          ? known
          : { scrollTop, viewHeight };
      });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);

  const { from, to } = windowRows({ count, rowHeight, ...view });
  return {
    box,
    from,
    to,
    above: from * rowHeight,
    below: (count - to) * rowHeight,
    pageRows: Math.max(1, Math.floor(view.viewHeight / rowHeight) - 1),
    showRow: (row) => {
      const element = box.current;
      if (element === null) return;
      const { scrollTop, clientHeight: viewHeight } = element;
      element.scrollTop = scrollToRow({ row, rowHeight, scrollTop, viewHeight });
    },
  };
}

/** Pixels of one rem. Zoom changes the page's pixels, not this; the user's font size is read once. */
function useRootFontSize(): number {
  const [size] = useState(() =>
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  return size;
}
