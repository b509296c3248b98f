import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { copyForms } from '../e2e/clipboard.ts';
import { expect } from '../e2e/expect.ts';
import { test } from '../e2e/fixtures.ts';
import { NotePage } from '../e2e/note-page.ts';
import { makeNotebook } from '../e2e/notebook.ts';
import { HOSTILE_PAGES } from './hostile-paste.ts';

/** The elements that a note of these pages is drawn with. */
const DRAWN = ['A', 'BR', 'DIV', 'SPAN', 'STRONG'];
/** Their only links: web addresses, whatever else they say. */
const LINKS = [
  'https://example.com/)[x](javascript:alert(1)',
  'https://example.com/ "><img src=x>',
];

test('whatever page is pasted, only its words, safe links and placeholders come of it', async ({
  launchApp,
}) => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const items = HOSTILE_PAGES.map(({ what }) => `- ${what}\n`);
  const notebook = makeNotebook({ name: 'night.md', text: `# Night\n\n${items.join('')}` });
  const { app, page, errors } = await launchApp({ notebook: notebook.file });
  const happened: string[] = [];
  page.on('dialog', (dialog) => {
    happened.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('app://backrow/assets/')) happened.push(request.url());
  });
  page.on('framenavigated', (frame) => happened.push(`frame: ${frame.url()}`));
  const note = new NotePage(page);
  await note.ready();

  let expectedText = notebook.read();
  for (const { what, html, expected } of HOSTILE_PAGES) {
    await test.step(what, async () => {
      await note.caretAtEnd(what);
      await copyForms(app, { html: html.replaceAll('OUTSIDE', outside), text: 'letters only' });
      await note.press('Control+v');
      const added = expected.replaceAll('OUTSIDE', outside);
      expectedText = expectedText.replace(`- ${what}\n`, () => `- ${what}${added}\n`);
      await expect.poll(() => notebook.read()).toBe(expectedText);
    });
  }

  const seen = await note.note.evaluate((element) => {
    const all = [...element.querySelectorAll('*')];
    const attributes = all.flatMap(({ attributes: own }) => [...own]);
    return {
      pwned: Reflect.get(window, 'pwned'),
      frames: window.frames.length,
      elements: [...new Set(all.map(({ tagName }) => tagName))].sort(),
      handlers: attributes.filter(({ name }) => name.startsWith('on')).length,
      loaded: attributes.filter(({ name }) => /^(?:src|srcset|poster|data)$/.test(name)).length,
      links: [...element.querySelectorAll('[href]')].map((link) => link.getAttribute('href')),
      remote: element.querySelectorAll('.image-placeholder[data-state="remote"]').length,
    };
  });
  expect(seen).toEqual({
    pwned: undefined,
    frames: 0,
    elements: DRAWN,
    handlers: 0,
    loaded: 0,
    links: LINKS,
    remote: 1,
  });
  const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect([windows, happened, requests, errors()]).toEqual([1, [], [], []]);
  expect(page.url()).toBe('app://backrow/');
  server.close();
});
