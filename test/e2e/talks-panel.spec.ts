import { expect } from './expect.ts';
import { type OpenNote, test } from './fixtures.ts';
import { Ime } from './ime.ts';

const NOTE = `Night of Tools
=====

2019/02/14 @Back Room

# [10:00] **First** talk (30min) - Ann

- one

# Second talk

- [10:40] five

# Third
`;

async function open(openNote: OpenNote) {
  const opened = await openNote({ name: 'night.md', text: NOTE });
  const row = (name: string) =>
    opened.note.talks.getByRole('button', { name, exact: false }).first();
  return { ...opened, row };
}

test('a talk is reordered from the panel by keys and by mouse, and the keyboard stays on it', async ({
  openNote,
}) => {
  const { notebook, note, row, page } = await open(openNote);
  const rows = note.talks.getByRole('listitem');
  await row('Second talk').focus();
  await note.press('Alt+ArrowDown');
  await expect(rows).toContainText(['First talk', 'Third', 'Second talk']);
  await expect(row('Second talk')).toBeFocused();
  await note.press('Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowUp');
  await expect(rows).toContainText(['Second talk', 'First talk', 'Third']);
  await expect(row('Second talk')).toBeFocused();
  // The event's title stays in front, from the note as well.
  await note.caretAtEnd('Second talk');
  await note.press('Alt+ArrowUp');
  const talks = NOTE.split(/(?=^# )/m);
  await expect.poll(() => notebook.read()).toBe([talks[0], talks[2], talks[1], talks[3]].join(''));
  await note.note.focus();
  await note.press('Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  // By mouse: with a line where it would be dropped, Escape gives up, one step of undo.
  const centre = async (name: string) => {
    const box = await row(name).boundingBox();
    return { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  };
  for (const givesUp of [true, false]) {
    const from = await centre('First talk');
    const to = await centre('Third');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, to.y, { steps: 4 });
    await page.mouse.move(from.x, to.y + 12);
    await expect(note.talks.locator('[data-drop="after"]')).toContainText('Third');
    if (givesUp) await note.press('Escape');
    await page.mouse.up();
    await expect(note.talks.locator('[data-drop]')).toHaveCount(0);
    await expect(rows).toContainText(
      givesUp ? ['First talk', 'Second talk', 'Third'] : ['Second talk', 'Third', 'First talk'],
    );
  }
  await expect
    .poll(() => notebook.read().match(/^# .*/gm))
    .toEqual(['# Second talk', '# Third', '# [10:00] **First** talk (30min) - Ann']);
  await note.note.focus();
  await note.press('Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
  await note.talks.getByRole('button', { name: 'Show only the talk “Second talk”' }).click();
  await expect(note.note.locator('.block:visible')).toHaveText([
    'Second talk',
    '[10:40]five'.replace(']', '] '),
  ]);
});

test('a talk is edited in the panel, in the shape of its heading and through an IME', async ({
  openNote,
}) => {
  const { notebook, note, row, page } = await open(openNote);
  const ime = await Ime.attach(page);
  await row('First talk').focus();
  await note.press('F2');
  const field = (name: string) => note.talks.getByRole('textbox', { name, exact: true });
  await expect(field('Title')).toBeFocused();
  await field('Length (min)').fill('later');
  await note.press('Enter');
  await expect(field('Length (min)')).toHaveAttribute('aria-invalid', 'true');
  await field('Length (min)').fill('45');
  await field('Start').fill('1005');
  await field('Speaker').focus();
  await note.press('Control+a');
  await ime.compose('ｙ', 'や', 'やま', '山');
  // Keys of the composition neither save nor close nor move anything.
  await ime.press('Enter', 'Enter');
  await ime.press('Escape', 'Escape');
  await ime.press('ArrowDown', 'ArrowDown');
  await expect(field('Speaker')).toBeFocused();
  await ime.commit('山田');
  await note.press('Enter');
  await expect(row('First talk')).toBeFocused();
  await expect
    .poll(() => notebook.read())
    .toBe(
      NOTE.replace('[10:00] **First** talk (30min) - Ann', '[10:05] **First** talk (45min) - 山田'),
    );
  await expect(note.talks.getByRole('listitem').first()).toContainText('10:05');
  // The start of the second talk is the stamp of its first line, and stays there.
  await row('Second talk').focus();
  await note.press('F2');
  await field('Title').fill('Another talk');
  await note.press('Enter');
  await expect.poll(() => notebook.read()).toContain('# Another talk\n\n- [10:40] five');
  await row('Third').focus();
  await note.press('F2');
  await field('Title').fill('Gone');
  await note.press('Escape');
  await expect(row('Third')).toBeFocused();
  await note.note.focus();
  await note.press('Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
});

test('the running talk shows how far it is, on the day of its event and when the clock turns', async ({
  openNote,
}) => {
  const { note, page } = await open(openNote);
  const first = note.talks.getByRole('listitem').first();
  await expect(note.talks).not.toContainText('left');
  await page.clock.setFixedTime(new Date('2019-02-14T10:11:59.500'));
  await note.caretAtEnd('Third');
  await note.press('Enter');
  await page.getByRole('button', { name: 'Hide the talks' }).click();
  await page.getByRole('button', { name: 'Show the talks' }).click();
  await expect(first).toContainText('11 min in, 19 min left');
  // The clock turns while an IME composes, however long it takes to begin.
  const ime = await Ime.attach(page);
  await note.note.focus();
  await ime.compose('に', 'にほん');
  await page.clock.setFixedTime(new Date('2019-02-14T10:34:00'));
  await expect(first).toContainText('11 min in, 19 min left');
  await ime.commit('日本');
  await expect(first).toContainText('4 min over');
});
