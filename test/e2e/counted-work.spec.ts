import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';

/** What was done in the page: nodes that the editor looked at, and changes of the document. */
interface Work {
  readonly nodes: number;
  readonly changes: number;
}

/** Counts the work of some keys. Time depends on the machine; how much is done does not. */
async function workOf(page: Page, keys: () => Promise<void>): Promise<Work> {
  await page.evaluate(() => {
    interface Update {
      readonly dirtyElements: ReadonlyMap<string, boolean>;
      readonly dirtyLeaves: ReadonlySet<string>;
    }
    const note = document.querySelector('.note') as HTMLElement & {
      readonly __lexicalEditor: { registerUpdateListener(told: (update: Update) => void): void };
    };
    const work = { nodes: 0, changes: 0 };
    (globalThis as unknown as { work: typeof work }).work = work;
    note.__lexicalEditor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      work.nodes += dirtyElements.size + dirtyLeaves.size;
    });
    new MutationObserver((records) => {
      work.changes += records.length;
    }).observe(note, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await keys();
  return page.evaluate(() => (globalThis as unknown as { work: Work }).work);
}

const table = (rows: number) =>
  `# Talk\n\n| n | who |\n| - | --- |\n${lines(rows, (row) => `| ${row} | speaker ${row} |`)}\n\n- end\n`;

const outline = (items: number) =>
  `# Talk\n\n- top\n${lines(items, (item) => `    - item ${item}`)}\n- last\n`;

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

test('a key costs as much in a table of 1,000 rows, and above 5,000 folded lines, as in small ones', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'start.md', text: '# Start\n' });
  const notes = {
    'few-rows.md': table(10),
    'many-rows.md': table(1000),
    'few-lines.md': outline(50),
    'many-lines.md': outline(5000),
  };
  for (const [name, text] of Object.entries(notes))
    writeFileSync(join(notebook.folder, name), text);
  const { page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();

  /** Opens a note, goes to a place in it and counts what some keys do there. */
  async function workIn(
    name: keyof typeof notes,
    goThere: () => Promise<void>,
    keys: () => Promise<void>,
  ): Promise<Work> {
    const read = () => readFileSync(join(notebook.folder, name), 'utf8');
    await page.locator(`button[data-name="${name}"]`).click();
    await expect(page.locator(`button[data-name="${name}"]`)).toHaveAttribute('aria-current');
    await goThere();
    const work = await workOf(page, keys);
    await expect.poll(read).not.toBe(notes[name]);
    await note.press(...Array<string>(6).fill('Control+z'));
    await expect.poll(read).toBe(notes[name]);
    return work;
  }

  const inCell = async () => {
    await note.note.locator('td').nth(9).click();
    await note.press('End');
  };
  const overCells = async () => {
    await note.type('!');
    await note.press('Tab');
    await note.type('!');
  };
  const few = await workIn('few-rows.md', inCell, overCells);
  expect(await workIn('many-rows.md', inCell, overCells)).toEqual(few);

  const folded = async () => {
    await note.caretAtEnd('top');
    await note.press('Control+.');
    await expect(note.block('item 0')).toBeHidden();
  };
  const aroundFold = async () => {
    await note.type('!');
    await note.press('ArrowDown');
    await note.type('!');
    await note.press('Enter');
    await note.type('?');
  };
  const short = await workIn('few-lines.md', folded, aroundFold);
  expect(await workIn('many-lines.md', folded, aroundFold)).toEqual(short);
});
