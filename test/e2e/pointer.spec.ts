import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';

/** The smallest GIF there is: one transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

/** Notes what the system would be asked to open, instead of opening it. */
async function watchOpened(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => {
      opened.push(url);
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

/** Drops a file on an element, as a file manager does. */
async function drop(page: Page, on: Locator, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    (data) => {
      const made = new DataTransfer();
      made.items.add(new File([new Uint8Array(data)], 'slide.gif', { type: 'image/gif' }));
      return made;
    },
    [...bytes],
  );
  await on.dispatchEvent('dragover', { dataTransfer: transfer });
  await on.dispatchEvent('drop', { dataTransfer: transfer });
}

test('a click with Ctrl opens a link through the check of main, a plain click opens nothing', async ({
  startWithNote,
}) => {
  const text =
    '# Night\n\n- [page](https://example.com/page)\n- https://example.com/bare\n- [file](file:///etc/passwd)\n';
  const { notebook, app, note } = await startWithNote({ name: 'night.md', text });
  const opened = await watchOpened(app);
  const link = note.note.getByText('page', { exact: true });
  await link.click();
  await link.click({ modifiers: ['Control'] });
  await expect.poll(opened).toEqual(['https://example.com/page']);
  await note.note.getByText('file', { exact: true }).click({ modifiers: ['Control'] });
  await note.note.locator('.url').click({ modifiers: ['Control'] });
  await expect.poll(opened).toEqual(['https://example.com/page', 'https://example.com/bare']);
  expect(app.windows()).toHaveLength(1);
  expect(notebook.read()).toBe(text);
});

test('a click on the box of a task ticks it, a click on its words does not', async ({
  openNote,
}) => {
  const text = '# Night\n\n- [ ] slides\n- [x] badge\n    - [ ] tea\n';
  const { notebook, note } = await openNote({ name: 'night.md', text });
  const tick = async (words: string): Promise<void> => {
    const block = note.block(words);
    const inset = await block.evaluate((element) =>
      Number.parseFloat(getComputedStyle(element).paddingInlineStart),
    );
    const box = await block.boundingBox();
    await block.click({ position: { x: inset - 6, y: (box?.height ?? 20) / 2 } });
  };
  await note.note.getByText('slides', { exact: true }).click();
  await tick('tea');
  await expect.poll(() => notebook.read()).toBe(text.replace('[ ] tea', '[x] tea'));
  await tick('badge');
  await expect
    .poll(() => notebook.read())
    .toBe(text.replace('[ ] tea', '[x] tea').replace('[x] badge', '[ ] badge'));
  await note.press('Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(text);
});

test('a triple click selects the words of a line and no more, and the middle button pastes where it is pressed', async ({
  openNote,
}) => {
  const text = '# Night\n\n- one\n- [ ] two\n- three\n';
  const { notebook, page, note } = await openNote({ name: 'night.md', text });
  await note.block('one').click({ clickCount: 3 });
  await note.type('x');
  await expect.poll(() => notebook.read()).toBe(text.replace('one', 'x'));
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(text);

  // What a Linux desktop pastes comes with the press, before the browser tells of the caret it moved.
  await note.caretAtEnd('three');
  await page.evaluate(() => {
    const lines = [...document.querySelectorAll('.note .block')];
    const words = lines
      .find((line) => line.textContent === 'two')
      ?.querySelector('span')?.firstChild;
    if (words == null) throw new Error('No line');
    words.parentElement?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 1 }));
    getSelection()?.setBaseAndExtent(words, 3, words, 3);
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'pasted');
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    words.parentElement?.dispatchEvent(paste);
  });
  await expect.poll(() => notebook.read()).toBe(text.replace('two', 'twopasted'));
});

test('an image file lands below the item it is dropped on, wherever the caret is', async ({
  startWithNote,
}) => {
  const { notebook, page, note } = await startWithNote({
    name: 'night.md',
    text: '# Night\n\n- one\n- two\n- three\n',
  });
  await note.caretAtEnd('three');
  await drop(page, note.block('one'), PIXEL);
  await expect
    .poll(() => notebook.read())
    .toMatch(/^# Night\n\n- one\n- !\[\]\(night\.assets\/[^)]+\.gif\)\n- two\n- three\n$/);
  await expect(note.note.locator('.image img')).toBeVisible();
  expect(readdirSync(join(notebook.folder, 'night.assets'))).toHaveLength(1);
  await note.type('!');
  await expect.poll(() => notebook.read()).toMatch(/- three!\n$/);
});
