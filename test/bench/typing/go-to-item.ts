import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';

/** Sections of a long note come to be as they are scrolled to, so a far item takes some steps. */
const STEPS = 80;
const STEP_MS = 150;

/**
 * Puts the caret at the end of an item of `outlineText`, with the mouse over it.
 *
 * Items are told by their last word, because those of a long note that were never in view have no
 * element that could be counted.
 */
export async function goToItem(page: Page, item: number): Promise<void> {
  for (let step = 0; step < STEPS; step++) {
    if (await page.evaluate(scrollTowards, item)) break;
    await pause(STEP_MS);
  }
  await pause(STEP_MS * 4);
  const block = page.locator('.note .block', { hasText: `n${item}x` }).first();
  await block.click();
  await page.keyboard.press('End');
}

/** Runs in the page. True once the item is there, in the middle of the view. */
function scrollTowards(item: number): boolean {
  const numberOf = (element: Element) => Number(/n(\d+)x$/.exec(element.textContent ?? '')?.[1]);
  const blocks = [...document.querySelectorAll('.note .block')].filter(
    (block) => block.checkVisibility() && Number.isFinite(numberOf(block)),
  );
  const distance = (block: Element) => Math.abs(numberOf(block) - item);
  const [nearest] = blocks.toSorted((one, other) => distance(one) - distance(other));
  const scroller = document.querySelector('.note-scroller');
  if (nearest === undefined || scroller === null) return false;
  nearest.scrollIntoView({ block: 'center' });
  if (numberOf(nearest) === item) return true;
  const lineHeight = 28;
  scroller.scrollTop += (item - numberOf(nearest)) * lineHeight;
  return false;
}
