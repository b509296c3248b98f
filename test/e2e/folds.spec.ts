import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './expect.ts';
import { type OpenNote, test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';

const NOTE = `Night of Tools
=====

2019/02/14 @Back Room

# First talk (30min) - Ann

- one
    - two
        - deep
    - three
- four

# Second talk

- five
    - six
`;

async function open(openNote: OpenNote) {
  const opened = await openNote({ name: 'night.md', text: NOTE });
  const shown = opened.note.note.locator('.block:visible');
  return { ...opened, shown };
}

test('Ctrl+. folds what is below a line, out of sight and out of the way of the arrows', async ({
  openNote,
}) => {
  const { notebook, note, shown, page } = await open(openNote);
  await note.caretAtEnd('deep');
  await note.press('Control+ArrowUp');
  await expect(shown).toContainText(['one', 'two', 'three']);
  await expect(note.block('deep')).toBeHidden();
  // The caret went to the folded line, and Right leads over what is hidden.
  await note.press('ArrowRight');
  await note.type('x');
  await note.press('ArrowUp', 'End');
  await note.type('y');
  await expect(note.block('twoy')).toBeVisible();
  await expect(note.block('xthree')).toBeVisible();
  await note.caretAtEnd('one');
  await note.press('Control+.');
  await expect(note.block('twoy')).toBeHidden();
  await expect(note.block('four')).toBeVisible();
  const mark = note.block('one').getByRole('button', { name: 'Show what is folded' });
  await expect(mark).toHaveAttribute('aria-expanded', 'false');
  await mark.click();
  // What was folded inside is folded still.
  await expect(note.block('twoy')).toBeVisible();
  await expect(note.block('deep')).toBeHidden();
  await expect(mark).toHaveCount(0);
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('- two', '- twoy').replace('- three', '- xthree'));
  // Everything can be folded at once, and shown again.
  await note.press('Control+Alt+.');
  await expect(shown).toHaveText([
    'Night of Tools',
    '2019/02/14 @Back Room',
    'First talk (30min) - Ann',
    'Second talk',
  ]);
  await note.type('!');
  await note.press('Control+Alt+.');
  await expect(shown).toHaveCount(11);
  await expect(note.block('First talk (30min) - Ann!')).toBeVisible();
  await expect(page.locator('.fold-mark')).toHaveCount(0);
});

test('Enter behind a folded line goes on below what it hides; what leads into it shows it', async ({
  openNote,
}) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('one');
  await note.press('Control+.', 'Enter');
  await note.type('next');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- four', '- next\n- four'));
  await expect(note.block('three')).toBeHidden();
  // Backspace joins the line to the last hidden one, which shows.
  await note.press('Home', 'Control+Backspace');
  await expect(note.block('three')).toBeVisible();
  await note.caretAtEnd('one');
  await note.press('Control+.');
  await note.caretAtEnd('next');
  await note.press('Home', 'Backspace');
  await expect(note.block('threenext')).toBeVisible();
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- three', '- threenext'));
  // Delete at the end of a folded line shows what it takes.
  await note.caretAtEnd('five');
  await note.press('Control+.', 'Delete');
  await expect(note.block('fivesix')).toBeVisible();
  // Undo in a folded place shows it.
  await note.caretAtEnd('deep');
  await note.type(' words');
  await note.press('Control+ArrowUp', 'Control+ArrowUp');
  await expect(note.block('deep words')).toBeHidden();
  await note.press('Control+z');
  await expect(note.block('deep')).toBeVisible();
});

test('folds stay with their note while another one is open, and over a start', async ({
  launchApp,
}) => {
  const userData = tempFolder('user-data');
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  writeFileSync(join(notebook.folder, 'other.md'), '# Other\n\n- else\n');
  const first = await launchApp({ notebook: notebook.file, userData });
  const note = new NotePage(first.page);
  await note.ready();
  await note.caretAtEnd('one');
  await note.press('Control+.');
  await note.caretAtEnd('five');
  await note.press('Control+.');
  await expect(note.block('six')).toBeHidden();
  await first.page.locator('button[data-name="other.md"]').click();
  await expect(note.block('else')).toBeVisible();
  await first.page.locator('button[data-name="night.md"]').click();
  await expect(note.block('five')).toBeVisible();
  await expect(note.block('six')).toBeHidden();
  await first.close();
  expect(notebook.read()).toBe(NOTE);
  // Meanwhile another program changed one of the folded lines: it is another one now.
  writeFileSync(notebook.file, NOTE.replace('- five', '- 5'));
  const second = await launchApp({ notebook: notebook.file, userData });
  const again = new NotePage(second.page);
  await again.ready();
  await expect(again.block('three')).toBeHidden();
  await expect(again.block('six')).toBeVisible();
});
