import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyForms, copyText, readForms } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { makeNotebook } from './notebook.ts';
import { PASTE_FIXTURES } from './paste-fixtures.ts';

const NOTE = '# Talk\n\n- here\n';

test('what other programs copied is read as the outline it is, as one step of undo', async ({
  openNote,
}) => {
  const { notebook, app, note } = await openNote({ name: 'night.md', text: NOTE });
  for (const { from, html, text, expected, withPicture } of PASTE_FIXTURES) {
    await test.step(from, async () => {
      await note.caretAtEnd('here');
      await copyForms(app, { html, text, ...(withPicture ? { picture: true } : {}) });
      await note.press('Control+v');
      await expect.poll(() => notebook.read()).toBe(`${NOTE}${expected}`);
      await note.press('Control+z');
      await expect(note.note.locator('.block')).toHaveCount(2);
    });
  }
  await expect.poll(() => notebook.read()).toBe(NOTE);
});

const OUTLINE = `# Talk

- first **bold** and \`code\`
    - child
        - grandchild
- second
- third
`;

test('a copy is Markdown for an editor, a nested list for a mail, and the item itself without a selection', async ({
  openNote,
}) => {
  const { notebook, app, note } = await openNote({ name: 'night.md', text: OUTLINE });
  const press = async (...keys: string[]) => {
    await copyText(app, 'before');
    await note.press(...keys);
    await expect.poll(async () => (await readForms(app)).text).not.toBe('before');
    return readForms(app);
  };

  await note.caretAtEnd('first bold and code');
  const branch = '- first **bold** and `code`\n    - child\n        - grandchild\n';
  expect(await press('Control+c')).toEqual({
    text: branch,
    html: expect.stringContaining(
      '<ul><li>first <strong>bold</strong> and <code>code</code><ul><li>child<ul><li>grandchild</li></ul></li></ul></li></ul>',
    ),
  });

  await test.step('from the middle of one line to the middle of another', async () => {
    await note.caretAtEnd('child');
    await note.press('Home', 'ArrowRight', 'ArrowRight');
    const copied = await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Control+c');
    expect(copied.text).toBe('- ild\n    - grandchild\n- secon\n');
  });

  await test.step('a part of a line keeps its marks, and has no HTML where only Markdown is asked for', async () => {
    await note.caretAtEnd('first bold and code');
    await note.press('Home', 'Control+ArrowRight');
    const copied = await press('Shift+End', 'Control+Shift+C');
    expect(copied).toEqual({ text: ' **bold** and `code`', html: '' });
  });

  await test.step('cut takes the item with its children, and undo brings them back at once', async () => {
    await note.caretAtEnd('child');
    expect((await press('Control+x')).text).toBe('- child\n    - grandchild\n');
    await expect
      .poll(() => notebook.read())
      .toBe(OUTLINE.replace('    - child\n        - grandchild\n', ''));
    await note.press('Control+z');
    await expect.poll(() => notebook.read()).toBe(OUTLINE);
  });

  await test.step('what was cut is pasted as first children of an item that has some', async () => {
    await note.caretAtEnd('third');
    await press('Control+x');
    await note.caretAtEnd('first bold and code');
    await note.press('Control+v');
    await expect
      .poll(() => notebook.read())
      .toBe(OUTLINE.replace('- third\n', '').replace('    - child', '    - third\n    - child'));
  });
});

