import {
  $getSelection,
  $isRangeSelection,
  FORMAT_TEXT_COMMAND,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  REDO_COMMAND,
  type TextFormatType,
  UNDO_COMMAND,
} from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import {
  indent,
  itemOf,
  moveDown,
  moveUp,
  outdent,
  sectionLevel,
  setKind,
  splice,
  toggleTask,
} from '../../../shared/outline/index.ts';
import { $selectedEnds } from '../clipboard/selected.ts';
import { CODE_LANGUAGE_COMMAND } from '../code/index.tsx';
import { $leaveImage } from '../images/select.ts';
import { EDIT_LINK_COMMAND } from '../links/index.tsx';
import type { BlockNode } from '../nodes/block-node.ts';
import { $blockAfter } from '../nodes/section-node.ts';
import { $blockOf, $focusNode } from '../outline.ts';
import { $changeOrder, $changeShapes, type OutlineOperation } from '../outline-edit.ts';
import { TABLE_COMMANDS } from '../table/commands.ts';
import { INSERT_COMMANDS } from './insert.ts';
import { $duplicate } from './whole-items.ts';

/** The commands of the registry that change the outline, each on the blocks of the selection. */
const OUTLINE: Partial<Record<CommandId, (blocks: readonly BlockNode[]) => unknown>> = {
  'outline.indent': $shapes(indent),
  'outline.outdent': $shapes(outdent),
  'outline.moveUp': $order(moveUp, 'up'),
  'outline.moveDown': $order(moveDown, 'down'),
  'outline.duplicate': $duplicate,
  'outline.task': $each((blocks, index) =>
    itemOf(blocks[index]) === null
      ? setKind(blocks, index, { kind: 'task' })
      : toggleTask(blocks, index),
  ),
  'outline.heading1': $each((blocks, index) => setHeading(blocks, index, 1)),
  'outline.heading2': $each((blocks, index) => setHeading(blocks, index, 2)),
  'outline.heading3': $each((blocks, index) => setHeading(blocks, index, 3)),
  'outline.paragraph': $each((blocks, index) => setKind(blocks, index, { kind: 'paragraph' })),
  'outline.bullets': $each((blocks, index) => setKind(blocks, index, { kind: 'bullet' })),
  'outline.numbers': $each((blocks, index) => setKind(blocks, index, { kind: 'number' })),
  'outline.tasks': $each((blocks, index) => setKind(blocks, index, { kind: 'task' })),
};

type Change = (blocks: readonly BlockNode[]) => boolean;

function $shapes(operation: OutlineOperation): Change {
  return (blocks) => $onEnds(blocks, (first, last) => $changeShapes(first, last, operation));
}

function $order(operation: OutlineOperation, towards: 'up' | 'down'): Change {
  return (blocks) =>
    $onEnds(blocks, (first, last) => $changeOrder(first, last, operation, towards));
}

/** An operation on one block, done for each block of the range in turn. */
function $each(change: (blocks: readonly Block[], index: number) => readonly Block[]): Change {
  return $shapes((blocks, from, to) => {
    let changed = blocks;
    for (let index = from; index < to; index++)
      if (isTurnable(changed[index])) changed = change(changed, index);
    return changed;
  });
}

/** Code and source are not words: they keep what they are. */
function isTurnable(block: Block | undefined): boolean {
  return block?.body.kind === 'paragraph' || block?.body.kind === 'heading';
}

/** A heading begins a part of the note, so it leaves every list; the same key takes it back. */
function setHeading(blocks: readonly Block[], index: number, level: 1 | 2 | 3): readonly Block[] {
  if (sectionLevel(blocks[index]) === level) return setKind(blocks, index, { kind: 'paragraph' });
  const turned = setKind(blocks, index, { kind: 'heading', level });
  const block = turned[index];
  if (block === undefined) return blocks;
  return splice(turned, index, index + 1, [{ ...block, inside: [], opens: [] }]);
}

function $onEnds(
  blocks: readonly BlockNode[],
  change: (first: BlockNode, last: BlockNode) => boolean,
): boolean {
  const first = blocks[0];
  const last = blocks.at(-1);
  return first !== undefined && last !== undefined && change(first, last);
}

const FORMATS: Partial<Record<CommandId, TextFormatType>> = {
  'edit.bold': 'bold',
  'edit.italic': 'italic',
  'edit.code': 'code',
  'edit.strike': 'strikethrough',
};

/** Runs a command of the registry on an editor. False where it is not the editor's. */
export function runEditorCommand(editor: LexicalEditor, id: CommandId): boolean {
  if (id === 'edit.undo') return editor.dispatchCommand(UNDO_COMMAND, undefined);
  if (id === 'edit.redo') return editor.dispatchCommand(REDO_COMMAND, undefined);
  if (id === 'edit.link') return editor.dispatchCommand(EDIT_LINK_COMMAND, undefined);
  if (id === 'code.language') return editor.dispatchCommand(CODE_LANGUAGE_COMMAND, undefined);
  const format = FORMATS[id];
  if (format !== undefined) return editor.dispatchCommand(FORMAT_TEXT_COMMAND, format);
  const change = TABLE_COMMANDS[id] ?? INSERT_COMMANDS[id];
  if (change !== undefined) {
    const $change = (): void => {
      $leaveImage();
      change();
    };
    editor.update($change, { tag: HISTORY_PUSH_TAG });
    return true;
  }
  const outline = OUTLINE[id];
  if (outline === undefined) return false;
  editor.update(() => void outline($selectedBlocks()), { tag: HISTORY_PUSH_TAG });
  return true;
}

/** The blocks that the selection touches, in order. */
export function $selectedBlocks(): BlockNode[] {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) {
    const block = $blockOf($focusNode());
    return block === null ? [] : [block];
  }
  const [first, last] = $selectedEnds(selection);
  const blocks: BlockNode[] = [];
  for (let block = first; block !== null; block = $blockAfter(block)) {
    blocks.push(block);
    if (last === null || block.is(last)) break;
  }
  return blocks;
}
