import type { Locator } from '@playwright/test';

/** A box that CSS draws for a block, in pixels of the window. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a block's `::before` or `::after` is drawn; the browser tells no box of it. */
export function drawn(block: Locator, pseudo: '::before' | '::after'): Promise<Box> {
  return block.evaluate((element, name) => {
    const style = getComputedStyle(element, name);
    const number = (value: string) => Number.parseFloat(value) || 0;
    const { left, top } = element.getBoundingClientRect();
    const x = left + element.clientLeft + number(style.left) + number(style.marginLeft);
    const y = top + element.clientTop + number(style.top) + number(style.marginTop);
    return { left: x, top: y, right: x + number(style.width), bottom: y + number(style.height) };
  }, pseudo);
}

/** Where an element is drawn. */
export function boxOf(element: Locator): Promise<Box> {
  return element.evaluate((found) => {
    const { left, right, top, bottom } = found.getBoundingClientRect();
    return { left, right, top, bottom };
  });
}

/** Half way down a box. */
export function middle({ top, bottom }: Box): number {
  return (top + bottom) / 2;
}
