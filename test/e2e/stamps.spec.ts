import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';

const NOTE = `Night of Tools
=====

# [10:00] First talk (30min) - Ann

- [10:12] one
    - two
- four [09:58] late
`;

test('a stamp tells how far into its talk it is, and is edited like the text it is', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NOTE });
  const stamps = note.note.locator('.stamp');
  await stamps.nth(1).hover();
  await expect(stamps.nth(1)).toHaveAttribute('title', '+12 min into the talk');
  await stamps.nth(2).hover();
  await expect(stamps.nth(2)).toHaveAttribute('title', '2 min before the talk');
  await stamps.nth(0).hover();
  await expect(stamps.nth(0)).not.toHaveAttribute('title');
  // Backspace takes one letter after the other, and the chip is one as long as it is a time.
  await note.caretAtEnd('[10:12] one');
  await note.press('Home', ...Array<string>(7).fill('ArrowRight'), 'Backspace', 'Backspace');
  await expect(stamps).toHaveCount(2);
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('[10:12]', '[10:1'));
  await note.type('5]');
  await expect(stamps).toHaveCount(3);
  await stamps.nth(1).hover();
  await expect(stamps.nth(1)).toHaveAttribute('title', '+15 min into the talk');
  // Composing beside it leaves both whole.
  const ime = await Ime.attach(page);
  await ime.compose('ｋ', 'か', 'かい');
  await ime.press('Backspace', 'Backspace');
  await ime.compose('会');
  await ime.commit('会場');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('[10:12] one', '[10:15]会場 one'));
  await expect(stamps).toHaveCount(3);
});

test('with the setting on, each new top-level item begins with the time, below folded ones too', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NOTE });
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Write the time at each new top-level item' }).check();
  await note.press('Escape');
  await note.caretAtEnd('[10:12] one');
  await note.press('Control+.', 'Enter');
  await note.type('next');
  await expect.poll(() => notebook.read()).toMatch(/ {4}- two\n- \[\d\d:\d\d\] next\n- four/);
  await note.press('Enter', 'Tab');
  await expect(note.block('[10:12] one')).toBeVisible();
});

test('an IME composes in folded and in zoomed lines, and keys of ours wait for its end', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NOTE });
  const ime = await Ime.attach(page);
  await note.caretAtEnd('[10:12] one');
  await note.press('Control+.');
  await ime.compose('に', 'にほ');
  for (const [key, code] of [
    ['.', 'Period'],
    ['ArrowDown', 'ArrowDown'],
    ['ArrowRight', 'ArrowRight'],
    ['A', 'KeyA'],
    ['K', 'KeyK'],
    ['D', 'KeyD'],
    ['Enter', 'Enter'],
  ] as const)
    await ime.press(key, code);
  await expect(note.block('two')).toBeHidden();
  await ime.compose('日本');
  await ime.commit('日本');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('one', 'one日本'));
  await expect(note.block('two')).toBeHidden();
  await note.press('Alt+ArrowRight');
  await expect(note.note.locator('.block:visible')).toHaveText(['[10:12] one日本', 'two']);
  await note.caretAtEnd('two');
  await ime.compose('ご', 'ごう');
  await ime.press('ArrowLeft', 'ArrowLeft');
  await ime.press('Tab', 'Tab');
  await ime.commit('号');
  await expect.poll(() => notebook.read()).toContain('    - two号\n');
  await expect(note.note.locator('.block:visible')).toHaveCount(2);
});
