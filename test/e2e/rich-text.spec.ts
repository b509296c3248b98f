import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaints } from './axe.ts';
import { copyText } from './clipboard.ts';
import { expect } from './expect.ts';
import { type OpenNote, test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { makeNotebook } from './notebook.ts';
import { picture } from './pictures.ts';

async function open(openNote: OpenNote, text: string) {
  const opened = await openNote({ name: 'rich.md', text });
  const { notebook } = opened;
  const reads = (wanted: string) => expect.poll(() => notebook.read()).toBe(wanted);
  return { ...opened, reads };
}

test('Ctrl+K makes, changes and removes a link; the file keeps its own spelling', async ({
  openNote,
}) => {
  const text = 'see the [guide][g] here\n\nwords\n\n[g]: https://example.com/guide\n';
  const { note, page, app, reads } = await open(openNote, text);
  const form = page.getByRole('dialog', { name: 'Link' });
  const address = form.getByRole('textbox', { name: 'Address' });
  const words = form.getByRole('textbox', { name: 'Text' });

  // A link is edited in place, and typing at its end goes on behind it.
  await note.note.getByText('guide', { exact: true }).click();
  await note.press('Home', ...Array<string>(10).fill('ArrowRight'));
  await note.type('X');
  await reads(text.replace('[guide]', '[guXide]'));
  await note.press('Control+z');
  await note.press('End');
  await note.type('.');
  await reads(text.replace('here', 'here.'));
  await note.press('Control+z');
  await reads(text);

  // Esc leaves everything as it is and gives the caret back.
  await note.caretAtEnd('words');
  await note.press('Control+k');
  await expect(words).toBeFocused();
  expect(await complaints(page)).toEqual([]);
  await note.press('Escape');
  await expect(form).toBeHidden();
  await note.type('!');
  await reads(text.replace('words', 'words!'));
  await note.press('Control+z');

  await note.press('Control+Shift+ArrowLeft', 'Control+k');
  await expect(address).toBeFocused();
  const ime = await Ime.attach(page);
  await ime.compose('れ', 'れい');
  await ime.press('Enter', 'Enter');
  await expect(form).toBeVisible();
  await ime.cancel();
  await note.type('example.com/a');
  await note.press('Enter');
  await expect(form).toBeHidden();
  const linked = text.replace('words', '[words](https://example.com/a)');
  await reads(linked);
  await note.type(' on');
  await reads(linked.replace('/a)', '/a) on'));
  await note.press('Control+z', 'ArrowLeft', 'ArrowLeft', 'Control+k');
  await expect(address).toHaveValue('https://example.com/a');
  await words.fill('other words');
  await address.press('Enter');
  await reads(linked.replace('[words]', '[other words]'));
  await note.press('Control+k');
  await form.getByRole('button', { name: 'Remove link' }).click();
  await reads(text.replace('words', 'other words'));
  await note.press('Control+z', 'Control+z', 'Control+z');
  await reads(text);

  // An address pasted over words makes them a link.
  await copyText(app, 'https://example.com/b');
  await note.caretAtEnd('words');
  await note.press('Control+Shift+ArrowLeft', 'Control+v');
  await reads(text.replace('words', '[words](https://example.com/b)'));
  await note.press('Control+z');
  await reads(text);
});

test('code is begun by a fence, written as in a code editor, and left again', async ({
  openNote,
}) => {
  const { app, note, page, reads } = await open(openNote, 'first\n');
  await note.caretAtEnd('first');
  await note.press('Enter');
  await note.type('```js');
  await note.press('Enter');
  await note.type('if (a) {');
  await note.press('Enter', 'Tab');
  await note.type('b();');
  await note.press('Enter');
  await note.type('c();');
  await note.press('Enter', 'Shift+Tab');
  await note.type('}');
  const code = 'first\n\n```js\nif (a) {\n  b();\n  c();\n}\n```\n';
  await reads(code);
  const painted = (kind: string) =>
    page.evaluate((name) => {
      const ranges = CSS.highlights.get(`code-${name}`) ?? new Set<AbstractRange>();
      return [...ranges].map((range) => String(range));
    }, kind);
  await expect.poll(() => painted('keyword')).toEqual(['if']);
  await note.note.locator('.block[data-info="js"]').click({ position: { x: 590, y: 12 } });
  const language = page.getByRole('dialog', { name: 'Language' }).getByRole('textbox');
  await expect(language).toHaveValue('js');
  await language.fill('rust');
  await language.press('Enter');
  await reads(code.replace('js', 'rust'));
  await note.press('Control+z');
  await reads(code);
  const ime = await Ime.attach(page);
  await ime.compose('あ');
  await ime.press('Tab', 'Tab');
  await ime.commit('// 会議');
  await reads(code.replace('}', '}// 会議'));
  await note.press('Control+z');
  await reads(code);

  await note.press('Shift+ArrowUp', 'Shift+ArrowUp', 'Tab');
  await reads(code.replace('  b();\n  c();\n}', '    b();\n    c();\n  }'));
  await note.press('Control+z', 'ArrowDown', 'Control+End', 'Enter', 'Enter');
  await note.type('after');
  await reads(`${code}\nafter\n`);

  // Marks as they are typed, rules and full-width signs.
  await note.press('Enter');
  await note.type('a **b** *c* `d` ~~e~~ f');
  const marked = 'a **b** *c* `d` ~~e~~ f';
  await expect(note.note.locator('strong')).toHaveText('b');
  await reads(`${code}\nafter\n\n${marked}\n`);
  await ime.compose('＊＊');
  await ime.commit('＊＊太字＊＊');
  await expect(note.note.locator('strong')).toHaveText(['b', '太字']);
  await note.type('g');
  await expect(note.note.locator('strong')).toHaveText(['b', '太字']);
  await note.press('Enter');
  await note.type('---');
  await note.press('Enter');
  await note.type('> quoted');
  await note.press('Enter', 'Enter');
  await note.type('end');
  await reads(`${code}\nafter\n\n${marked}**太字**g\n\n---\n\n> quoted\n\nend\n`);

  // Where the system forces its colours, code has none that would look selected, and a quote its bar.
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await expect.poll(() => painted('keyword')).toEqual([]);
  const { x, y } = (await note.block('quoted').boundingBox()) ?? { x: 0, y: 0 };
  const bar = await page.screenshot({ clip: { x, y: y + 8, width: 8, height: 1 } });
  const dark = await app.evaluate(({ nativeImage }, png) => {
    const bitmap = nativeImage.createFromBuffer(Buffer.from(png, 'base64')).toBitmap();
    return Array.from({ length: 8 }, (_, at) => (bitmap[at * 4] ?? 255) < 128);
  }, bar.toString('base64'));
  expect(dark).toEqual([true, true, true, false, false, false, false, false]);
  await page.emulateMedia({ forcedColors: 'none', colorScheme: null });
  await expect.poll(() => painted('keyword')).toEqual(['if']);
});

test('the sign of a quote begins one in an item that is empty yet, and undo gives the sign back', async ({
  openNote,
}) => {
  const { note, reads } = await open(openNote, '- one\n');
  const last = note.note.locator('.block').last();
  await note.caretAtEnd('one');
  await note.press('Enter');
  await note.type('> ');
  await expect(last).toHaveAttribute('data-quote', 'first');
  await note.press('Control+z');
  await expect(last).toHaveText('>');
  await expect(last).toHaveAttribute('data-kind', 'item');
  await note.type(' a quote');
  await reads('- one\n- > a quote\n');
});

test('code over a line with inline HTML takes the words and leaves the source, as it is shown', async ({
  openNote,
}) => {
  const { note, reads } = await open(openNote, 'one <br> two\n');
  await note.caretAtEnd('one <br> two');
  await note.press('Shift+Home', 'Control+e');
  await reads('`one `<br>` two`\n');
  await expect(note.note.locator('code')).toHaveCount(2);
  await expect(note.note.locator('code .source-text, code.source-text')).toHaveCount(0);
  await note.press('Control+z');
  await reads('one <br> two\n');
});

test("a quote's bar stands below the words of its item, and at the edge where it holds the item", async ({
  openNote,
}) => {
  const text =
    '# Night\n\n- said\n\n  > in it\n  >\n  > - more\n- > begins\n\n1. > counted\n\n> - outside\n';
  const { page, note } = await openNote({ name: 'night.md', text });
  await page.emulateMedia({ colorScheme: 'light' });
  /** Where a block's first bar is drawn, in steps of the outline. */
  const barOf = (words: string) =>
    note.block(words).evaluate((block) => {
      const { backgroundPositionX, paddingInlineStart, fontSize } = getComputedStyle(block);
      // Its words are one em behind the bar, and as many steps in as items hold them.
      const depth = Number(block.style.getPropertyValue('--depth'));
      const step = (Number.parseFloat(paddingInlineStart) - Number.parseFloat(fontSize)) / depth;
      return Number.parseFloat(backgroundPositionX) / step;
    });
  expect(await barOf('in it')).toBeCloseTo(1);
  expect(await barOf('more')).toBeCloseTo(1);
  expect(await barOf('outside')).toBeCloseTo(0);
  // An item that begins with a quote has its bullet or its number before the bar.
  const before = (words: string) =>
    note.block(words).evaluate((block) => {
      const { content, backgroundColor } = getComputedStyle(block, '::before');
      return [content, backgroundColor === 'rgba(0, 0, 0, 0)' ? 'nothing' : 'a dot'];
    });
  expect(await before('begins')).toEqual(['""', 'a dot']);
  expect(await before('counted')).toEqual(['"1."', 'nothing']);
  // Forced colours draw the bar at a block's edge, so the edge stands where the bar does.
  const edgeOf = (words: string) =>
    note.block(words).evaluate((block) => block.getBoundingClientRect().left);
  const words = await note.block('said').evaluate((block) => {
    const { paddingInlineStart } = getComputedStyle(block);
    return block.getBoundingClientRect().left + Number.parseFloat(paddingInlineStart);
  });
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await edgeOf('in it')).toBeCloseTo(words, 1);
  expect(await edgeOf('begins')).toBeCloseTo(words, 1);
  expect(await edgeOf('outside')).toBeCloseTo(await edgeOf('said'), 1);
  await page.emulateMedia({ forcedColors: 'none', colorScheme: null });
});

