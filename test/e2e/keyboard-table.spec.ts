import type { Page } from '@playwright/test';
import { COMMANDS } from '../../shared/commands.ts';
import { en } from '../../shared/messages/en.ts';
import { copyText, readText } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { git, makeNotebook } from './notebook.ts';
import { HttpRemote } from './remote.ts';

/*
 * The keyboard table of DESIGN, section 5, row by row on the real window. That each key belongs to
 * its command on every system is test/shared/commands.test.ts. Only the capture of a slide area has
 * no row: there is none yet.
 */

const NIGHT =
  '# Night\n\n# Talk A\n\n- one word\n    - two\n- three\n\n# Talk B\n\n- four\n- five\n';
const SHOWN = [
  '# Night',
  '# Talk A',
  '- one word',
  '-- two',
  '- three',
  '# Talk B',
  '- four',
  '- five',
];

/** The blocks that are seen: headings with `#`, items with as many `-` as they are deep. */
function shown(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SIGNS: readonly (readonly [string, string])[] = [
      ['bold', '**'],
      ['italic', '*'],
      ['strike', '~~'],
      ['code', '`'],
      ['link', '_'],
    ];
    const wordsOf = (node: Node): string => {
      if (!(node instanceof HTMLElement)) return node.textContent ?? '';
      if (node.tagName === 'BR') return '';
      const inner = [...node.childNodes].map(wordsOf).join('');
      return SIGNS.filter(([name]) => node.classList.contains(name)).reduce(
        (words, [, sign]) => `${sign}${words}${sign}`,
        inner,
      );
    };
    return [...document.querySelectorAll<HTMLElement>('.note .block')]
      .filter((block) => block.getClientRects().length > 0)
      .map((block) => {
        const { level, marker, task } = block.dataset;
        const depth = Number(block.getAttribute('aria-level') ?? 0);
        const words = [...block.childNodes]
          .filter((node) => !(node instanceof HTMLElement && /fold|gutter/.test(node.className)))
          .map(wordsOf)
          .join('');
        if (level !== undefined) return `${'#'.repeat(Number(level))} ${words}`;
        if (depth === 0) return words;
        const box = task === undefined ? '' : `[${task === 'done' ? 'x' : ' '}] `;
        return `${marker ?? '-'.repeat(depth)} ${box}${words}`;
      });
  });
}

interface Row {
  readonly does: string;
  /** Each of them does the same. */
  readonly keys: readonly string[];
  /** The line with the caret at its end. */
  readonly at: string;
  /** Pressed before: to select. */
  readonly before?: readonly string[];
  /** What is seen afterwards. */
  readonly gives: readonly string[];
  /** What takes it back where that is not undo. */
  readonly back?: readonly string[];
}

/** `SHOWN` with other lines in the place of some. */
function instead(changes: Readonly<Record<string, readonly string[]>>): string[] {
  return SHOWN.flatMap((line) => changes[line] ?? [line]);
}

const TWO = [
  'ArrowLeft',
  'ArrowRight',
  'Shift+ArrowLeft',
  'Shift+ArrowLeft',
  'Shift+ArrowLeft',
  'Shift+ArrowLeft',
];

