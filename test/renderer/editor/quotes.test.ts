import {
  $getSelection,
  $isRangeSelection,
  DELETE_CHARACTER_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
  TextNode,
} from 'lexical';
import { expect, it } from 'vitest';
import { $insertBlocks } from '../../../renderer/editor/clipboard/insert.ts';
import { registerLineRules } from '../../../renderer/editor/commands/line-rules.ts';
import { runEditorCommand } from '../../../renderer/editor/commands/run.ts';
import { $applyShortcut } from '../../../renderer/editor/commands/shortcuts.ts';
import { registerTyping } from '../../../renderer/editor/commands/typing.ts';
import { $fillEditor } from '../../../renderer/editor/fill.ts';
import { Mirror } from '../../../renderer/editor/mirror.ts';
import { BlockNode } from '../../../renderer/editor/nodes/block-node.ts';
import { $blockByKey } from '../../../renderer/editor/nodes/section-node.ts';
import { $repairBlock } from '../../../renderer/editor/outline.ts';
import { createNoteEditor } from '../../../renderer/editor/session/create.ts';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';

/*
 * What keys do in quotes, as the note says it afterwards. Only the first line of a quote begins it in
 * our blocks, and once each key on that line acted on the quote as a whole, or dropped it.
 */

type Key =
  | 'Enter'
  | 'Backspace'
  | 'Delete'
  | 'Tab'
  | 'Shift+Tab'
  | 'Alt+Up'
  | 'Alt+Down'
  | 'Quote'
  | 'Heading'
  | 'List'
  | `type ${string}`
  | `paste ${string}`;

const COMMANDS = {
  Tab: 'outline.indent',
  'Shift+Tab': 'outline.outdent',
  'Alt+Up': 'outline.moveUp',
  'Alt+Down': 'outline.moveDown',
  Quote: 'insert.quote',
  Heading: 'outline.heading2',
  List: 'outline.bullets',
} as const;

/** The note after keys; it begins with the caret at the `|`, which goes. */
function after(marked: string, keys: readonly Key[]): string {
  const { blocks } = parse(marked);
  const editor = createNoteEditor(true);
  const mirror = new Mirror();
  editor.registerNodeTransform(BlockNode, $repairBlock);
  editor.registerNodeTransform(TextNode, $applyShortcut);
  registerTyping(editor, {
    autoStamp: () => null,
    $isEventTitle: () => false,
    $foldedEnd: () => null,
    $zoomRoot: () => null,
    run: () => {},
  });
  registerLineRules(editor);
  let nodes: readonly string[] = [];
  editor.update(
    () => {
      nodes = $fillEditor(blocks, 0);
    },
    { discrete: true, skipTransforms: true },
  );
  mirror.adopt(nodes, blocks);
  editor.registerUpdateListener(({ dirtyElements }) => mirror.touch(dirtyElements.keys()));
  editor.update(() => $takeCaret(nodes), { discrete: true });
  for (const key of keys) editor.update(() => $press(editor, key), { discrete: true });
  const note = mirror.read(editor, editor.getEditorState(), mirror.takeDirty());
  return updateText(openText(parse(marked)), note.blocks).text.toString();
}

function $takeCaret(keys: readonly string[]): void {
  for (const text of keys.flatMap((key) => $blockByKey(key)?.getAllTextNodes() ?? [])) {
    const at = text.getTextContent().indexOf('|');
    if (at < 0) continue;
    const block = text.getParent();
    text.spliceText(at, 1, '', true);
    if (text.getTextContent() !== '') text.select(at, at);
    else {
      text.remove();
      block?.selectStart();
    }
  }
}

function $press(editor: LexicalEditor, key: Key): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) throw new Error('There is a caret');
  if (key === 'Enter') editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined);
  else if (key === 'Backspace') editor.dispatchCommand(DELETE_CHARACTER_COMMAND, true);
  else if (key === 'Delete') editor.dispatchCommand(DELETE_CHARACTER_COMMAND, false);
  else if (key.startsWith('type ')) selection.insertText(key.slice(5));
  else if (key.startsWith('paste '))
    $insertBlocks(selection, parse(key.slice(6)).blocks, {
      keepsHeadings: false,
      $foldedEnd: () => null,
    });
  else runEditorCommand(editor, COMMANDS[key as keyof typeof COMMANDS]);
}

const BOTH = 'top\n\n> a|\n>\n> b\n\nend\n';