test('plain text is an outline by its tabs, blanks and signs, and only letters where that is asked for', async ({
  openFile,
}) => {
  const notebook = makeNotebook({
    name: 'night.md',
    text: `${NOTE}- \`\`\`\n  code\n  \`\`\`\n`,
  });
  const before = notebook.read();
  const { app, note } = await openFile(notebook.file);
  const cases: readonly {
    readonly what: string;
    readonly html?: string;
    readonly text: string;
    readonly at?: string;
    readonly keys?: readonly string[];
    readonly expected: string;
  }[] = [
    {
      what: 'two blanks a step',
      text: 'a\n  b\n    c\n  d\ne\n',
      expected: '- a\n    - b\n        - c\n    - d\n- e\n',
    },
    {
      what: 'tabs, all of it indented, with signs of a slide',
      text: '\t• a\n\t\t◦ b\n\t• c',
      expected: '- a\n    - b\n- c\n',
    },
    {
      what: 'Japanese with wide blanks',
      text: '・一\n　　・二\n・三',
      expected: '- 一\n    - 二\n- 三\n',
    },
    {
      what: 'Markdown, with the bullets of the list',
      text: '* a **b**\n  * [c](https://example.com)\n',
      expected: '- a **b**\n    - [c](https://example.com)\n',
    },
    {
      what: 'marks in one line of Markdown',
      text: ' **bold**',
      expected: '',
    },
    {
      what: 'a page as plain text',
      html: '<p><b>Bold</b></p><p>next</p>',
      text: '**Bold**\n- next',
      keys: ['Control+Shift+V'],
      expected: '- \\*\\*Bold**\n- \\- next\n',
    },
  ];
  for (const { what, html, text, keys, expected } of cases) {
    await test.step(what, async () => {
      await note.caretAtEnd('here');
      await copyForms(app, { html: html ?? '', text });
      await note.press(...(keys ?? ['Control+v']));
      const changed =
        expected === ''
          ? before.replace('here', 'here**bold**')
          : before.replace('- here\n', `- here\n${expected}`);
      await expect.poll(() => notebook.read()).toBe(changed);
      await note.press('Control+z');
      await expect(note.note.locator('.block')).toHaveText(['Talk', 'here', 'code']);
    });
  }
  await test.step('into code', async () => {
    await note.caretAtEnd('code');
    await copyForms(app, { html: '<ul><li>a</li></ul>', text: '- a\n    - b' });
    await note.press('Control+v');
    await expect.poll(() => notebook.read()).toBe(before.replace('code', 'code- a\n      - b'));
  });
});

test('images come along into another note, and a picture inside a page becomes a slide', async ({
  openFile,
}) => {
  const notebook = makeNotebook({
    name: 'one.md',
    text: '# One\n\n- words ![a slide](one.assets/1007-slide-1.png)\n- end\n',
  });
  mkdirSync(join(notebook.folder, 'one.assets'));
  writeFileSync(join(notebook.folder, 'one.assets/1007-slide-1.png'), DOT);
  writeFileSync(join(notebook.folder, 'two.md'), '# Two\n\n- here\n');
  const two = () => readFileSync(join(notebook.folder, 'two.md'), 'utf8');
  const { app, note } = await openFile(notebook.file);
  await note.block('words ').locator('img').waitFor();
  await note.block('end').click();
  await note.press('ArrowUp', 'Home', 'Control+c');
  await note.notes.getByText('Two').click();
  await note.caretAtEnd('here');
  await note.press('Control+v');
  await expect.poll(two).toBe('# Two\n\n- here\n- words ![a slide](two.assets/1007-slide-1.png)\n');
  await note.press('Control+v');
  await expect
    .poll(two)
    .toContain('(two.assets/1007-slide-1.png)\n- words ![a slide](two.assets/1007-slide-1.png)\n');
  expect(readdirSync(join(notebook.folder, 'two.assets'))).toEqual(['1007-slide-1.png']);
  expect(readFileSync(join(notebook.folder, 'two.assets/1007-slide-1.png')).equals(DOT)).toBe(true);
  await note.press('Control+z', 'Control+z');
  await expect.poll(two).toBe('# Two\n\n- here\n');
  await note.caretAtEnd('here');
  const html = `<p>chart</p><p><img alt="" src="data:image/png;base64,${GREY.toString('base64')}"></p>`;
  await copyForms(app, { html, text: 'chart' });
  await note.press('Control+v');
  await expect
    .poll(two)
    .toMatch(/^# Two\n\n- here\n- chart\n- !\[\]\(two\.assets\/\d{4}-[a-z]+-1\.png\)\n$/);
});

/** Two PNGs of one pixel. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const GREY = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

test('items that are pasted take the bullet of the list that they come into', async ({
  openNote,
}) => {
  const text = '# Night\r\n\r\n* a\r\n\t* b\r\n\t\t+ deep\r\n* c';
  const { app, notebook, note } = await openNote({ name: 'bullets.md', text });
  const pasted = async (words: string, wanted: string) => {
    await note.caretAtEnd(words);
    await note.press('Control+v');
    await expect.poll(() => notebook.read()).toBe(wanted);
    await note.press('Control+z');
    await expect.poll(() => notebook.read()).toBe(text);
  };
  await copyText(app, '- x\n  - y\n- z\n');
  await pasted('c', `${text}\r\n* x\r\n\t* y\r\n* z`);
  await pasted('a', text.replace('\t* b', '\t* x\r\n\t\t* y\r\n\t* z\r\n\t* b'));
  await pasted('deep', text.replace('+ deep', '+ deep\r\n\t\t+ x\r\n\t\t\t+ y\r\n\t\t+ z'));
  // Numbers stay numbers, and what lies below them its own list.
  await copyText(app, '1. x\n   - y\n');
  await pasted('c', `${text}\r\n\r\n1. x\r\n\t- y`);
});
