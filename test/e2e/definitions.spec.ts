import { readText } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';

const TEXT =
  'see [guide] and [more][m]\n\n[guide]: https://example.com/guide "A title"\n[m]:  </more>\n';

test('a link definition is its label and its address, and is changed as words and in the form of links', async ({
  openNote,
}) => {
  const { notebook, page, app, note } = await openNote({ name: 'links.md', text: TEXT });
  const reads = (wanted: string) => expect.poll(() => notebook.read()).toBe(wanted);
  const definitions = note.note.locator('.block[data-definition]');
  const address = page
    .getByRole('dialog', { name: 'Link' })
    .getByRole('textbox', { name: 'Address' });

  // No sign of Markdown is shown: the label leads to the address, which stands beside it.
  await expect(definitions).toHaveText(['guide', 'm']);
  await expect(definitions.getByRole('link')).toHaveCount(2);
  const drawn = definitions.first().locator('a');
  const beside = drawn.evaluate((link) => getComputedStyle(link, '::after').content);
  expect(await beside).toMatch(/attr\(href\)|https:\/\/example\.com\/guide/);

  // Words are typed as words, at the end, in the middle, and with an IME; the rest of the line stays.
  await note.caretAtEnd('guide');
  await note.type(' book [1]');
  await reads(TEXT.replace('\n[guide]', '\n[guide book \\[1\\]]'));
  await expect(definitions).toHaveText(['guide book [1]', 'm']);
  await note.press(...Array<string>(' book [1]'.length).fill('Backspace'));
  await reads(TEXT);
  const ime = await Ime.attach(page);
  await note.caretAtEnd('m');
  await ime.compose('ほ', 'ほん');
  await ime.commit('本');
  await reads(TEXT.replace('\n[m]', '\n[m本]'));
  await expect(definitions.getByRole('link')).toHaveCount(2);
  await note.press('Backspace');
  await reads(TEXT);

  // Without words it keeps those it had, until there are others.
  await note.press('Backspace');
  await note.onDisk();
  await note.type('n');
  await reads(TEXT.replace('\n[m]', '\n[n]'));
  await expect(definitions.getByRole('link')).toHaveCount(2);
  await note.press('Backspace');
  await note.type('m');
  await reads(TEXT);

  // The address is changed in the form; the words and the title stay.
  await note.caretAtEnd('guide');
  await note.press('ArrowLeft', 'Control+k');
  await expect(address).toHaveValue('https://example.com/guide');
  await expect(page.getByRole('button', { name: 'Remove link' })).toHaveCount(0);
  await address.fill('https://example.com/other');
  await address.press('Enter');
  const moved = TEXT.replace('com/guide', 'com/other');
  await reads(moved);

  // Enter begins a line below, marks are no part of a label, and what is copied is the words.
  await note.press('Control+b', 'End', 'Enter');
  await note.type('after');
  await reads(moved.replace('title"\n', 'title"\n\nafter\n\n'));
  await note.press('Control+z', 'Control+z', 'Control+z');
  await reads(TEXT);
  await note.caretAtEnd('guide');
  await note.press('Shift+Home', 'Control+c');
  await expect.poll(() => readText(app)).toBe('guide');
});

test('each footnote shows its label before its words, an item too, which are typed as any', async ({
  openNote,
}) => {
  const text =
    'see [^1] and [^two]\n\n[^1]: first words\n[^two]: second words\n\n    and more\n[^3]: - an item\n    - and its neighbour\n[^4]: 1. counted\n';
  const { page, notebook, note } = await openNote({ name: 'footnotes.md', text });
  const shown = () =>
    note.note.locator('.block').evaluateAll((blocks) =>
      blocks.map((block) => {
        const { content } = getComputedStyle(block, '::marker');
        return /\[\^.*\]/.exec(content.replace(/" "|"/g, ''))?.[0];
      }),
    );
  const none = undefined;
  const labels = [none, '[^1]', '[^two]', none, '[^3]', none, '[^4]'];
  expect(await shown()).toEqual(labels);
  // Before the label of an item stands its bullet, which forced colours draw as a box, or its number.
  const before = (words: string) =>
    note.block(words).evaluate((block) => getComputedStyle(block, '::before').content);
  await page.emulateMedia({ forcedColors: 'active' });
  expect([await before('an item'), await before('counted')]).toEqual(['""', '"1."']);
  await page.emulateMedia({ forcedColors: 'none' });

  await note.caretAtEnd('second words');
  await note.press('Home');
  await note.type('the ');
  await note.press('End');
  await note.type(' too');
  await note.caretAtEnd('an item');
  await note.press('Home');
  await note.type('not ');
  await note.press('End', 'Enter');
  await note.type('new');
  expect((await shown())[5]).toBe(none);
  const typed = text
    .replace('second words', 'the second words too')
    .replace('an item\n', 'not an item\n    - new\n');
  await expect.poll(() => notebook.read()).toBe(typed);
});
