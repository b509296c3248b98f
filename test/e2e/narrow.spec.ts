import type { Page } from '@playwright/test';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';
import { composeInStillView } from './still-view.ts';

/** What is cut or covered in the frame of the window, in words; empty where all is well. */
function frameProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { innerWidth, innerHeight } = window;
    const isSeen = (element: Element): boolean => element.getClientRects().length > 0;
    const nameOf = (element: Element): string =>
      element.getAttribute('aria-label') ?? element.textContent ?? element.tagName;
    const isCut = (element: Element): boolean => {
      const { left, right, bottom } = element.getBoundingClientRect();
      return left < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
    };
    const areApart = (one: DOMRect, two: DOMRect): boolean =>
      one.left >= two.right - 0.5 ||
      two.left >= one.right - 0.5 ||
      one.top >= two.bottom - 0.5 ||
      two.top >= one.bottom - 0.5;
    const buttons = [...document.querySelectorAll('header button')].filter(isSeen);
    const facts = [...(document.querySelector('footer')?.children ?? [])].filter(isSeen);
    const cut = [...buttons, ...facts].filter(isCut).map((element) => `${nameOf(element)} is cut`);
    const over = [buttons, facts].flatMap((bar) =>
      bar.flatMap((one, index) =>
        bar
          .slice(index + 1)
          .filter((two) => !areApart(one.getBoundingClientRect(), two.getBoundingClientRect()))
          .map((two) => `${nameOf(one)} lies over ${nameOf(two)}`),
      ),
    );
    const { scrollWidth } = document.documentElement;
    const wide = scrollWidth > innerWidth ? [`the page is ${scrollWidth} wide`] : [];
    const empty = buttons.length === 0 || facts.length === 0 ? ['a bar is empty'] : [];
    return [...wide, ...empty, ...cut, ...over];
  });
}

/** The controls of the open dialog that cannot be brought into view, by name. */
function unreachable(page: Page): Promise<string[]> {
  return page.getByRole('dialog').evaluate((dialog) => {
    const controls = [...dialog.querySelectorAll('button, input, select, [role="option"]')];
    const lost = controls.filter((control) => {
      if (control.getClientRects().length === 0) return false;
      control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const fits = left >= -0.5 && right <= innerWidth + 0.5;
      return !fits || bottom <= 0 || top >= innerHeight;
    });
    return lost.map((control) => control.getAttribute('aria-label') ?? control.outerHTML);
  });
}

test('a window 700 pixels wide, 200 % zoom and large text stay usable: nothing is cut or covered', async ({
  launchApp,
}) => {
  const lines = Array.from({ length: 30 }, (_, index) => `- line ${index} with some words in it`);
  const text = `# A long title of a long night of talks at a venue\n\n# [10:02] First talk of all (30min) - A. Speaker\n\n${lines.join('\n')}\n`;
  const notebook = makeNotebook({ name: 'night.md', text });
  const { app, page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  const ime = await Ime.attach(page);
  await note.ready();
  const resize = (width: number, height: number, zoom: number) =>
    app.evaluate(
      ({ BrowserWindow }, [wide, high, factor]) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(wide, high);
        window?.webContents.setZoomFactor(factor);
      },
      [width, height, zoom] as const,
    );
  for (const [width, height, zoom] of [
    [700, 600, 1],
    [1280, 800, 2],
  ] as const) {
    await resize(width, height, zoom);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / zoom);
    await expect(note.note).toBeInViewport();
    await expect.poll(() => frameProblems(page)).toEqual([]);
    // Caret and words stay in view while somebody writes at the end.
    await note.press('Control+End');
    await note.type(' x');
    await expect(note.block(`${lines.at(-1)?.slice(2)} x`)).toBeInViewport();
    await composeInStillView(note, ime);
    await note.press('Control+z', 'Control+z');
    for (const key of ['Control+p', 'Control+Shift+p', 'Control+n', 'Control+,', 'F1']) {
      await note.press(key);
      await expect(page.getByRole('dialog'), key).toBeInViewport();
      await expect.poll(() => unreachable(page), key).toEqual([]);
      // Nothing of the window shines through what a dialog lays over it.
      const above = () => document.elementFromPoint(innerWidth / 2, 8)?.closest('header') ?? null;
      expect(await page.evaluate(above), key).toBeNull();
      await note.press('Escape');
      await expect(page.getByRole('dialog'), key).toHaveCount(0);
    }
    await note.press('Control+h');
    for (const name of ['Replace all', 'Next match', 'Close'])
      await expect(page.getByRole('button', { name }).first(), name).toBeInViewport({ ratio: 1 });
    await expect.poll(() => frameProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill('([');
    const found = page.getByRole('status', { name: 'Matches' });
    await expect(found).toHaveText('Not a regular expression');
    const cut = ({ scrollWidth, clientWidth }: Element) => scrollWidth - clientWidth;
    expect(await found.evaluate(cut)).toBe(0);
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await note.press('Escape');
    // The panels lie over the note, and go away again.
    await page.getByRole('button', { name: /^Show the notes/ }).click();
    await expect(note.notes.getByRole('listitem').first()).toBeInViewport({ ratio: 1 });
    await note.press('Escape');
    await expect(note.notes).toBeHidden();
    await note.press('Control+/');
    await expect(page.getByRole('textbox', { name: 'Note as Markdown' })).toBeFocused();
    await expect.poll(() => frameProblems(page)).toEqual([]);
    await note.press('Control+/');
    await expect(note.note).toBeFocused();
  }
  await resize(700, 600, 1);
  for (let step = 0; step < 16; step++) await note.press('Control+=');
  await expect.poll(() => frameProblems(page)).toEqual([]);
  expect(
    await note.note.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  ).toBe(0);
});
