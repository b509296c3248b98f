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
import { $selectedEnds } from '../clipboard.ts';
import { type BlockNode, type BlockShape, type Leaf, openedItem } from '../nodes/block-node.ts';
import { $blockAfter } from '../nodes/section-node.ts';
import {
  $blockOf,
  $indent,
  $moveDown,
  $moveUp,
  $outdent,
  $runOf,
  itemShape,
  levelOf,
} from '../outline.ts';

/** The commands of the registry that change the outline, each on the blocks of the selection. */
const OUTLINE: Partial<Record<CommandId, (blocks: readonly BlockNode[]) => unknown>> = {
  'outline.indent': (blocks) => $eachTop(blocks, $indent),
  'outline.outdent': (blocks) => $eachTop(blocks, $outdent),
  'outline.moveUp': (blocks) => $moveAll(blocks, $moveUp),
  'outline.moveDown': (blocks) => $moveAll(blocks.toReversed(), $moveDown),
  'outline.task': (blocks) => blocks.forEach($toggleTask),
  'outline.heading1': (blocks) => $setAll(blocks, { kind: 'heading', level: 1 }),
  'outline.heading2': (blocks) => $setAll(blocks, { kind: 'heading', level: 2 }),
  'outline.heading3': (blocks) => $setAll(blocks, { kind: 'heading', level: 3 }),
  'outline.paragraph': (blocks) => $setAll(blocks, { kind: 'text' }),
  'outline.bullets': (blocks) => $setItems(blocks, () => ({ marker: '-', task: null })),
  'outline.numbers': (blocks) =>
    $setItems(blocks, (index) => ({ marker: `${index + 1}.`, task: null })),
  'outline.tasks': (blocks) => $setItems(blocks, () => ({ marker: '-', task: 'open' })),
};

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
  const format = FORMATS[id];
  if (format !== undefined) return editor.dispatchCommand(FORMAT_TEXT_COMMAND, format);
  const outline = OUTLINE[id];
  if (outline === undefined) return false;
  editor.update(() => void outline($selectedBlocks()), { tag: HISTORY_PUSH_TAG });
  return true;
}

/** The blocks that the selection touches, in order. */
export function $selectedBlocks(): BlockNode[] {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return [];
  const [first, last] = $selectedEnds(selection);
  const blocks: BlockNode[] = [];
  for (let block = first; block !== null; block = $blockAfter(block)) {
    blocks.push(block);
    if (last === null || block.is(last)) break;
  }
  return blocks;
}

/** The blocks that no other one of them carries along. */
function $tops(blocks: readonly BlockNode[]): BlockNode[] {
  const tops: BlockNode[] = [];
  const carried = new Set<string>();
  for (const block of blocks) {
    if (carried.has(block.getKey())) continue;
    tops.push(block);
    for (const member of $runOf(block)) carried.add(member.getKey());
  }
  return tops;
}

function $eachTop(blocks: readonly BlockNode[], change: (block: BlockNode) => boolean): void {
  for (const block of $tops(blocks)) change(block);
}

/** Moves a selection as one: where its edge cannot move, nothing does. */
function $moveAll(blocks: readonly BlockNode[], move: (block: BlockNode) => boolean): void {
  const inOrder = blocks.toSorted((a, b) => (a.isBefore(b) ? -1 : 1));
  const tops = $tops(inOrder);
  const ordered = blocks[0]?.is(inOrder[0] ?? null) ? tops : tops.toReversed();
  const level = Math.min(...ordered.map(levelOf));
  for (const block of ordered) if (levelOf(block) === level && !move(block)) return;
}

function $toggleTask(block: BlockNode): void {
  const shape = block.getShape();
  const item = openedItem(shape);
  if (item === null) {
    if (shape.leaf.kind === 'text') $setItem(block, { marker: '-', task: 'open' });
    return;
  }
  const task = item.task === null ? 'open' : item.task === 'open' ? 'done' : 'open';
  block.setShape({ ...shape, opens: [...shape.opens.slice(0, -1), { ...item, task }] });
}

/** Makes blocks headings or paragraphs; what they were an item of, they leave. */
function $setAll(blocks: readonly BlockNode[], leaf: Leaf): void {
  for (const block of blocks) {
    const shape = block.getShape();
    if (shape.leaf.kind === 'opaque' || shape.leaf.kind === 'code') continue;
    const same = sameLeaf(shape.leaf, leaf) && leaf.kind === 'heading';
    const plain: BlockShape = { ...shape, leaf: same ? { kind: 'text' } : leaf };
    // A heading begins a part of the note, so it stands outside every list.
    block.setShape(
      leaf.kind === 'heading'
        ? { inside: [], opens: [], leaf: plain.leaf }
        : { ...plain, opens: plain.opens.filter(({ kind }) => kind !== 'item') },
    );
    $blockAfter(block)?.markDirty();
  }
}

function sameLeaf(one: Leaf, other: Leaf): boolean {
  if (one.kind !== other.kind) return false;
  return one.kind !== 'heading' || other.kind !== 'heading' || one.level === other.level;
}

type ItemKind = { readonly marker: string; readonly task: 'open' | null };

/** Makes blocks items of one kind; where they all are already, they become paragraphs. */
function $setItems(blocks: readonly BlockNode[], kind: (index: number) => ItemKind): void {
  const sample = kind(0);
  const all = blocks.every((block) => {
    const item = openedItem(block.getShape());
    return item !== null && sameKind(item, sample);
  });
  if (all) $setAll(blocks, { kind: 'text' });
  else for (const [index, block] of blocks.entries()) $setItem(block, kind(index));
}

function sameKind(item: { marker: string; task: unknown }, kind: ItemKind): boolean {
  return (
    /\d/.test(item.marker) === /\d/.test(kind.marker) &&
    (item.task === null) === (kind.task === null)
  );
}

function $setItem(block: BlockNode, kind: ItemKind): void {
  const shape = block.getShape();
  if (shape.leaf.kind === 'opaque') return;
  const item = openedItem(shape);
  const opens =
    item === null
      ? [...shape.opens, { ...itemShape([], null).opens[0], kind: 'item' as const, ...kind }]
      : [...shape.opens.slice(0, -1), { ...item, ...kind }];
  block.setShape({ ...shape, opens, leaf: { kind: 'text' } });
}

/** The block of the caret. */
export function $currentBlock(): BlockNode | null {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? $blockOf(selection.focus.getNode()) : null;
}
