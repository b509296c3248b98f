import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { copyImage, copyText } from './clipboard.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';

const NOTE = `Night of Tools
=====

# Ownership for the rest of us (40min) - Speaker Name

- borrow checker
    - three rules
- end
`;

test('a pasted screenshot lands below the current item, its file beside the note, and typing goes on', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const { page, app } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await note.caretAtEnd('three rules');
  await copyImage(app, 64, 48);
  await note.press('Control+v');
  const image = note.note.locator('.image img');
  await expect(image).toBeVisible();
  await expect
    .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
    .toBe(64);
  await note.type(', said twice');
  await note.onDisk();
  const [file = ''] = readdirSync(join(notebook.folder, 'night.assets'));
  expect(file).toMatch(/^\d{4}-ownership-for-the-rest-of-us-1\.png$/);
  expect(
    readFileSync(join(notebook.folder, 'night.assets', file))
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  await expect
    .poll(() => notebook.read())
    .toBe(
      NOTE.replace(
        '    - three rules\n',
        `    - three rules, said twice\n    - ![](night.assets/${file})\n`,
      ),
    );
  await note.press('Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
});

test('pasting without an image or text changes nothing and says nothing', async ({ launchApp }) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const { page, app } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await note.caretAtEnd('end');
  await copyText(app, '');
  await note.press('Control+v');
  await note.type('!');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- end', '- end!'));
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('pasting several lines keeps their outline', async ({ launchApp }) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const { page, app } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await note.caretAtEnd('end');
  await copyText(app, 'alpha\n\tbeta\ngamma\n');
  await note.press('Control+v');
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('- end\n', '- end\n- alpha\n    - beta\n- gamma\n'));
});
