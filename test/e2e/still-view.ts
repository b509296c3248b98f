import { expect } from './expect.ts';
import type { Ime } from './ime.ts';
import type { NotePage } from './note-page.ts';

/**
 * Composes and commits 日本 at the caret of a scrolled note, where the view must not move.
 *
 * Scrolled to by us, the caret may be cut by a fraction of a pixel, as the view rests on whole ones;
 * the browser shows that with the first letter, and no more.
 */
export async function composeInStillView({ note }: NotePage, ime: Ime): Promise<void> {
  const view = () => note.evaluate((element) => element.parentElement?.scrollTop ?? -1);
  const top = await view();
  expect(top).toBeGreaterThan(0);
  await ime.compose('ｎ');
  const composing = await view();
  expect(Math.abs(composing - top)).toBeLessThanOrEqual(1);
  for (const step of ['に', 'にほん', '日本']) {
    await ime.compose(step);
    expect(await view()).toBe(composing);
  }
  await ime.commit('日本');
  await expect(note.getByText('日本')).toBeVisible();
  expect(await view()).toBe(composing);
}