const ROWS: readonly Row[] = [
  {
    does: 'new item',
    keys: ['Enter'],
    at: 'three',
    gives: instead({ '- three': ['- three', '- '] }),
  },
  {
    does: 'indent',
    keys: ['Tab', 'Control+]'],
    at: 'three',
    gives: instead({ '- three': ['-- three'] }),
  },
  {
    does: 'outdent',
    keys: ['Shift+Tab', 'Control+['],
    at: 'two',
    gives: instead({ '-- two': ['- two'] }),
  },
  {
    does: 'move up',
    keys: ['Alt+ArrowUp', 'Control+Shift+ArrowUp', 'Alt+Shift+ArrowUp'],
    at: 'three',
    gives: instead({ '- one word': ['- three', '- one word'], '- three': [] }),
  },
  {
    does: 'move down with the children',
    keys: ['Alt+ArrowDown', 'Control+Shift+ArrowDown', 'Alt+Shift+ArrowDown'],
    at: 'one word',
    gives: instead({ '- one word': ['- three', '- one word'], '- three': [] }),
  },
  {
    does: 'move the talk',
    keys: ['Alt+ArrowUp'],
    at: 'Talk B',
    gives: [
      '# Night',
      '# Talk B',
      '- four',
      '- five',
      '# Talk A',
      '- one word',
      '-- two',
      '- three',
    ],
  },
  {
    does: 'fold and unfold',
    keys: ['Control+.'],
    at: 'one word',
    gives: instead({ '-- two': [] }),
    back: ['Control+.'],
  },
  {
    does: 'fold',
    keys: ['Control+ArrowUp'],
    at: 'one word',
    gives: instead({ '-- two': [] }),
    back: ['Control+ArrowDown'],
  },
  {
    does: 'fold all',
    keys: ['Control+Alt+.'],
    at: 'one word',
    gives: ['# Night', '# Talk A', '# Talk B'],
    back: ['Control+Alt+.'],
  },
  {
    does: 'zoom in, and out a step at a time: to the talk, to the note',
    keys: ['Alt+ArrowRight'],
    at: 'one word',
    gives: ['- one word', '-- two'],
    back: ['Alt+ArrowLeft', 'Alt+ArrowLeft'],
  },
  {
    does: 'task',
    keys: ['Control+Enter'],
    at: 'three',
    gives: instead({ '- three': ['- [ ] three'] }),
  },
  {
    does: 'duplicate',
    keys: ['Control+Shift+D'],
    at: 'one word',
    gives: instead({ '-- two': ['-- two', '- one word', '-- two'] }),
  },
  {
    does: 'delete',
    keys: ['Control+Shift+K'],
    at: 'one word',
    gives: instead({ '- one word': [], '-- two': [] }),
  },
  {
    does: 'bold',
    keys: ['Control+b'],
    at: 'one word',
    before: TWO,
    gives: instead({ '- one word': ['- one **word**'] }),
  },
  {
    does: 'italic',
    keys: ['Control+i'],
    at: 'one word',
    before: TWO,
    gives: instead({ '- one word': ['- one *word*'] }),
  },
  {
    does: 'strike',
    keys: ['Alt+Shift+5'],
    at: 'one word',
    before: TWO,
    gives: instead({ '- one word': ['- one ~~word~~'] }),
  },
  {
    does: 'code',
    keys: ['Control+e'],
    at: 'one word',
    before: TWO,
    gives: instead({ '- one word': ['- one `word`'] }),
  },
  {
    does: 'heading 1',
    keys: ['Control+Alt+1'],
    at: 'five',
    gives: instead({ '- five': ['# five'] }),
  },
  {
    does: 'heading 2',
    keys: ['Control+Alt+2'],
    at: 'five',
    gives: instead({ '- five': ['## five'] }),
  },
  {
    does: 'heading 3',
    keys: ['Control+Alt+3'],
    at: 'five',
    gives: instead({ '- five': ['### five'] }),
  },
  {
    does: 'paragraph',
    keys: ['Control+Alt+0'],
    at: 'five',
    gives: instead({ '- five': ['five'] }),
  },
  {
    does: 'numbers',
    keys: ['Control+Shift+7'],
    at: 'five',
    gives: instead({ '- five': ['1. five'] }),
  },
  {
    does: 'tasks',
    keys: ['Control+Shift+9'],
    at: 'five',
    gives: instead({ '- five': ['- [ ] five'] }),
  },
];

