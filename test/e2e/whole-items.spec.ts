import { expect } from './expect.ts';
import { test } from './fixtures.ts';

const NOTE = `Night of Tools
=====

# First talk (30min) - Ann

* one
    1. two
    2. three
        * deep
* four

# Second talk

* five
`;

test('an item is duplicated and deleted with all below it, each in one step', async ({
  openNote,
}) => {
  const { notebook, note } = await openNote({ name: 'night.md', text: NOTE });
  await note.caretAtEnd('three');
  await note.press('Control+Shift+KeyD');
  await note.type('!');
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('* deep\n', '* deep\n    3. three!\n        * deep\n'));
  await note.press('Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  // A folded item takes along what it hides.
  await note.caretAtEnd('one');
  await note.press('Control+.', 'Control+Shift+KeyK');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace(/\* one[\s\S]*(?=\* four)/, ''));
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  await note.press('Control+ArrowDown');
  // Of several items each goes with its own, and a heading with its whole talk.
  await note.caretAtEnd('three');
  await note.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Control+Shift+KeyK');
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace(/ {4}2\. three\n {8}\* deep\n\* four\n/, ''));
  await note.press('Control+z');
  await note.caretAtEnd('Second talk');
  await note.press('Control+Shift+KeyD');
  await expect.poll(() => notebook.read()).toBe(`${NOTE}\n# Second talk\n\n* five\n`);
  await note.caretAtEnd('First talk (30min) - Ann');
  await note.press('Control+Shift+KeyK');
  await note.type('->');
  await expect
    .poll(() => notebook.read())
    .toBe('Night of Tools\n=====\n\n# ->Second talk\n\n* five\n\n# Second talk\n\n* five\n');
});

test('Ctrl+A selects the words, then the item, its talk, and the note', async ({ openNote }) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NOTE });
  const selected = () => page.evaluate(() => getSelection()?.toString().replaceAll(/\n+/g, '|'));
  await note.caretAtEnd('three');
  await note.press('Control+a');
  expect(await selected()).toBe('three');
  await note.press('Control+a');
  expect(await selected()).toBe('three|deep');
  await note.press('Control+a');
  expect(await selected()).toBe('First talk (30min) - Ann|one|two|three|deep|four');
  await note.press('Control+a');
  expect(await selected()).toBe(
    'Night of Tools|First talk (30min) - Ann|one|two|three|deep|four|Second talk|five',
  );
  // In the zoom everything is what is shown.
  await note.caretAtEnd('three');
  await note.press('Alt+ArrowRight', 'Control+a', 'Control+a', 'Control+a', 'Control+a');
  expect(await selected()).toBe('three|deep');
  await note.press('Delete');
  await expect
    .poll(() => notebook.read().replace(/ +$/m, ''))
    .toBe(NOTE.replace(/ {4}2\. three\n {8}\* deep\n/, '    2.\n'));
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
});
