import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from './app.ts';
import { expect } from './expect.ts';
import { type OpenNote, test } from './fixtures.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';

const NOTE = '# Night\n\n- one\n- two\n- three\n';

async function open(openNote: OpenNote) {
  const { notebook, note, ...running } = await openNote({ name: 'night.md', text: NOTE });
  return { notebook, note, running };
}

test('two notes keep undo histories of their own while the window switches between them', async ({
  openNote,
}) => {
  const { notebook, note, running } = await open(openNote);
  const other = join(notebook.folder, 'other.md');
  writeFileSync(other, '# Other\n\n- alpha\n');
  await note.caretAtEnd('two');
  await note.type(' here');
  await running.page.locator('button[data-name="other.md"]').click();
  await note.caretAtEnd('alpha');
  await note.type(' there');
  await expect.poll(() => readFileSync(other, 'utf8')).toBe('# Other\n\n- alpha there\n');
  await running.page.locator('button[data-name="night.md"]').click();
  await expect(note.block('two here')).toBeVisible();
  await note.press('Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  expect(readFileSync(other, 'utf8')).toBe('# Other\n\n- alpha there\n');
  await running.page.locator('button[data-name="other.md"]').click();
  await expect(note.block('alpha there')).toBeVisible();
  await note.press('Control+z', 'Control+z');
  await expect.poll(() => readFileSync(other, 'utf8')).toBe('# Other\n\n- alpha\n');
  expect(notebook.read()).toBe(NOTE);
});

test('a note that changes on disk is shown anew, and the caret stays with its words', async ({
  openNote,
}) => {
  const { notebook, note } = await open(openNote);
  await note.caretAtEnd('two');
  writeFileSync(notebook.file, '# Night\n\n- zero\n- one, longer\n- two\n- three\n');
  await expect(note.block('zero')).toBeVisible();
  await note.type('!');
  await expect
    .poll(() => notebook.read())
    .toBe('# Night\n\n- zero\n- one, longer\n- two!\n- three\n');
});

test('a note that changes on disk while somebody types keeps both', async ({ openNote }) => {
  const { notebook, note } = await open(openNote);
  /** Another program adds a line to what it finds. */
  const add = (line: string): void =>
    writeFileSync(notebook.file, notebook.read().replace('- three\n', `- three\n- ${line}\n`));
  await note.caretAtEnd('two');
  await note.type(' typed');
  add('from outside');
  await note.type(' on');
  await expect(note.block('from outside')).toBeVisible();
  await note.type(' and on');
  const both = '# Night\n\n- one\n- two typed on and on\n- three\n- from outside\n';
  await expect.poll(() => notebook.read()).toBe(both);
  await expect(note.page.getByRole('dialog')).toHaveCount(0);

  // What came from outside is a step of undo by itself, and takes no typed word along.
  add('once more');
  await expect(note.block('once more')).toBeVisible();
  await note.type('!');
  const more = both.replace('- three\n', '- three\n- once more\n');
  const typed = more.replace('and on', 'and on!');
  await expect.poll(() => notebook.read()).toBe(typed);
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(more);
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(both);
  await note.press('Control+Shift+z', 'Control+Shift+z');
  await expect.poll(() => notebook.read()).toBe(typed);
});

// Found by two apps on one notebook: both lines changed, and what was typed next went into the second.
test('the caret stays with its line when another program changes it and the lines around it', async ({
  openNote,
}) => {
  const cases: readonly (readonly [theirs: string, gives: string])[] = [
    ['- one\n- two now\n- three now\n', '- one\n- two! now\n- three now\n'],
    ['- 1\n- now two\n- 3\n', '- 1\n- now two!\n- 3\n'],
    ['- 1\n- new\n- two now\n- 3\n', '- 1\n- new\n- two! now\n- 3\n'],
    ['- one\n- three\n', '- one!\n- three\n'],
  ];
  for (const [theirs, gives] of cases) {
    const { notebook, note } = await openNote({ name: 'night.md', text: NOTE });
    await note.caretAtEnd('two');
    writeFileSync(notebook.file, `# Night\n\n${theirs}`);
    await expect(note.block('two')).toHaveCount(0);
    await note.type('!');
    await expect.poll(() => notebook.read()).toBe(`# Night\n\n${gives}`);
  }
});

/*
 * Two apps on one notebook found it: the blank of "two B" was in no text when the other's line came,
 * went with it, and the next word stood right behind the last one. An item without words went, too.
 */
test('what no text can hold yet stays when another program changes the note', async ({
  openNote,
}) => {
  const cases: readonly (readonly [keys: readonly string[], typed: string, line: string])[] = [
    [[], ' B ', '- two B C\n'],
    [['Enter', 'Tab'], '', '- two\n    - C\n'],
    [['Enter', 'Tab'], ' ', '- two\n    - C\n'],
    [['Shift+Enter'], '', '- two\\\n  C\n'],
  ];
  for (const [keys, typed, line] of cases) {
    const { notebook, note } = await openNote({ name: 'night.md', text: NOTE });
    await note.caretAtEnd('two');
    await note.press(...keys);
    await note.type(typed);
    await note.onDisk();
    writeFileSync(notebook.file, notebook.read().replace('one', 'from outside'));
    await expect(note.block('from outside')).toBeVisible();
    await note.type('C');
    const wanted = NOTE.replace('one', 'from outside').replace('- two\n', line);
    await expect.poll(() => notebook.read()).toBe(wanted);
  }
  const { notebook, note } = await openNote({ name: 'night.md', text: `${NOTE}\n| a |\n|---|\n` });
  await note.note.getByRole('columnheader', { name: 'a' }).click();
  await note.press('End');
  await note.type(' b ');
  await note.onDisk();
  writeFileSync(notebook.file, notebook.read().replace('one', 'from outside'));
  await expect(note.block('from outside')).toBeVisible();
  await note.type('c');
  await expect.poll(() => notebook.read()).toContain('| a b c |');
});

test('what was typed just before a change on disk is written with no key after it', async ({
  openNote,
}) => {
  const { notebook, note, running } = await open(openNote);
  await note.caretAtEnd('two');
  // The change meets the edit at different moments of its way to main.
  for (const [round, delayMs] of [0, 60, 120, 180, 240].entries()) {
    await note.type(`-t${round}`);
    await running.page.waitForTimeout(delayMs);
    writeFileSync(notebook.file, `${notebook.read()}- o${round}\n`);
    await expect(note.block(`o${round}`)).toBeVisible();
    await expect.poll(() => notebook.read()).toContain(`-t${round}\n`);
    expect(notebook.read()).toContain(`- o${round}\n`);
  }
});

test('hundreds of notes that change at once, as a pull does it, arrive, and what is typed stays', async ({
  openNote,
}) => {
  const { notebook, note, running } = await open(openNote);
  const many = Array.from({ length: 300 }, (_, index) =>
    join(notebook.folder, `2026-01-${String(index).padStart(3, '0')}.md`),
  );
  for (const [index, file] of many.entries()) writeFileSync(file, `# Before ${index}\n`);
  const list = running.page.getByRole('list', { name: 'Notes' });
  await expect(list.getByText(/^Before \d+$/).first()).toBeVisible();
  await note.caretAtEnd('two');
  await note.type(' typed');
  writeFileSync(notebook.file, `${notebook.read()}- pulled\n`);
  for (const [index, file] of many.entries()) writeFileSync(file, `# After ${index}\n`);
  await note.type(' on');
  await expect(list.getByText(/^After \d+$/).first()).toBeVisible();
  await expect(list.getByText(/^Before \d+$/)).toHaveCount(0);
  await expect
    .poll(() => notebook.read())
    .toBe('# Night\n\n- one\n- two typed on\n- three\n- pulled\n');
});

test('a change on disk waits for the end of a composition', async ({ openNote }) => {
  const { notebook, note, running } = await open(openNote);
  const ime = await Ime.attach(running.page);
  await note.caretAtEnd('two');
  await ime.compose('に', 'にほ');
  writeFileSync(notebook.file, NOTE.replace('- three\n', '- three\n- from outside\n'));
  // Long enough for the change to be seen, told and taken over, were it not for the composition.
  await running.page.waitForTimeout(1500);
  // What is being composed may stand beside an invisible character of the editor's own.
  await expect(note.note).toContainText('にほ');
  await expect(note.block('from outside')).toHaveCount(0);
  await ime.compose('にほん');
  await ime.commit('日本');
  await expect(note.block('from outside')).toBeVisible();
  await note.type('!');
  await expect
    .poll(() => notebook.read())
    .toBe('# Night\n\n- one\n- two日本!\n- three\n- from outside\n');
});

test('words that an IME committed are on disk as soon as the window says so', async ({
  openNote,
}) => {
  const { notebook, note, running } = await open(openNote);
  const ime = await Ime.attach(running.page);
  await note.caretAtEnd('two');
  for (const commit of ['日本', '会議', '発表']) {
    await ime.compose('あ', 'あい');
    await ime.commit(commit);
    await running.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await note.onDisk();
    expect(notebook.read()).toContain(commit);
  }
});

test('a page that crashes comes back with its caret, and without a question', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const running = await launchApp({ notebook: notebook.file, expectedErrors: /crash/i });
  const note = new NotePage(running.page);
  await note.ready();
  await note.caretAtEnd('two');
  await note.type(' words');
  await expect.poll(() => notebook.read()).toContain('- two words\n');
  // The place of the caret is told a moment after it came to rest.
  const told = () =>
    running.page.evaluate(async () => {
      const opened = await window.backrow.openNote({ name: 'night.md' });
      return opened.ok ? opened.value.place?.offset : null;
    });
  await expect.poll(told).toBe('two words'.length);
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => focusedNote(running), { timeout: 20_000 }).toContain('two words');
  // The driver's page died with the crash: main types, as a keyboard would, where the caret is.
  await running.app.evaluate(async ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.insertText('!'),
  );
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- two', '- two words!'));
});

/** The text of the note that has the keyboard, with a dialog counted as none. */
function focusedNote({ app }: RunningApp): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    // A script given to a page that goes away in this moment is never answered.
    const late = new Promise((resolve) => setTimeout(resolve, 500, ''));
    const text = contents.executeJavaScript(
      `document.querySelector('[role="dialog"]') === null && document.activeElement?.classList.contains('note') ? document.activeElement.innerText : ''`,
    );
    return String(await Promise.race([text, late]));
  });
}
