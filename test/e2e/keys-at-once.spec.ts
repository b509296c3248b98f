import { pressAtOnce } from './busy-window.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';

const NOTE = `- one two
- three four
- five six

| a | b   |
|---|-----|
| c | d e |
`;

/*
 * The editor hears of a caret that the browser moved by an event that keys overtake in a busy
 * window: End, Enter split the line where the caret had been, and Home, Ctrl+Backspace in a cell
 * took the word before it.
 */
test('a key pressed right behind one that moves the caret acts where the caret is', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'busy.md', text: NOTE });
  const shown = () =>
    note.note.locator('.block').evaluateAll((blocks) =>
      blocks.map((block) => {
        const words = [...block.querySelectorAll('td, th')].map((cell) => cell.textContent);
        const depth = Number(block.getAttribute('aria-level'));
        return `${'-'.repeat(depth)} ${words.length > 0 ? words.join(' | ') : block.textContent}`;
      }),
    );
  const before = await shown();
  const [one = '', three = '', five = '', table = ''] = before;
  const rows = [
    { at: 'one two', keys: ['Home', 'Enter'], gives: ['- ', one, three, five, table] },
    {
      at: 'three four',
      keys: ['Control+ArrowLeft', 'Control+Backspace', 'Enter', 'x'],
      gives: [one, '- ', '- xfour', five, table],
    },
    {
      at: 'three four',
      keys: ['ArrowDown', 'Tab'],
      gives: [one, three, `-${five}`, table],
    },
    {
      at: 'three four',
      keys: ['ArrowUp', 'Control+Shift+k'],
      gives: [three, five, table],
    },
    {
      at: 'five six',
      keys: ['Home', 'ArrowRight', 'ArrowRight', 'Enter', 'ArrowUp', 'End', 'x'],
      gives: [one, three, '- fix', '- ve six', table],
    },
  ];
  for (const { at, keys, gives } of rows) {
    await note.caretAtEnd(at);
    await pressAtOnce(page, ...keys);
    expect(await shown(), keys.join()).toEqual(gives);
    for (let step = 0; step < 4 && (await shown()).join() !== before.join(); step++)
      await note.press('Control+z');
    expect(await shown(), `${keys.join()}, taken back`).toEqual(before);
  }
  const cell = note.note.getByRole('cell', { name: 'd e' });
  await cell.click();
  await note.press('End');
  await pressAtOnce(page, 'Home', 'Control+Backspace', 'x');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('| d e |', '| xd e |'));

  // Where the table's own arrows move the caret: one of them was lost, and the letter went elsewhere.
  await note.press('Control+z');
  await cell.click();
  await note.press('End');
  await pressAtOnce(page, 'ArrowUp', 'ArrowUp', 'End', 'x');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('five six', 'five sixx'));
});

// A busy machine took apart what was typed in one go: undo gave back half of a word.
test('what hands type in one go is one step of undo, however late the window comes to it', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'busy.md', text: NOTE });
  await note.caretAtEnd('five six');
  // Longer than a rest of the hands, with each key.
  await page.evaluate(() => {
    addEventListener('keyup', () => {
      const end = performance.now() + 400;
      while (performance.now() < end);
    });
  });
  await pressAtOnce(page, 'a', 'b', 'c');
  await expect(note.block('five sixabc')).toBeVisible();
  await note.press('Control+z');
  await expect(note.block('five six')).toBeVisible();
  await note.onDisk();
  expect(notebook.read()).toBe(NOTE);
});
