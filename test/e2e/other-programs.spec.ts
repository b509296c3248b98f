import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { electronPath, startElectron } from './app.ts';
import { copyText, readForms } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';

/** A program that shows a page, as a browser or a mail program does, and knows nothing of ours. */
async function startOtherProgram(): Promise<{ page: Page; close: () => Promise<void> }> {
  const folder = tempFolder('other-program');
  writeFileSync(join(folder, 'package.json'), '{ "name": "other", "main": "main.cjs" }');
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
    app.whenReady().then(() => new BrowserWindow({ width: 700, height: 500 }).loadURL('about:blank'));`,
  );
  const app = await startElectron({
    executablePath: electronPath(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      folder,
      `--user-data-dir=${join(folder, 'data')}`,
    ],
  });
  return { page: await app.firstWindow(), close: () => app.close() };
}

const NOTE = `# Talk

- first **bold** and \`code\`
    - see [the paper](https://example.com/a?b=1)
        - [ ] later
- second
    1. one
    2. two

> said

| a | b |
| --- | --- |
| 1 | 2 |
`;

const ARTICLE = `<article style="font-family: Georgia; color: #333">
<style>li { color: rebeccapurple } h2::before { content: "never" }</style>
<h2>On   queues</h2>
<p>A queue is a <strong>promise</strong>, <em>kept</em> late.<br>Or <code>never</code>.
<a href="https://example.com/paper" onclick="alert(1)">The paper</a>
<a href="javascript:alert(1)">a trap</a></p>
<ul><li>one<ul><li>one below<ol><li>deep</li></ol></li></ul></li><li>two</li></ul>
<table><tr><th>Talk</th><th>Length</th></tr><tr><td>Locks</td><td>40</td></tr></table>
<pre><code class="language-js">if (late) {\n  run();\n}</code></pre>
<p><img alt="a chart" src="https://example.com/never-fetched.png"><script>alert(2)</script></p>
<p>カンバン<b>方式</b>の話</p></article>`;

/** What is to be read of it below an item. An image elsewhere is its address, which is never fetched. */
const PASTED = `# Talk

- here
- **On queues**
    - A queue is a **promise**, *kept* late.\\
      Or \`never\`. [The paper](https://example.com/paper) a trap
    - one
        - one below
            1. deep
    - two
    - | Talk | Length |
      | --- | --- |
      | Locks | 40 |
    - \`\`\`js
      if (late) {
        run();
      }
      \`\`\`
    - ![a chart](https://example.com/never-fetched.png)
    - カンバン**方式**の話
`;

test('words go to another program and come from there as the outlines they are', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  writeFileSync(join(notebook.folder, 'here.md'), '# Talk\n\n- here\n');
  const read = () => readFileSync(join(notebook.folder, 'here.md'), 'utf8');
  const { app, page: ours } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(ours);
  await note.ready();
  const { page, close } = await startOtherProgram();

  await test.step('Markdown in a text field, a real list in a mail', async () => {
    await ours.bringToFront();
    await note.caretAtEnd('second');
    await copyText(app, 'before');
    await note.press(...Array<string>(4).fill('Control+a'), 'Control+c');
    await expect.poll(async () => (await readForms(app)).text).not.toBe('before');
    await page.setContent(
      '<textarea aria-label="plain" rows="20"></textarea><div role="textbox" aria-label="mail" contenteditable="true"></div>',
    );
    await page.bringToFront();
    const plain = page.getByRole('textbox', { name: 'plain' });
    await plain.focus();
    await page.keyboard.press('Control+v');
    await expect(plain).toHaveValue(NOTE);

    const mail = page.getByRole('textbox', { name: 'mail' });
    await mail.focus();
    await page.keyboard.press('Control+v');
    await expect(mail.locator('h1')).toHaveText('Talk');
    const outline = await mail.evaluate((element) => {
      const list = (items: Element): unknown =>
        [...items.children].map((item) => {
          const words = [...item.childNodes]
            .filter(
              (child) => !(child instanceof HTMLUListElement || child instanceof HTMLOListElement),
            )
            .map((child) => child.textContent)
            .join('')
            .trim();
          const below = item.querySelector(':scope > ul, :scope > ol');
          return below === null ? words : [words, below.tagName, list(below)];
        });
      return list(element.querySelector('ul') ?? element);
    });
    expect(outline).toEqual([
      ['first bold and code', 'UL', [['see the paper', 'UL', [expect.stringContaining('later')]]]],
      ['second', 'OL', ['one', 'two']],
    ]);
    await expect(mail.locator('strong, b')).toHaveText(['bold']);
    await expect(mail.locator('code')).toHaveText(['code']);
    await expect(mail.locator('a')).toHaveAttribute('href', 'https://example.com/a?b=1');
    await expect(mail.locator('blockquote')).toHaveText('said');
    await expect(mail.locator('td, th')).toHaveText(['a', 'b', '1', '2']);
  });

  await test.step('a page with all the styles that a browser adds', async () => {
    await page.setContent(ARTICLE);
    await page.bringToFront();
    await copyText(app, 'before');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await expect.poll(async () => (await readForms(app)).html).toContain('color: ');
    await ours.bringToFront();
    await ours.locator('button[data-name="here.md"]').click();
    await note.caretAtEnd('here');
    await note.press('Control+v');
    await expect.poll(read).toBe(PASTED);
    await note.press('Control+z');
    await expect.poll(read).toBe('# Talk\n\n- here\n');
  });
  await close();
});
