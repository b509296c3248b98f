import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { launchApp, type RunningApp } from '../e2e/app.ts';
import { expect } from '../e2e/expect.ts';
import { HOSTILE_NOTES } from './hostile-notes.ts';

const requests: string[] = [];
const server = createServer((request, response) => {
  requests.push(request.url ?? '');
  response.end();
});
const notebook = mkdtempSync(join(tmpdir(), 'backrow-hostile-'));
const texts = new Map<string, string>();
const dialogs: string[] = [];
let running: RunningApp;
let page: Page;

test.beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [index, { text }] of HOSTILE_NOTES.entries()) {
    texts.set(nameOf(index), `${text.replaceAll('OUTSIDE', outside)}\n\n${markOf(index)}\n`);
  }
  for (const [name, text] of texts) writeFileSync(join(notebook, name), text);
  writeFileSync(join(notebook, '<img src=x onerror=alert(1)>.md'.replaceAll('/', '')), 'x\n');
  // An image that leads nowhere is told on the console by the page itself.
  running = await launchApp({ notebook, expectedErrors: /Failed to load resource/ });
  page = running.page;
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await running.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'opened', opened);
    shell.openExternal = async (url) => {
      opened.push(url);
    };
  });
  await expect(page.getByRole('list', { name: 'Notes' })).toBeVisible();
});

test.afterAll(async () => {
  await running.close();
  server.close();
});

for (const [index, { what }] of HOSTILE_NOTES.entries()) {
  test(`${what} is shown and does nothing`, async () => {
    const name = nameOf(index);
    const read = await page.evaluate(async (note) => {
      const opened = await window.backrow.openNote({ name: note });
      return opened.ok ? opened.value.text : opened.error.kind;
    }, name);
    expect(read).toBe(texts.get(name));
    await openInWindow(name);
    await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toContainText(
      markOf(index),
    );
    const seen = await page.evaluate(() => ({
      pwned: Reflect.get(window, 'pwned'),
      frames: window.frames.length,
      scripts: document.querySelectorAll('script').length,
      handlers: document.querySelectorAll('[onerror], [onload], [onclick]').length,
      remote: document.querySelectorAll('img[src^="http"], img[src^="data"], [href^="javascript"]')
        .length,
    }));
    expect(seen).toEqual({ pwned: undefined, frames: 0, scripts: 1, handlers: 0, remote: 0 });
    const [windows, opened] = await running.app.evaluate(({ BrowserWindow }) => [
      BrowserWindow.getAllWindows().length,
      Reflect.get(globalThis, 'opened') as string[],
    ]);
    expect([windows, opened, dialogs, requests]).toEqual([1, [], [], []]);
    expect(page.url()).toBe('app://backrow/');
    expect(readFileSync(join(notebook, name), 'utf8')).toBe(texts.get(name));
  });
}

/** No name is a part of another, so that a search finds one note. */
function nameOf(index: number): string {
  return `hostile-${String(index).padStart(3, '0')}.md`;
}

/** The last words of a note, by which a test knows that it is the one on screen. */
function markOf(index: number): string {
  return `end of ${nameOf(index)}`;
}

/** Opens a note as a person does: by searching its file name and choosing it. */
async function openInWindow(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}