// An image has no letters and a link only some: the file lost both, while the window showed them on.
test('what becomes a part of code stays in it by its Markdown, an image and a link too', async ({
  openFile,
}) => {
  const slide = '![s](a.png)';
  const link = '[docs](https://example.com/d)';
  const text = `\`\`\`\nx\n\`\`\`\n\nend ${slide} ${link}\n\nlast ${slide}\n\n| a | ${link} |\n`;
  const notebook = makeNotebook({ name: 'rich.md', text });
  writeFileSync(join(notebook.folder, 'a.png'), picture(20, 10).png);
  const { note } = await openFile(notebook.file);
  const reads = (wanted: string) => expect.poll(() => notebook.read()).toBe(wanted);

  await note.caretAtEnd('x');
  await note.press('Delete');
  await reads(text.replace('\n```\n\nend', 'end').replace('d)\n', 'd)\n```\n'));
  await note.press('Control+z');
  await reads(text);

  await note.block('last ').click({ position: { x: 4, y: 8 } });
  await note.press('Home');
  await note.type('```js ');
  await reads(text.replace(`last ${slide}`, `\`\`\`js\nlast ${slide}\n\`\`\``));
  await note.press('Control+z', 'Control+z');
  await reads(text);

  // A line that says `---`, or the head of a table, is none with an image or a link in it.
  await note.press('Home', ...Array<string>(5).fill('Delete'));
  await note.type('---');
  await reads(text.replace('last ', '---'));
  await note.press('Enter');
  await reads(text.replace('last ', '\\---\n\n'));
  await note.caretAtEnd('| a | docs |');
  await note.press('Enter');
  await note.type('z');
  await reads(`${text.replace('last ', '\\---\n\n')}\nz\n`);
});
