import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';
import { picture } from './pictures.ts';

const NOTE = `# Talk

- first
- ![slide](night.assets/slide.png "Caption")
- ![moves](night.assets/moves.png)
- ![near](night.assets/near.png)
- last
`;

/** What an image shows, in pixels of the picture, of the screen, and of the layout. */
function looksOf(image: Locator) {
  return image.evaluate(async (element: HTMLImageElement) => {
    const shown = document.createElement('img');
    shown.src = element.currentSrc;
    await shown.decode().catch(() => undefined);
    const { width, height } = element.getBoundingClientRect();
    return {
      isSeen: getComputedStyle(element).visibility === 'visible',
      isSmall: element.currentSrc.startsWith('blob:'),
      isSharp: shown.naturalWidth >= Math.floor(width * devicePixelRatio),
      // Told to the browser as so many pixels a pixel, which does not come out even.
      natural: [element.naturalWidth, element.naturalHeight].map((px) => Math.round(px / 5) * 5),
      ratio: Math.round((100 * width) / height),
    };
  });
}

/** Looks at an image in every frame from now on: it must never be gone, nor of another shape. */
async function watchFrames(image: Locator): Promise<() => Promise<readonly string[]>> {
  const frames = await image.evaluateHandle((element: HTMLImageElement) => {
    const seen = new Set<string>();
    const look = (): void => {
      const { width, height } = element.getBoundingClientRect();
      const { visibility } = getComputedStyle(element);
      const isReady = element.complete && element.naturalWidth > 0;
      seen.add(`${visibility} ${isReady} ${Math.round((100 * width) / height)}`);
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  return () => frames.evaluate((seen) => [...seen]);
}

test('a slide is shown by a picture of the size it has on the screen, sharp in any window, and large by its file', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  mkdirSync(join(notebook.folder, 'night.assets'));
  writeFileSync(join(notebook.folder, 'night.assets/slide.png'), picture(1600, 900).png);
  const moves = picture(1000, 500, { animated: true }).png;
  writeFileSync(join(notebook.folder, 'night.assets/moves.png'), moves);
  writeFileSync(join(notebook.folder, 'night.assets/near.png'), picture(880, 495).png);
  const { page, app } = await launchApp({
    notebook: notebook.file,
    expectedErrors: /Content Security Policy|Refused to connect/,
  });
  const note = new NotePage(page);
  await note.ready();
  const [slide, moving] = [note.note.getByAltText('slide'), note.note.getByAltText('moves')];
  const near = note.note.getByAltText('near');
  const small = {
    isSeen: true,
    isSmall: true,
    isSharp: true,
    natural: [1600, 900],
    ratio: 178,
  };
  await expect.poll(() => looksOf(slide)).toEqual(small);
  await expect
    .poll(() => looksOf(moving))
    .toEqual({ ...small, isSmall: false, natural: [1000, 500], ratio: 200 });
  const nearlyAsLarge = { ...small, natural: [880, 495] };
  await expect.poll(() => looksOf(near)).toEqual(nearlyAsLarge);

  await test.step('in a zoomed window it is made anew, by a script that can reach nothing but the app', async () => {
    const before = await slide.evaluate((element: HTMLImageElement) => element.currentSrc);
    // It ends when it is not needed, and is there again when it is.
    await expect.poll(() => page.workers().length).toBe(0);
    // Asked as soon as it is there: it ends when it has rested.
    const refused = page.waitForEvent('worker').then((worker) =>
      worker.evaluate(
        () =>
          new Promise((resolve) => {
            self.addEventListener('securitypolicyviolation', (event) =>
              resolve((event as SecurityPolicyViolationEvent).effectiveDirective),
            );
            fetch('https://example.com/').catch(() => undefined);
          }),
      ),
    );
    const zoom = (factor: number) =>
      app.evaluate(({ BrowserWindow }, to) => {
        BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
      }, factor);
    const frames = await watchFrames(near);
    await zoom(1.25);
    expect(await refused).toBe('connect-src');
    await expect
      .poll(() => slide.evaluate((element: HTMLImageElement) => element.currentSrc))
      .not.toBe(before);
    await expect.poll(() => looksOf(slide)).toEqual(small);
    // One that would hardly be smaller than its file is the file now, and was there all the time.
    await expect.poll(() => looksOf(near)).toEqual({ ...nearlyAsLarge, isSmall: false });
    expect(await frames()).toEqual(['visible true 178']);
    await zoom(1);
    await expect.poll(() => looksOf(near)).toEqual(nearlyAsLarge);
  });

  await test.step('the file itself is shown where it is looked at', async () => {
    await slide.dblclick();
    const large = page.getByRole('dialog').locator('img');
    await expect(large).toHaveJSProperty('naturalWidth', 1600);
    expect(await large.evaluate((element: HTMLImageElement) => element.currentSrc)).toMatch(
      /slide\.png$/,
    );
    await note.press('Escape');
  });

  await test.step('it is an image with its words, and one thing to the keyboard', async () => {
    await slide.click();
    await expect(note.note.locator('.image').first()).toHaveClass(/selected/);
    await expect(note.note.getByRole('img', { name: 'slide' })).toBeVisible();
    await note.press('Delete');
    await expect(slide).toHaveCount(0);
    await note.press('Control+z');
    await expect.poll(() => looksOf(slide)).toEqual(small);
  });
});
