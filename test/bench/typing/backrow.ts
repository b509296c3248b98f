import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp } from '../../e2e/app.ts';
import { goToItem } from './go-to-item.ts';
import { processesOf, type TypingTarget } from './target.ts';

export const FIRST = '2019-02-14-first.md';
export const BIG = '2019-02-13-big.md';

/**
 * Starts Backrow on a notebook with a small note and the big one.
 *
 * `addFiles` puts into the notebook what the big note names. Opening is measured from the click on the note's row, so it holds reading the file, the way
 * through the main process and the Markdown engine; the yardstick is given its text.
 */
export async function startBackrow(
  text: string,
  middle: number,
  addFiles: (notebook: string) => void = () => undefined,
): Promise<TypingTarget> {
  const notebook = mkdtempSync(join(tmpdir(), 'backrow-bench-'));
  writeFileSync(join(notebook, FIRST), '# First\n\n- small\n');
  writeFileSync(join(notebook, BIG), text);
  addFiles(notebook);
  const { app, page, close } = await launchApp({ notebook: join(notebook, FIRST) });
  await page.locator('.note .block').first().waitFor();
  await page.locator(`[data-name="${BIG}"]`).waitFor();
  return {
    page,
    session: await page.context().newCDPSession(page),
    keys: { indent: 'Tab', outdent: 'Shift+Tab' },
    ...(await processesOf(app)),
    open: () => showNote(page, BIG),
    caretToMiddle: () => goToItem(page, middle),
    close: async () => {
      await close();
      rmSync(notebook, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Clicks a note's row; ms to the frame that shows it, with the keyboard in it. */
export function showNote(page: Page, name: string): Promise<number> {
  return page.evaluate(openByRow, name);
}

/** Runs in the page. */
async function openByRow(name: string): Promise<number> {
  const row = document.querySelector<HTMLElement>(`[data-name="${name}"]`);
  const before = document.querySelector('.note');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const begun = performance.now();
  row?.click();
  for (;;) {
    await frame();
    const note = document.querySelector('.note');
    if (note !== null && note !== before && document.activeElement === note) break;
  }
  await frame();
  return performance.now() - begun;
}
