import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { png } from '../electron/images/picture.ts';
import { copyImage } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook, tempFolder } from './notebook.ts';

const NOTE = `# One

- parent
    - child
        - deep
- last
`;

/** What the system's dialog will answer; it has no window of ours that a test could use. */
async function willChoose(app: ElectronApplication, filePaths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = async () => ({ canceled: paths.length === 0, filePaths: [...paths] });
  }, filePaths);
}

async function runByPalette(note: NotePage): Promise<void> {
  const field = note.page.getByRole('combobox');
  await note.press('Control+Shift+P');
  await expect(field).toBeFocused();
  await note.type('image from');
  await note.press('Enter');
  await expect(field).toBeHidden();
}

test('image files come from the insert menu and the palette, below folded lines too, and a missing one is told plainly', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const { page, app } = await launchApp({ notebook: notebook.file, expectedErrors: /404/ });
  const note = new NotePage(page);
  await note.ready();
  const folder = tempFolder('pictures');
  const file = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const withoutNames = () => notebook.read().replace(/\(night\.assets\/[^)]+\)/g, '(…)');
  const chosen = [
    file('one.png', png(30, 20)),
    file('plan.pdf', '%PDF-1.7'),
    file('two.png', png(40, 20)),
  ];

  await test.step('several at once, as one step of undo', async () => {
    await willChoose(app, chosen);
    await note.caretAtEnd('last');
    await note.press('Enter');
    await note.type('/image');
    await expect(page.getByRole('option', { name: 'Image from a file…' })).toBeVisible();
    await note.press('Enter');
    await expect.poll(withoutNames).toContain(`${NOTE}- ![](…)\n- ![](…)\n`);
    await expect(page.getByText('plan.pdf cannot be kept')).toBeVisible();
    // Typing goes on where the images end.
    await note.type('after');
    await expect.poll(withoutNames).toBe(`${NOTE}- ![](…)\n- ![](…)\n- after\n`);
    await note.press('Control+z', 'Control+z');
    await expect(note.note.locator('.image')).toHaveCount(0);
  });

  await test.step('by the palette, and nothing happens where nothing is chosen', async () => {
    await willChoose(app, []);
    await runByPalette(note);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await note.caretAtEnd('parent');
    await note.press('Control+.');
    await expect(note.block('child')).toBeHidden();
    await willChoose(app, chosen.slice(0, 1));
    await runByPalette(note);
    await expect.poll(() => notebook.read()).toContain('        - deep\n- ![](night.assets/');
    await expect(note.block('child')).toBeHidden();
    await expect(note.note.locator('.image:visible')).toHaveCount(1);
  });

  await test.step('a chosen file that cannot be read is named as not added', async () => {
    await willChoose(app, [join(folder, 'gone.png')]);
    await runByPalette(note);
    await expect(page.getByText('Not added to the note: gone.png')).toBeVisible();
  });

  await test.step('a screenshot pasted into a folded item lands behind what it hides', async () => {
    await note.caretAtEnd('parent');
    await copyImage(app, 64, 48);
    await note.press('Control+v');
    await expect(note.note.locator('.image:visible')).toHaveCount(2);
    await expect(note.block('child')).toBeHidden();
    await expect.poll(withoutNames).toContain('        - deep\n- ![](…)\n- ![](…)\n');
    await note.onDisk();
  });

  await test.step('an image whose file is gone is told by its name, also when it is to be seen large', async () => {
    const images = note.note.locator('.image:visible');
    const [link = ''] = /night\.assets\/[^)]+/.exec(notebook.read()) ?? [];
    await images.first().click();
    rmSync(join(notebook.folder, link));
    await note.press('Enter');
    const box = page.getByRole('dialog', { name: 'Slide' });
    await expect(box).toContainText('1 / 2');
    await expect(box).toContainText(link.replace('night.assets/', ''));
    await note.press('ArrowRight');
    await expect(box.locator('img')).toBeVisible();
    await note.press('Escape');
    await expect(box).toBeHidden();
  });
});