it.each<readonly [does: string, note: string, keys: readonly Key[], gives: string]>([
  ['Enter goes on with a paragraph', '> a|\n', ['Enter', 'type x'], '> a\n>\n> x\n'],
  ['Enter splits one', '> a|b\n', ['Enter'], '> a\n>\n> b\n'],
  ['Enter before the first letter stays in', '> |a\n', ['Enter'], '> a\n'],
  ['Enter on an empty quote ends it', '> |\n', ['Enter', 'type x'], 'x\n'],
  ['Enter on its empty last line leaves it', '> a|\n', ['Enter', 'Enter', 'type x'], '> a\n\nx\n'],
  [
    'Enter on an empty line within cuts it in two',
    '> a|\n>\n> b\n',
    ['Enter', 'Enter', 'type x'],
    '> a\n>\nx\n\n> b\n',
  ],
  [
    'Enter leaves nested quotes one by one',
    '> a\n>\n> > b|\n',
    ['Enter', 'Enter', 'type x'],
    '> a\n>\n> > b\n>\n> x\n',
  ],
  ['Enter makes the next item', '> - a|\n> - b\n', ['Enter', 'type x'], '> - a\n> - x\n> - b\n'],
  ['Enter opens an item above', '> - |a\n> - b\n', ['Enter'], '> -\n> - a\n> - b\n'],
  [
    'Enter leaves list and quote one by one',
    '> - a|\n',
    ['Enter', 'Enter', 'type x', 'Enter', 'Enter', 'type y'],
    '> - a\n>\n> x\n\ny\n',
  ],
  ['Enter on an empty list of its own', '> - |\n', ['Enter', 'type x'], '> x\n'],
  [
    'Enter goes on with code',
    '> ```\n> a|\n> ```\n',
    ['Enter', 'type x'],
    '> ```\n> a\n> x\n> ```\n',
  ],
  ['Backspace takes the quote away', 'top\n\n> |a\n', ['Backspace'], 'top\n\na\n'],
  ['Backspace again joins the words', 'top\n\n> |a\n', ['Backspace', 'Backspace'], 'topa\n'],
  ['Backspace leaves the rest quoted', 'top\n\n> |a\n>\n> b\n', ['Backspace'], 'top\n\na\n\n> b\n'],
  ['Backspace leaves nested quotes one by one', '> > |a\n', ['Backspace'], '> a\n'],
  ['Backspace within joins', '> a\n>\n> |b\n', ['Backspace'], '> ab\n'],
  ['Backspace behind joins', '> a\n\n|b\n', ['Backspace'], '> ab\n'],
  ['Backspace takes the first bullet away', 'top\n\n> - |a\n', ['Backspace'], 'top\n\n> a\n'],
  ['Backspace in an item', '- x\n\n  > |a\n', ['Backspace'], '- x\n\n  a\n'],
  ['Delete before it takes one line', 'a|\n\n> b\n>\n> c\n', ['Delete'], 'ab\n\n> c\n'],
  ['Tab puts an item below the first', '> - a\n> - b|\n', ['Tab'], '> - a\n>     - b\n'],
  ['Shift+Tab takes it out again', '> - a\n>     - b|\n', ['Shift+Tab'], '> - a\n> - b\n'],
  ['Tab puts a quote into the item above', '- a\n\n> b|\n', ['Tab'], '- a\n\n  > b\n'],
  ['Alt+Up changes its lines', '> a\n>\n> b|\n', ['Alt+Up'], '> b\n>\n> a\n'],
  ['Alt+Down too', BOTH, ['Alt+Down'], 'top\n\n> b\n>\n> a\n\nend\n'],
  ['and both go back', BOTH, ['Alt+Down', 'Alt+Up'], BOTH.replace('|', '')],
  ['Alt+Up takes the whole by its first line', BOTH, ['Alt+Up'], '> a\n>\n> b\n\ntop\n\nend\n'],
  ['Alt+Up changes its items', '> - a\n> - b|\n', ['Alt+Up'], '> - b\n> - a\n'],
  [
    'Alt+Down takes the children of its first item',
    '> - a|\n>     - c\n> - b\n',
    ['Alt+Down'],
    '> - b\n> - a\n>     - c\n',
  ],
  ['the quote goes by its command', '> a\n>\n> - b|\n', ['Quote'], 'a\n\n- b\n'],
  ['and comes', 'a|\n', ['Quote'], '> a\n'],
  ['a heading leaves the rest quoted', '> a|\n>\n> b\n', ['Heading'], '## a\n\n> b\n'],
  ['a list begins in it', '> a|\n', ['List'], '> - a\n'],
  ['a list is typed in it', '|\n', ['type > ', 'type - ', 'type x'], '> - x\n'],
  ['a quote is typed in it', '|\n', ['type > ', 'type > ', 'type x'], '> > x\n'],
  ['what is pasted stays in', '> a|\n\nend\n', ['paste x\n\ny'], '> a\n>\n> x\n>\n> y\n\nend\n'],
  ['also in its empty line', '> |\n', ['paste x\n\n- y'], '> x\n>\n> - y\n'],
  [
    'items are pasted beside',
    '> - a|\n> - b\n',
    ['paste - x\n- y'],
    '> - a\n> - x\n> - y\n> - b\n',
  ],
])('in a quote %s', (_does, note, keys, gives) => {
  expect(after(note, keys)).toBe(gives);
});

it.each<readonly [does: string, note: string, keys: readonly Key[], gives: string]>([
  ['a quote begins in an empty item', '- a\n- |\n', ['type > ', 'type x'], '- a\n- > x\n'],
  ['it does in a quoted item', '> - |\n', ['type > ', 'type x'], '> - > x\n'],
  ['it does above other items', '- |\n    - b\n', ['type > ', 'type x'], '- > x\n    - b\n'],
  ['before words the sign is a letter', '- |a\n', ['type > '], '- \\> a\n'],
  ['behind a box it is one', '- [ ] |\n', ['type > ', 'type x'], '- [ ] > x\n'],
  ['code begins', '- |\n', ['type ```', 'Enter', 'type x'], '- ```\n  x\n  ```\n'],
  ['a rule stays letters', '- |\n', ['type ---', 'Enter', 'type x'], '- \\---\n- x\n'],
])('where a line has its bullet: %s', (_does, note, keys, gives) => {
  expect(after(note, keys)).toBe(gives);
});
