import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';

const TODAY = new Date();
const two = (value: number): string => String(value).padStart(2, '0');
const DATE = [TODAY.getFullYear(), two(TODAY.getMonth() + 1), two(TODAY.getDate())].join('/');

const NOTE = `Night of Tools
=====

${DATE} @Hall

# First talk

- from long ago
`;

async function stampLine(note: NotePage): Promise<void> {
  await note.press('Control+Shift+P');
  await expect(note.page.getByRole('combobox')).toBeFocused();
  await note.type('when it was written');
  await note.press('Enter');
}

test('a line is stamped with when it was written, as one step of undo, also after a restart', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const userData = tempFolder('user-data');
  const first = await launchApp({ notebook: notebook.file, userData });
  let note = new NotePage(first.page);
  await note.ready();
  await note.caretAtEnd('from long ago');
  await note.press('Enter');
  await note.type('three rules');
  await note.press('Enter', 'Tab');
  await note.type('the second one');
  await expect.poll(() => notebook.read()).toBe(`${NOTE}- three rules\n    - the second one\n`);
  await note.caretAtEnd('three rules');
  await stampLine(note);
  const stamped = /^- \[\d\d:\d\d\] three rules$/m;
  await expect.poll(() => notebook.read()).toMatch(stamped);
  await expect(note.note.locator('.stamp')).toHaveCount(1);
  // The caret stays in the words, and one step takes the stamp back.
  await note.type('!');
  await expect.poll(() => notebook.read()).toMatch(/^- \[\d\d:\d\d\] three rules!$/m);
  await note.press('Control+Z', 'Control+Z');
  await expect.poll(() => notebook.read()).toBe(`${NOTE}- three rules\n    - the second one\n`);
  await note.press('Control+Shift+Z');
  await expect.poll(() => notebook.read()).toMatch(stamped);
  // A line that has its time keeps it; of one that was there before, nobody knows.
  await stampLine(note);
  await expect(first.page.getByText('This line has its time already.')).toBeVisible();
  await note.caretAtEnd('from long ago');
  await stampLine(note);
  await expect(first.page.getByText('When this was written is not known')).toBeVisible();
  expect(notebook.read()).toContain('\n- from long ago\n');
  // Nothing falls into a composition.
  const ime = await Ime.attach(first.page);
  await note.caretAtEnd('the second one');
  await ime.compose('に', 'にほ');
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('backrow:command', {
      id: 'talk.stampWritten',
    }),
  );
  await ime.commit('日本');
  await expect.poll(() => notebook.read()).toContain('\n    - the second one日本\n');
  await note.onDisk();
  await first.close();

  const second = await launchApp({ notebook: notebook.file, userData });
  note = new NotePage(second.page);
  await note.ready();
  await note.caretAtEnd('the second one日本');
  await note.press('Home');
  await note.type('And ');
  await stampLine(note);
  await expect.poll(() => notebook.read()).toMatch(/^ {4}- \[\d\d:\d\d\] And the second one日本$/m);
  await second.close();
});