test('every row of the keyboard table that edits does its thing, and one undo takes it back', async ({
  openNote,
}) => {
  const { notebook, page, note } = await openNote({ name: 'night.md', text: NIGHT });
  await expect.poll(() => shown(page)).toEqual(SHOWN);
  for (const { does, keys, at, before = [], gives, back = ['Control+z'] } of ROWS) {
    for (const key of keys) {
      await note.caretAtEnd(at);
      await note.press(...before, key);
      await expect.poll(() => shown(page), `${does}: ${key}`).toEqual(gives);
      await note.press(...back);
      await expect.poll(() => shown(page), `${does}, taken back: ${key}`).toEqual(SHOWN);
    }
  }
  // A line break stays in its item; a bullet list is made of what was a number; a talk begins now.
  await note.caretAtEnd('five');
  await note.press('Shift+Enter');
  await note.type('more');
  await expect(note.note.getByRole('listitem')).toHaveCount(SHOWN.length);
  await note.press('Control+z', 'Control+Shift+7', 'Control+Shift+8');
  await expect.poll(() => shown(page)).toEqual(SHOWN);
  await note.press('Control+Shift+Enter');
  await expect.poll(async () => (await shown(page)).at(-1)).toMatch(/^# \[?\d\d:\d\d/);
  await note.press('Control+z', 'Control+Shift+T');
  await expect.poll(async () => (await shown(page)).at(-1)).toMatch(/^- five ?\[?\d\d:\d\d/);
  await note.press('Control+z');
  await expect.poll(() => shown(page)).toEqual(SHOWN);
  await note.press('Control+y', 'Control+Shift+Z', 'Control+z');
  await expect.poll(() => shown(page)).toEqual(SHOWN);
  await note.press('Control+Home', 'Control+PageDown', 'Control+PageDown');
  await note.type('!');
  await expect(note.block('Talk B!')).toBeVisible();
  await note.press('Control+z', 'Control+PageUp');
  await note.type('!');
  await expect(note.block('Talk A!')).toBeVisible();
  await note.press('Control+z');
  await note.onDisk();
  expect(notebook.read()).toBe(NIGHT);
  // Who writes Markdown types its marks also where the line has its bullet already.
  for (const [typed, gives] of [
    ['- six', ['- six']],
    ['・ six', ['- six']],
    ['1. six', ['1. six']],
    ['[ ] six', ['- [ ] six']],
    ['- [x] six', ['- [x] six']],
    ['## six', ['## six']],
    ['six - # 1. [ ] ', ['- six - # 1. [ ] ']],
  ] as const) {
    await note.caretAtEnd('five');
    await note.press('Enter');
    await note.type(typed);
    await expect.poll(() => shown(page), typed).toEqual([...SHOWN, ...gives]);
    while ((await note.note.locator('.block').count()) > SHOWN.length)
      await note.press('Control+z');
  }
  // A heading would tear what stands below from its list: there the sign is a letter.
  await note.caretAtEnd('one word');
  await note.press('Enter');
  await note.type('# six');
  await expect
    .poll(() => shown(page))
    .toEqual(instead({ '- one word': ['- one word', '-- # six'] }));
});

test('every command is found by keyboard in the palette, and keys that open something open it', async ({
  openNote,
}) => {
  const { page, note } = await openNote({ name: 'night.md', text: NIGHT });
  await note.caretAtEnd('three');
  await note.press('Control+Shift+P');
  const labels = COMMANDS.filter(({ id }) => id !== 'view.palette').map(
    ({ id }) => en[`command.${id}`],
  );
  const options = page.getByRole('option').locator('span:first-child');
  await expect.poll(async () => (await options.allTextContents()).sort()).toEqual(labels.sort());
  await note.press('Escape');
  await expect(note.note).toBeFocused();
  for (const [keys, role, name] of [
    ['Control+p', 'dialog', 'Go to a note'],
    ['Control+o', 'dialog', 'Go to a note'],
    ['Control+Shift+p', 'dialog', 'Commands'],
    ['Control+n', 'dialog', 'New event note'],
    ['Control+,', 'dialog', 'Settings'],
    ['F1', 'dialog', 'Keyboard help'],
    ['Control+f', 'textbox', 'Find'],
    ['Control+h', 'textbox', 'Replace with'],
  ] as const) {
    await note.press(keys);
    await expect(page.getByRole(role, { name, exact: true }), keys).toBeVisible();
    await note.press('Escape');
    await expect(note.note, keys).toBeFocused();
  }
  const size = () =>
    page.evaluate(() => document.documentElement.style.getPropertyValue('--text-size'));
  await note.press('Control+=', 'Control+=');
  await expect.poll(size).toBe('18px');
  await note.press('Control+-');
  await expect.poll(size).toBe('17px');
  await note.press('Control+0');
  await expect.poll(size).toBe('16px');
  await note.press('Control+\\');
  await expect(note.notes).toBeHidden();
  await note.press('Control+\\');
  await expect(note.notes).toBeVisible();
  await note.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeVisible();
  await note.press('Escape');
  await expect(note.note).toBeFocused();
  // The ladder: the words, the item with its children, the talk, everything.
  await note.caretAtEnd('one word');
  await note.press('Control+a', 'Control+a', 'Control+a', 'Control+a', 'Delete');
  await expect(note.note.locator('.block')).toHaveCount(1);
  await note.press('Control+z');
  await expect.poll(() => shown(page)).toEqual(SHOWN);
});

test('the rows that reach beyond the note: clipboard, source, search, saving, sync, and leaving it', async ({
  launchApp,
}) => {
  const remote = await HttpRemote.start();
  const notebook = makeNotebook({ name: 'night.md', text: NIGHT });
  notebook.git('remote', 'add', 'origin', remote.folder);
  notebook.git('push', '-q', '-u', 'origin', 'main');
  notebook.git('remote', 'set-url', 'origin', remote.url);
  const { app, page } = await launchApp({ notebook: notebook.file });
  const note = new NotePage(page);
  await note.ready();
  await expect(note.sync).toContainText('synced', { timeout: 20_000 });

  await note.caretAtEnd('one word');
  await note.press('Control+a', 'Control+a', 'Control+Shift+C');
  await expect.poll(() => readText(app)).toBe('- one word\n    - two\n');
  await copyText(app, '**six** # seven');
  await note.caretAtEnd('five');
  await note.press('Control+Shift+V');
  await expect.poll(async () => (await shown(page)).at(-1)).toBe('- five**six** # seven');
  await note.press('Control+z');
  await expect.poll(() => shown(page)).toEqual(SHOWN);

  await note.press('Control+/');
  await expect(page.getByRole('textbox', { name: 'Note as Markdown' })).toBeFocused();
  await note.press('Control+/');
  await expect(note.note).toBeFocused();

  await note.press('Control+Shift+F');
  await expect(page.getByRole('textbox', { name: 'Find a note' })).toBeFocused();
  await note.press('Escape');
  await note.caretAtEnd('five');

  // Saved and committed at once; shared when asked for.
  const head = () => notebook.git('rev-parse', 'HEAD');
  const first = head();
  await note.type('!');
  await note.press('Control+s');
  await expect.poll(head).not.toBe(first);
  expect(notebook.git('show', 'HEAD:night.md')).toBe(NIGHT.replace('five', 'five!'));
  await note.type('?');
  await note.press('Control+Shift+S');
  await expect
    .poll(() => git(remote.folder, 'show', 'main:night.md'), { timeout: 20_000 })
    .toBe(NIGHT.replace('five', 'five!?'));

  await note.press('Escape', 'Tab');
  await expect(note.note).not.toBeFocused();
});
