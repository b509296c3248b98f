import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBackrow } from './backrow.ts';
import { startYardstick } from './codemirror.ts';
import { processesOf, type TypingTarget } from './target.ts';

/**
 * Starts what Backrow's page is without any script: what the same page costs the browser by itself.
 *
 * A copy of the elements and styles of Backrow in the middle of the note, in a window of the yardstick.
 * The browser writes the letters, a few lines do the other keys. They change one line where Backrow
 * takes along what lies below an item.
 */
export async function startPageAlone(
  folder: string,
  text: string,
  middle: number,
): Promise<TypingTarget> {
  const { html, place } = await copyOfBackrow(text, middle);
  writeFileSync(join(folder, 'pages/copy.html'), html);
  const app = await startYardstick(folder, 'copy');
  const page = await app.firstWindow();
  return {
    page,
    session: await page.context().newCDPSession(page),
    keys: { indent: 'Tab', outdent: 'Shift+Tab' },
    ...(await processesOf(app)),
    open: () => Promise.resolve(Number.NaN),
    caretToMiddle: async () => {
      await page.evaluate(scrollTo, place);
      await page.locator('.note .block').nth(place.block).click();
      await page.keyboard.press('End');
      await page.evaluate(takeKeys);
    },
    close: () => app.close(),
  };
}

/** Where a note is scrolled to, and in which of the blocks that are drawn the caret is. */
interface Place {
  readonly scrollTop: number;
  readonly block: number;
}

async function copyOfBackrow(
  text: string,
  middle: number,
): Promise<{ readonly html: string; readonly place: Place }> {
  const backrow = await startBackrow(text, middle);
  try {
    await backrow.open();
    await backrow.caretToMiddle();
    return await backrow.page.evaluate(copyPage);
  } finally {
    await backrow.close();
  }
}

/** Runs in Backrow's page. */
function copyPage(): { html: string; place: Place } {
  const caret = document.getSelection()?.anchorNode?.parentElement?.closest('.block');
  const scroller = document.querySelector('.note-scroller');
  if (caret == null || scroller === null) throw new Error('no caret in the note');
  const rules = [...document.styleSheets, ...document.adoptedStyleSheets].flatMap((sheet) =>
    [...sheet.cssRules].map((rule) => rule.cssText),
  );
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  for (const element of copy.querySelectorAll('script, link, meta, style')) element.remove();
  const style = document.createElement('style');
  style.append(rules.join('\n'));
  copy.querySelector('head')?.append(style);
  const block = [...document.querySelectorAll('.note .block')].indexOf(caret);
  const html = `<!doctype html><meta charset="utf-8">${copy.outerHTML}`;
  return { html, place: { scrollTop: scroller.scrollTop, block } };
}

/** Runs in the copy. */
function scrollTo({ scrollTop, block }: Place): void {
  const scroller = document.querySelector('.note-scroller');
  if (scroller !== null) scroller.scrollTop = scrollTop;
  document.querySelectorAll('.note .block')[block]?.scrollIntoView({ block: 'center' });
}

/** Runs in the copy. */
function takeKeys(): void {
  const caret = document.getSelection();
  const lineAtCaret = () => {
    const node = caret?.anchorNode;
    const element = node instanceof Element ? node : node?.parentElement;
    return element?.closest<HTMLElement>('.block') ?? null;
  };
  const begin = (line: HTMLElement) => {
    const next = line.cloneNode(false) as HTMLElement;
    next.append(document.createElement('br'));
    line.after(next);
    caret?.setPosition(next, 0);
    next.scrollIntoView({ block: 'nearest' });
  };
  const shift = (line: HTMLElement, by: number) => {
    const depth = Number(line.style.getPropertyValue('--depth')) + by;
    line.style.setProperty('--depth', String(depth));
  };
  const work = (line: HTMLElement, { key, shiftKey, altKey }: KeyboardEvent): boolean => {
    if (key === 'Enter') begin(line);
    else if (key === 'Tab') shift(line, shiftKey ? -1 : 1);
    // The neighbour goes to the other side, so that the caret stays where it is.
    else if (altKey && key === 'ArrowUp') line.after(line.previousElementSibling ?? '');
    else if (altKey && key === 'ArrowDown') line.before(line.nextElementSibling ?? '');
    else return false;
    return true;
  };
  document.addEventListener('keydown', (event) => {
    const line = lineAtCaret();
    if (line !== null && work(line, event)) event.preventDefault();
  });
}
