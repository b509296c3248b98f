import { expect } from './expect.ts';
import { test } from './fixtures.ts';

const NOTE = `Event
=====

# Talk

- a
    - a1
    - a2
        - deep
- b
    - b1
- c

# Second

- d
    - d1

# Third
`;

const A = '- a\n    - a1\n    - a2\n        - deep\n';
const B = '- b\n    - b1\n';

/** What is done to lines from one to another, and what has become of the note. */
const CASES: readonly {
  readonly what: string;
  readonly from: string;
  /** How often Shift+ArrowDown. */
  readonly lines: number;
  readonly key: string;
  /** Up to the end of the last line. */
  readonly toEnd?: true;
  readonly expected: string;
}[] = [
  {
    what: 'indents them below the item above, their children along',
    from: 'b',
    lines: 2,
    key: 'Tab',
    expected: NOTE.replace(`${B}- c\n`, '    - b\n        - b1\n    - c\n'),
  },
  {
    what: 'indents by the other key, too',
    from: 'b',
    lines: 1,
    key: 'Control+]',
    expected: NOTE.replace(B, '    - b\n        - b1\n'),
  },
  {
    what: 'outdents them in place',
    from: 'a1',
    lines: 2,
    key: 'Shift+Tab',
    expected: NOTE.replace(A, '- a\n- a1\n- a2\n    - deep\n'),
  },
  {
    what: 'moves them up past an item with its children',
    from: 'b',
    lines: 2,
    key: 'Alt+ArrowUp',
    expected: NOTE.replace(`${A}${B}- c\n`, `${B}- c\n${A}`),
  },
  {
    what: 'moves them down with what lies below the last of them',
    from: 'a',
    lines: 1,
    key: 'Control+Shift+ArrowDown',
    expected: NOTE.replace(`${A}${B}`, `${B}${A}`),
  },
  {
    what: 'moves two talks as wholes',
    from: 'Second',
    lines: 3,
    key: 'Alt+ArrowUp',
    expected: `Event
=====

# Second

- d
    - d1

# Third

# Talk

${A}${B}- c
`,
  },
  {
    what: 'duplicates them behind the last one',
    from: 'b',
    lines: 2,
    key: 'Control+Shift+KeyD',
    expected: NOTE.replace(`${B}- c\n`, `${B}- c\n${B}- c\n`),
  },
  {
    what: 'deletes them over the border of a talk',
    from: 'c',
    lines: 2,
    key: 'Control+Shift+KeyK',
    expected: NOTE.replace('- c\n\n# Second\n\n- d\n    - d1\n', ''),
  },
  {
    what: 'makes each a task',
    from: 'b',
    lines: 2,
    key: 'Control+Enter',
    expected: NOTE.replace(`${B}- c\n`, '- [ ] b\n    - [ ] b1\n- [ ] c\n'),
  },
  {
    what: 'numbers them',
    from: 'a1',
    lines: 1,
    key: 'Control+Shift+Digit7',
    expected: NOTE.replace('    - a1\n    - a2\n', '    1. a1\n    2. a2\n'),
  },
  {
    what: 'makes paragraphs of them',
    from: 'c',
    lines: 0,
    key: 'Control+Alt+Digit0',
    expected: NOTE.replace('- c\n', '\nc\n'),
  },
  {
    what: 'makes bold what is selected of each',
    from: 'b',
    lines: 1,
    key: 'Control+b',
    toEnd: true,
    expected: NOTE.replace('- b1', '- **b1**'),
  },
  {
    what: 'leaves one line where letters are typed over them, and what lay below it',
    from: 'a1',
    lines: 1,
    key: 'x',
    expected: NOTE.replace('    - a1\n    - a2\n', '    - a1x\n'),
  },
];

test('each command on a selection of many lines takes their children along, as one step of undo', async ({
  openNote,
}) => {
  const { notebook, note } = await openNote({ name: 'night.md', text: NOTE });
  for (const { what, from, lines, key, toEnd, expected } of CASES) {
    await test.step(what, async () => {
      await note.caretAtEnd(from);
      await note.press(...Array<string>(lines).fill('Shift+ArrowDown'));
      await note.press(...(toEnd ? ['Shift+End'] : []), key);
      await expect.soft.poll(() => notebook.read(), what).toBe(expected);
      await note.press('Control+z');
      await expect.poll(() => notebook.read()).toBe(NOTE);
    });
  }
  await test.step('folds them, and shows them again', async () => {
    const hidden = ['a1', 'a2', 'deep', 'b1'];
    await note.caretAtEnd('a');
    await note.press(...Array<string>(5).fill('Shift+ArrowDown'), 'Control+ArrowUp');
    for (const words of hidden) await expect(note.block(words)).toBeHidden();
    await expect(note.block('c')).toBeVisible();
    await note.caretAtEnd('a');
    await note.press('Shift+ArrowDown', 'Control+ArrowDown');
    for (const words of hidden) await expect(note.block(words)).toBeVisible();
    expect(notebook.read()).toBe(NOTE);
  });
});
