import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyText } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { makeNotebook } from './notebook.ts';
import { heldText, holdClock, passTime } from './random/held-clock.ts';

const NOTE = 'Event\n=====\n\n# Talk\n\n- one\n- two\n    - below\n\n# Next\n\n- three\n';

test('each intention is one step of undo, and typing goes back by what was typed without a rest', async ({
  openFile,
}) => {
  const notebook = makeNotebook({ name: 'start.md', text: '# Start\n' });
  writeFileSync(join(notebook.folder, 'night.md'), NOTE);
  const { page, app, note } = await openFile(notebook.file);
  // How fast somebody types decides what is one step; here the test says how fast.
  await holdClock(page);
  await page.locator('button[data-name="night.md"]').click();
  await expect(note.block('below')).toBeVisible();
  const ime = await Ime.attach(page);
  const text = () => heldText(page, 'night.md');

  await test.step('typing', async () => {
    await note.caretAtEnd('one');
    await note.type(' more');
    await passTime(page, 1000);
    await note.type(' words');
    expect(await text()).toBe(NOTE.replace('one', 'one more words'));
    await note.press('Control+z');
    expect(await text()).toBe(NOTE.replace('one', 'one more'));
    await note.press('Control+z');
    expect(await text()).toBe(NOTE);
    await note.press('Control+Shift+z', 'Control+y');
    expect(await text()).toBe(NOTE.replace('one', 'one more words'));
    await note.press('Control+z', 'Control+z');
  });

  await test.step('a new item', async () => {
    await note.caretAtEnd('below');
    await note.press('Enter');
    await expect(note.note.locator('.block')).toHaveCount(8);
    await note.press('Control+z');
    await expect(note.note.locator('.block')).toHaveCount(7);
  });

  const intentions: readonly (readonly [what: string, act: () => Promise<void>])[] = [
    [
      'a composition',
      async () => ime.compose('に', 'にほ', 'にほん').then(() => ime.commit('日本')),
    ],
    ['a paste of many lines', () => note.press('Control+v')],
    ['a cut of a selection', () => note.press('Shift+Home', 'Control+x')],
    ['words deleted', () => note.press('Control+Backspace')],
    ['an indent', () => note.press('Tab')],
    ['a move', () => note.press('Alt+ArrowUp')],
    ['a move of a talk', () => note.press('Control+PageDown', 'Alt+ArrowUp')],
    ['a duplicate', () => note.press('Control+Shift+KeyD')],
    ['a deletion', () => note.press('Control+Shift+KeyK')],
    ['a task', () => note.press('Control+Enter')],
    ['a heading', () => note.press('Control+Alt+Digit2')],
    ['numbers', () => note.press('Control+Shift+Digit7')],
    ['bold words', () => note.press('Shift+Home', 'Control+b')],
    ['a stamp', () => note.press('Control+Shift+KeyT')],
    ['a new talk', () => note.press('Control+Shift+Enter')],
    ['a line deleted to join the next', () => note.press('Delete')],
  ];
  await copyText(app, 'first\n\tsecond\nthird');
  for (const [what, act] of intentions) {
    await test.step(what, async () => {
      await note.caretAtEnd('two');
      await passTime(page, 1000);
      await act();
      const changed = await text();
      expect(changed, what).not.toBe(NOTE);
      await passTime(page, 1000);
      await note.press('Control+z');
      expect(await text(), what).toBe(NOTE);
      await note.press('Control+y');
      expect(await text(), what).toBe(changed);
      await note.press('Control+z');
      expect(await text(), what).toBe(NOTE);
    });
  }
  // The first step of a note ends there: what was before is another note's.
  await note.press('Control+z', 'Control+z');
  expect(await text()).toBe(NOTE);
});
