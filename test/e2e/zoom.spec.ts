import { expect } from './expect.ts';
import { test } from './fixtures.ts';

const NOTE = `Night of Tools
=====

2019/02/14 @Back Room

# First talk (30min) - Ann

- one
    - two
        - deep
- four

# Second talk

- five
`;

test('Alt+Right shows an item alone, under the way that leads back', async ({ openNote }) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NOTE });
  const shown = note.note.locator('.block:visible');
  const path = page.getByRole('navigation', { name: 'Shown part of the note' });
  await expect(path).toHaveCount(0);
  await note.caretAtEnd('two');
  await note.press('Alt+ArrowRight');
  await expect(shown).toHaveText(['two', 'deep']);
  await expect(path.getByRole('listitem')).toHaveText([
    'Night of Tools',
    'First talk (30min) - Ann',
    'one',
    'two',
  ]);
  // The way begins where the note's words do, but for half a scroll bar.
  const left = (element: Element): number =>
    element.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(element).paddingLeft);
  const first = await path.getByRole('button', { name: 'Night of Tools' }).evaluate(left);
  expect(Math.abs(first - (await note.note.evaluate(left)))).toBeLessThan(8);
  // New lines stay inside, and so do lines that would go out.
  await note.press('ArrowUp', 'End');
  await note.caretAtEnd('deep');
  await note.press('Enter');
  await note.type('new');
  await note.press('Shift+Tab', 'Enter', 'Enter', 'Enter', 'Shift+Tab');
  await note.type('last');
  await expect(shown).toHaveText(['two', 'deep', 'new', 'last']);
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('- deep\n', '- deep\n        - new\n        - last\n'));
  await note.press('Control+Home');
  await note.press('Home', 'Backspace', 'Alt+ArrowUp', 'Tab');
  await note.caretAtEnd('last');
  await note.press('Delete');
  await expect(shown).toHaveText(['two', 'deep', 'new', 'last']);
  // The words of the way follow the note.
  await note.caretAtEnd('two');
  await note.type('!');
  await expect(path.getByRole('listitem').last()).toHaveText('two!');
  await path.getByRole('button', { name: 'First talk' }).click();
  await expect(shown).toHaveText([
    'First talk (30min) - Ann',
    'one',
    'two!',
    'deep',
    'new',
    'last',
    'four',
  ]);
  // Who looks at one talk looks at the next one in the same way.
  await note.press('Control+PageDown');
  await expect(shown).toHaveText(['Second talk', 'five']);
  await note.press('Alt+ArrowLeft');
  await expect(path).toHaveCount(0);
  await expect(shown).toHaveCount(11);
});

test('an empty item that is shown alone takes its first child', async ({ openNote }) => {
  const { notebook, note } = await openNote({ name: 'night.md', text: NOTE });
  await note.caretAtEnd('four');
  await note.press('Alt+ArrowRight', 'Enter');
  await note.type('child');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- four', '- four\n    - child'));
  // Undo reaches further back than the zoom, and shows what it changes.
  await note.press('Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
});
