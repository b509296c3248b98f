import type { PrototypePage } from '../yardstick/prototype.ts';
import { startYardstick } from './codemirror.ts';
import { processesOf, type TypingTarget } from './target.ts';

declare global {
  interface Window {
    prototypePage: PrototypePage;
  }
}

/** Starts the bare Lexical prototype as the yardstick app shows it. */
export async function startPrototype(
  folder: string,
  text: string,
  middle: number,
): Promise<TypingTarget> {
  const app = await startYardstick(folder, 'prototype');
  const page = await app.firstWindow();
  await page.waitForFunction(() => window.prototypePage !== undefined);
  return {
    page,
    session: await page.context().newCDPSession(page),
    keys: { indent: 'Tab', outdent: 'Shift+Tab' },
    ...(await processesOf(app)),
    open: () => page.evaluate(openText, text),
    caretToMiddle: async () => {
      await page.evaluate((end) => window.prototypePage.showItem(end), ` n${middle}x`);
      await page
        .locator('.item', { hasText: ` n${middle}x` })
        .first()
        .click();
      await page.keyboard.press('End');
    },
    close: () => app.close(),
  };
}

/** Runs in the page. */
async function openText(text: string): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const begun = performance.now();
  window.prototypePage.open(text);
  await frame();
  await frame();
  return performance.now() - begun;
}
