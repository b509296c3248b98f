import type { Page } from '@playwright/test';

declare global {
  interface Window {
    benchPaints: number[];
  }
}

/**
 * Makes a page note how long each key takes to the end of the frame that shows it.
 *
 * From the key's own time stamp, so that waiting behind other work counts, to the first task after
 * the frame's style, layout and paint.
 */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.benchPaints = [];
    const afterFrame = new MessageChannel();
    const pressed: number[] = [];
    afterFrame.port1.onmessage = () => {
      const painted = performance.now();
      for (const at of pressed.splice(0)) window.benchPaints.push(painted - at);
    };
    const noteKey = (event: KeyboardEvent): void => {
      pressed.push(event.timeStamp);
      requestAnimationFrame(() => afterFrame.port2.postMessage(null));
    };
    window.addEventListener('keydown', noteKey, { capture: true });
  });
}

/** Takes what was noted so far, in ms. */
export async function takePaints(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => window.benchPaints.splice(0));
}
