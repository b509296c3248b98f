import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  DELETE_CHARACTER_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type RangeSelection,
} from 'lexical';
import { isImeKey } from '../../app/keys/match.ts';
import { $createBlockNode, type BlockNode } from '../nodes/block-node.ts';
import { $plainNodes, $readPlain } from '../nodes/content.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import { $blockOf, isFrontMatter } from '../outline.ts';
import { $plainOffset, $selectPlain } from './offsets.ts';

/** One step of indentation where the code shows no habit of its own. */
const STEP = '  ';

/** Enter, Tab and the arrows inside code, as a code editor has them; source keeps the arrows. */
export function registerCodeKeys(editor: LexicalEditor): () => void {
  const onArrow = (towards: 'up' | 'down') => (event: KeyboardEvent) => {
    if (isImeKey(event) || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey)
      return false;
    if (!$leaveByArrow(towards)) return false;
    event.preventDefault();
    return true;
  };
  return mergeRegister(
    editor.registerCommand(INSERT_PARAGRAPH_COMMAND, $onEnter, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_TAB_COMMAND, $onTab, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(DELETE_CHARACTER_COMMAND, $onDelete, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_ARROW_UP_COMMAND, onArrow('up'), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_ARROW_DOWN_COMMAND, onArrow('down'), COMMAND_PRIORITY_CRITICAL),
  );
}

/** A selection inside one code block, with its ends as offsets in the code. */
interface CodePlace {
  readonly block: BlockNode;
  readonly selection: RangeSelection;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function $codePlace(kinds: readonly string[] = ['code']): CodePlace | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const block = $blockOf(selection.anchor.getNode());
  if (block === null || !kinds.includes(block.getShape().leaf.kind)) return null;
  if ($blockOf(selection.focus.getNode())?.is(block) !== true) return null;
  const ends = [selection.anchor, selection.focus].map((point) => $plainOffset(block, point));
  const text = $readPlain(block);
  return { block, selection, text, from: Math.min(...ends), to: Math.max(...ends) };
}

/** A new line begins where the last one does; Enter on an empty last line leaves the code. */
function $onEnter(): boolean {
  const place = $codePlace();
  if (place === null) return false;
  const { block, selection, text, from, to } = place;
  const isLast = from === to && from === text.length;
  if (isLast && (text === '' || text.endsWith('\n'))) {
    const line = $lineBeside(block);
    if (text !== '') block.getLastChild()?.remove();
    block.insertAfter(line);
    line.selectStart();
    return true;
  }
  const begin = text.lastIndexOf('\n', from - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(begin, from))?.[0] ?? '';
  selection.insertRawText(`\n${indent}`);
  return true;
}

function $onTab(event: KeyboardEvent): boolean {
  if (isImeKey(event) || event.ctrlKey || event.altKey || event.metaKey) return false;
  const place = $codePlace();
  if (place === null) return false;
  event.preventDefault();
  const step = stepOf(place.text);
  if (!event.shiftKey && place.from === place.to) place.selection.insertRawText(step);
  else $shiftLines(place, event.shiftKey ? null : step);
  return true;
}

/** The code's own step: a tab, or the fewest blanks that a line begins with. */
function stepOf(text: string): string {
  if (/^\t/m.test(text)) return '\t';
  const blanks = [...text.matchAll(/^ {2,}(?=\S)/gm)].map(([indent]) => indent.length);
  return blanks.length === 0 ? STEP : ' '.repeat(Math.min(8, ...blanks));
}

/** Indents the lines of the selection by a step, or takes one away. */
function $shiftLines({ block, text, from, to }: CodePlace, step: string | null): void {
  const begin = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to) === -1 ? text.length : text.indexOf('\n', to);
  const lines = text.slice(begin, end).split('\n');
  const taken = new RegExp(`^(?:\\t| {1,${stepOf(text).length}})`);
  const shifted = lines.map((line) => (step === null ? line.replace(taken, '') : step + line));
  const first = (shifted[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  const whole = shifted.join('\n');
  block.clear().append(...$plainNodes(text.slice(0, begin) + whole + text.slice(end)));
  const grown = whole.length - (end - begin);
  $selectPlain(block, Math.max(begin, from + first), Math.max(begin, to + grown));
}

/** Backspace in empty code gives the line back. */
function $onDelete(backward: boolean): boolean {
  const place = backward ? $codePlace() : null;
  if (place?.text !== '') return false;
  place.block.setShape({ ...place.block.getShape(), leaf: { kind: 'text' } });
  return true;
}

/** Where code or source is the first or the last thing of a note, an arrow makes a line beside it. */
function $leaveByArrow(towards: 'up' | 'down'): boolean {
  const place = $codePlace(['code', 'opaque', 'rule']);
  if (place === null || place.from !== place.to) return false;
  const { block, text, from } = place;
  const isEdge =
    towards === 'up' ? !text.slice(0, from).includes('\n') : !text.includes('\n', from);
  if (!isEdge || (towards === 'up' ? $blockBefore(block) : $blockAfter(block)) !== null)
    return false;
  if (towards === 'up' && isFrontMatter(block)) return false;
  const line = $lineBeside(block);
  if (towards === 'up') block.insertBefore(line);
  else block.insertAfter(line);
  line.selectStart();
  return true;
}

function $lineBeside(block: BlockNode): BlockNode {
  const { inside, opens } = block.getShape();
  const path = [...inside, ...opens.map(({ kind }) => kind)];
  return $createBlockNode({ inside: path, opens: [], leaf: { kind: 'text' } });
}
