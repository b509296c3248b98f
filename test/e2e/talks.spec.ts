import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { ACCEPTANCE_NOTE, ACCEPTANCE_NOTES, makeNotebook } from './notebook.ts';

test('the acceptance notes open as outlines with their talks', async ({ openFile }) => {
  for (const file of ACCEPTANCE_NOTES) {
    const notebook = makeNotebook(file);
    const { note } = await openFile(notebook.file);
    const headings = notebook.read().match(/^# /gm)?.length ?? 0;
    await expect(note.talks.getByRole('listitem')).toHaveCount(headings);
    await expect(note.talks.getByRole('listitem').first()).toContainText('30');
    await expect(note.note.getByRole('heading').first()).toHaveText(
      notebook.read().split('\n')[0] ?? '',
    );
    // The deepest item of the note is shown three steps in.
    await expect(note.note.locator('.block[aria-level="3"]').first()).toBeAttached();
  }
});

test('the remote image is a quiet placeholder, and nothing is fetched', async ({ openFile }) => {
  const notebook = makeNotebook(ACCEPTANCE_NOTE);
  const { page, note } = await openFile(notebook.file);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const image = note.note.locator('.image-placeholder');
  await image.scrollIntoViewIfNeeded();
  await expect(image).toContainText('https://');
  expect(requests.filter((url) => !url.startsWith('app://'))).toEqual([]);
});

test('one click or Ctrl+PageDown goes to a talk', async ({ openNote }) => {
  const { notebook, note } = await openNote(ACCEPTANCE_NOTE);
  const heading = note.note.locator('.block[data-leaf="heading"]');
  await note.talks.getByRole('listitem').nth(2).getByRole('button').first().click();
  await expect(heading.nth(3)).toBeInViewport();
  await expect(note.talks.locator('[aria-current]')).toHaveCount(1);
  await note.press('Control+PageDown');
  await note.type('!');
  await expect.poll(() => notebook.read()).toContain(`${await heading.nth(4).textContent()}\n`);
  expect(notebook.numstat()).toEqual({ added: 1, deleted: 1 });
});
