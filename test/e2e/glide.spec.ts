import type { Page } from '@playwright/test';
import { pressAtOnce } from './busy-window.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';

/** Begins to write down where the view is in each frame. */
function watchView(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen: number[] = [];
    const look = (): void => {
      const top = document.querySelector('.note-scroller')?.scrollTop ?? -1;
      if (seen.at(-1) !== top) seen.push(top);
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { seenViews: seen });
  });
}

/** At 60 frames a second longer than the rest after which a key's scroll is a glide again. */
const STILL_FRAMES = 16;

/** Where the view was since it was last asked, once it rests. */
async function viewsSince(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (frames) => {
    const frame = () => new Promise(requestAnimationFrame);
    const seen = (window as unknown as { seenViews: number[] }).seenViews;
    for (let still = 0, length = 0; still < frames; still++) {
      await frame();
      if (seen.length !== length) still = 0;
      length = seen.length;
    }
    return seen.splice(0, Math.max(0, seen.length - 1));
  }, STILL_FRAMES);
}

test('the view glides to the caret, jumps for keys that follow one another, without motion and for an IME', async ({
  openNote,
}) => {
  const lines = Array.from({ length: 60 }, (_, index) => `- line ${index}\n`);
  const { page, note } = await openNote({ name: 'night.md', text: `# Night\n\n${lines.join('')}` });
  const view = () => page.evaluate(() => document.querySelector('.note-scroller')?.scrollTop ?? -1);
  /** From the last line that is seen whole at the note's beginning one down: all places of the view. */
  const down = async (): Promise<readonly number[]> => {
    await note.press('Control+Home');
    await viewsSince(page);
    const last = await note.note.evaluate((element) => {
      const edge = element.parentElement?.getBoundingClientRect().bottom ?? 0;
      const blocks = [...element.querySelectorAll('.block')];
      return blocks.findLast((block) => block.getBoundingClientRect().bottom <= edge)?.textContent;
    });
    await note.caretAtEnd(last ?? '');
    await viewsSince(page);
    const from = await view();
    await note.press('ArrowDown');
    const seen = await viewsSince(page);
    const to = await view();
    expect(to).toBeGreaterThan(from);
    return [from, ...seen.filter((top) => top !== from && top !== to), to];
  };
  await watchView(page);

  const glided = await down();
  expect(glided.length).toBeGreaterThan(2);
  expect([...glided].sort((one, other) => one - other)).toEqual(glided);

  // Enter in the last line of the view, by the editor's own scrolling.
  await note.press('Enter');
  const entered = await viewsSince(page);
  expect(entered.length).toBeGreaterThan(2);

  // What keys do next does not wait: the caret is in view, wherever they lead.
  await note.press('Enter');
  await pressAtOnce(page, 'Enter', 'Enter', 'x');
  await viewsSince(page);
  await expect(note.block('x')).toBeInViewport({ ratio: 0.8 });

  // An IME begins in the middle of a glide: the caret is shown, and then nothing moves.
  const ime = await Ime.attach(page);
  await note.press('Enter');
  await ime.compose('ｎ');
  const composing = await view();
  await ime.compose('に', 'にほん');
  await viewsSince(page);
  await ime.compose('日本');
  expect(await viewsSince(page)).toEqual([]);
  expect(Math.abs((await view()) - composing)).toBeLessThanOrEqual(1);
  await ime.commit('日本');

  await page.emulateMedia({ reducedMotion: 'reduce' });
  const jumped = await down();
  expect(jumped).toHaveLength(2);
  await page.emulateMedia({ reducedMotion: null });
  expect((await down()).length).toBeGreaterThan(2);
});
