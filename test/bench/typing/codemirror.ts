import { _electron, type ElectronApplication } from '@playwright/test';
import { electronPath } from '../../e2e/app.ts';
import type { CodeMirrorPage } from '../yardstick/codemirror.ts';
import { processesOf, type TypingTarget } from './target.ts';

declare global {
  interface Window {
    codeMirrorPage: CodeMirrorPage;
  }
}

/** Starts the yardstick app with one of its pages, on the Electron that Backrow runs on. */
export async function startYardstick(folder: string, page: string): Promise<ElectronApplication> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return _electron.launch({
    executablePath: electronPath(),
    args: [...asRoot, folder, `--page=${page}`, `--user-data-dir=${folder}/user-data`],
  });
}

/** Starts CodeMirror 6 as the yardstick app shows it. */
export async function startCodeMirror(
  folder: string,
  text: string,
  middle: number,
): Promise<TypingTarget> {
  const app = await startYardstick(folder, 'codemirror');
  const page = await app.firstWindow();
  await page.waitForFunction(() => window.codeMirrorPage !== undefined);
  return {
    page,
    session: await page.context().newCDPSession(page),
    // Its Tab is the page's own key, and CodeMirror leaves it alone.
    keys: { indent: 'Control+]', outdent: 'Control+[' },
    ...(await processesOf(app)),
    open: () => page.evaluate(openText, text),
    caretToMiddle: async () => {
      const line = lineOf(text, middle);
      await page.evaluate((number) => window.codeMirrorPage.caretAtEndOf(number), line);
      // As in Backrow, the mouse lies over the text: each frame then looks what is below it.
      await page.locator('.cm-activeLine').click();
      await page.keyboard.press('End');
    },
    close: () => app.close(),
  };
}

/** Runs in the page. */
async function openText(text: string): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const begun = performance.now();
  window.codeMirrorPage.open(text);
  await frame();
  await frame();
  return performance.now() - begun;
}

/** The line of an item of `outlineText`. */
function lineOf(text: string, item: number): number {
  return text.split('\n').findIndex((line) => line.endsWith(` n${item}x`));
}
