import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import {
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  createEditor,
  KEY_DOWN_COMMAND,
  type LexicalNode,
} from 'lexical';
import { $createItem, $createSection, $isItem, ItemNode, SectionNode } from './prototype-nodes.ts';

/** What the benchmark drives. */
export interface PrototypePage {
  /** Shows a text and puts the keyboard into it. */
  readonly open: (text: string) => void;
  /** Puts the item whose text ends so into the middle of the view. */
  readonly showItem: (end: string) => void;
}

const SECTION = 100;
const note = document.getElementById('note');
const editor = createEditor({ nodes: [ItemNode, SectionNode], onError: console.error });
editor.setRootElement(note);
registerRichText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);
editor.registerCommand(KEY_DOWN_COMMAND, $handleKey, COMMAND_PRIORITY_HIGH);

const page: PrototypePage = {
  open: (text) => {
    editor.update(() => $fill(text.split('\n')), { discrete: true, tag: 'history-merge' });
    note?.focus();
  },
  showItem: (end) => {
    const items = [...document.querySelectorAll('.item')];
    items.find((item) => item.textContent?.endsWith(end))?.scrollIntoView({ block: 'center' });
  },
};
Object.assign(window, { prototypePage: page });

function $fill(lines: readonly string[]): void {
  const root = $getRoot().clear();
  for (let start = 0; start < lines.length; start += SECTION) {
    const items = lines.slice(start, start + SECTION).map((line) => {
      const text = line.trimStart().replace(/^(- |# )/, '');
      const item = $createItem((line.length - line.trimStart().length) / 4);
      return text === '' ? item : item.append($createTextNode(text));
    });
    root.append($createSection().append(...items));
  }
  root.selectStart();
}

/** Tab and Alt with an arrow. */
function $handleKey(event: KeyboardEvent): boolean {
  const moves = event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown');
  if (event.key !== 'Tab' && !moves) return false;
  const item = $itemAtCaret();
  if (item === null) return false;
  event.preventDefault();
  if (!moves) item.setDepth(item.getDepth() + (event.shiftKey ? -1 : 1));
  else if (event.key === 'ArrowUp') item.getPreviousSibling()?.insertBefore(item);
  else item.getNextSibling()?.insertAfter(item);
  return true;
}

function $itemAtCaret(): ItemNode | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const node: LexicalNode | null = selection.anchor.getNode();
  return [node, node.getParent()].find($isItem) ?? null;
}
